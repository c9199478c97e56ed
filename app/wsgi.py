"""The site as a WSGI application: `app.wsgi:site`. Import it in the process that serves it."""

from app import create_app
from app.config import read_settings
from app.logs import log_to_stderr

log_to_stderr("web")
site = create_app(read_settings())
