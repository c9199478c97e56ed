"""The site as a WSGI application: `app.wsgi:site`. Import it in the process that serves it."""

from sqlalchemy.orm import configure_mappers

from app import create_app
from app.config import read_settings
from app.logs import log_to_stderr
from app.long_lived import set_aside

log_to_stderr("web")
site = create_app(read_settings())
configure_mappers()
set_aside()
