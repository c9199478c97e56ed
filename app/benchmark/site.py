"""The site with, beside it on the same server, the limits that its pages are measured against."""

import sqlalchemy as sa
from flask import Flask, render_template_string
from sqlalchemy.orm import Session, configure_mappers, joinedload, selectinload
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app
from app.benchmark.serving import LIMIT, UNKEPT
from app.config import read_settings
from app.contributions.models import Review
from app.database import make_engine
from app.facilities.models import Facility
from app.long_lived import set_aside
from app.page_cache import KeptPages, PageCache
from app.replies.models import Reply
from moderation.states import State

TWENTY = """<!doctype html><title>{{ facility.name }}</title><h1>{{ facility.name }}</h1>
{% for review in reviews %}<article><h2>{{ review.revealed_at }}</h2>
{% for theme, score in review.published_version.scores.items() %}<p>{{ theme }}: {{ score }}</p>{% endfor %}
{% for text in review.published_version.texts.values() %}<p>{{ text }}</p>{% endfor %}
{% for reply in review.replies %}<p>{{ reply.published_version.texts["text"] }}</p>{% endfor %}
</article>{% endfor %}"""

ONE_ROW = (
    "INSERT INTO facility_requests (sector, name, municipality, note, created_at)"
    " VALUES ('kinderopvang', 'maat', 'Gent', '', CURRENT_TIMESTAMP)"
)


def limits(database_url: str) -> Flask:
    """L1, L20 and a bare insert: the same work in plain Flask, SQLAlchemy and Jinja."""
    limit = Flask("limit")
    engine = make_engine(database_url)

    @limit.route("/")
    def one_row() -> str:
        """L1: one indexed SELECT and a constant body."""
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT name FROM facilities WHERE id = 1")).one()
        return "klaar"

    @limit.route("/twintig/<int:number>")
    def twenty_reviews(number: int) -> str:
        """L20: the plainest page with 20 reviews and their replies."""
        with Session(engine) as session:
            facility = session.get_one(Facility, number)
            reviews = session.scalars(
                sa.select(Review)
                .where(Review.facility_id == number, Review.kind == "review", Review.state == State.PUBLISHED)
                .order_by(Review.list_key.desc())
                .limit(20)
                .options(
                    joinedload(Review.published_version),
                    selectinload(Review.replies).joinedload(Reply.published_version),
                )
            ).all()
            return render_template_string(TWENTY, facility=facility, reviews=reviews)

    @limit.route("/schrijf", methods=["POST"])
    def one_insert() -> str:
        """One row, and a commit."""
        with engine.begin() as connection:
            connection.execute(sa.text(ONE_ROW))
        return "klaar"

    return limit


settings = read_settings()
site = create_app(settings)
unkept = PageCache(site, settings)
unkept.wsgi_app = site.wsgi_app.wsgi_app.wsgi_app  # type: ignore[attr-defined]
unkept.pages = KeptPages(largest=0)
site.wsgi_app = DispatcherMiddleware(  # type: ignore[method-assign]
    site.wsgi_app, {LIMIT: limits(settings.database_url), UNKEPT: unkept}
)
configure_mappers()
set_aside()
