"""The website put together: settings, parts, and what holds for every request."""

from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, g, request
from flask import session as cookie_session
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.routing import RequestRedirect

from app.audience import check_audience
from app.back_button import FOR_THE_BACK_BUTTON, BackButtonSessions, comes_back
from app.config import ROOT, Settings, use_settings
from app.database import connect, reading_only, session
from app.language_addresses import LanguageAddresses, SpeakingSite, asked_language, register_languages
from app.languages import speak
from app.row_numbers import RowNumber
from app.sealed_numbers import SealedNumber

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

csrf = CSRFProtect()


def make_site(settings: Settings) -> Flask:
    """The site with these settings; binds this process to its database."""
    import app.tables  # noqa: F401 (all tables are known before the first query)

    use_settings(settings)
    site = SpeakingSite("app", template_folder=str(ROOT / "templates"), static_folder="static")
    site.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="waardering",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=12 * 3600,
        SESSION_REFRESH_EACH_REQUEST=False,  # a file that loads late must not bring back an ended session
        WTF_CSRF_CHECK_DEFAULT=False,  # `open_request` checks, so that long forms can keep what was typed
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # the referrer is not sent everywhere; the token decides
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
    )
    site.url_map.converters |= {"sealed": SealedNumber, "int": RowNumber}
    site.jinja_env.undefined = StrictUndefined
    site.jinja_env.trim_blocks = site.jinja_env.lstrip_blocks = True
    register_languages(site, settings.base_url)
    site.session_interface = BackButtonSessions()
    csrf.init_app(site)
    connect(settings.database_url)
    register_parts(site, settings)
    site.before_request(open_request)
    site.before_request(check_audience)
    site.before_request(check_token)
    site.after_request(add_headers)
    site.teardown_request(close_request)
    return site


def register_parts(site: Flask, settings: Settings) -> None:
    """The pages of each part of the house."""
    from app.accounts.own_views import bp as own_account
    from app.accounts.second_step_views import bp as second_step
    from app.accounts.sign_in import login_manager
    from app.accounts.views import bp as accounts
    from app.admin.account_views import bp as admin_accounts
    from app.admin.views import bp as admin
    from app.api.views import bp as api
    from app.audit.views import bp as oversight
    from app.audit.words import register_words
    from app.backoffice.redact_views import bp as redaction
    from app.backoffice.redress_views import bp as redress
    from app.backoffice.saved_views import bp as saved_views
    from app.backoffice.views import bp as backoffice
    from app.calibration.views import bp as calibration
    from app.conflicts.views import bp as conflicts
    from app.errors import register_errors
    from app.facilities.drawing import register_drawing
    from app.facilities.views import bp as facilities
    from app.figures.views import bp as figures
    from app.following.views import bp as following
    from app.health import bp as health
    from app.helpful.views import bp as helpful
    from app.hints.views import bp as hints
    from app.labels import register_labels
    from app.learning.views import bp as learning
    from app.notes.views import bp as notes
    from app.notices.views import bp as notices
    from app.opendata.views import bp as opendata
    from app.page_cache import PageCache
    from app.pages.rulebook_views import bp as rulebook
    from app.pages.views import bp as pages
    from app.proposals.views import bp as proposals
    from app.providers.views import bp as providers
    from app.proxies import TrustedProxies
    from app.referrals.views import bp as referrals
    from app.reviews.author_views import bp as author
    from app.reviews.views import bp as reviews
    from app.sharing.views import bp as sharing
    from app.standard_texts.views import bp as standard_texts
    from app.static_files import register_static_files
    from app.threads.author_views import bp as author_threads
    from app.threads.provider_views import bp as provider_threads
    from app.threads.views import bp as threads
    from app.transparency.views import bp as transparency

    # Not for every template: who visits is only looked up where a page asks for it.
    login_manager.init_app(site, add_context_processor=False)
    site.jinja_env.globals["current_user"] = current_user
    register_errors(site)
    register_static_files(site)
    register_labels(site)
    register_drawing(site)
    register_words(site)
    parts = (
        facilities,
        reviews,
        hints,
        author,
        accounts,
        second_step,
        own_account,
        admin,
        admin_accounts,
        backoffice,
        redress,
        learning,
        calibration,
        figures,
        oversight,
        proposals,
        conflicts,
        referrals,
        threads,
        author_threads,
        provider_threads,
        notes,
        standard_texts,
        redaction,
        saved_views,
        providers,
        notices,
        helpful,
        pages,
        transparency,
        api,
        following,
        sharing,
        opendata,
        rulebook,
        health,
    )
    for part in parts:
        site.register_blueprint(part)
    if settings.demo:
        from app.demo.views import bp as demo

        site.register_blueprint(demo)
    site.wsgi_app = PageCache(site, settings)  # type: ignore[method-assign]
    site.wsgi_app = LanguageAddresses(site.wsgi_app)  # type: ignore[method-assign]
    site.wsgi_app = TrustedProxies(site.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]


def open_request() -> None:
    """The language; and a page that is only read cannot write."""
    speak(asked_language())
    view = current_app.view_functions.get(request.endpoint or "")
    reads = request.method in ("GET", "HEAD", "OPTIONS") or getattr(view, "only_reads", False)
    g.reading_token = reading_only.set(reads)


def check_token() -> None:
    """Every form carries a token. A view that keeps what was typed says itself that it had expired.

    Where the address itself is a secret that only its owner has, nobody else can send the form.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in ("GET", "HEAD", "OPTIONS") or request.routing_exception is not None:
        return
    if getattr(view, "is_proved_by_its_address", False):
        return
    try:
        csrf.protect()
    except CSRFError:
        if not getattr(view, "keeps_what_was_typed", False):
            raise
        g.form_expired = True


def add_headers(response: Response) -> Response:
    """No third parties, no framing, no guessing of types."""
    if isinstance(request.routing_exception, RequestRedirect):
        response.location = to_this_site(request.routing_exception.new_url)
        response.set_data("")  # the host stood in these words too
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", caching())
    elif "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def caching() -> str:
    """Nothing with a session is kept anywhere, but a form for the Back button alone (docs/decisions/0081)."""
    if not (cookie_session or cookie_session.modified):
        return "no-cache"
    return FOR_THE_BACK_BUTTON if comes_back() else "no-store"


def to_this_site(url: str) -> str:
    """Without the host: whoever asked chose that."""
    parts = urlsplit(url)
    return urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, ""))


def close_request(_error: BaseException | None) -> None:
    """Give the connection back; what was not committed is undone."""
    session.remove()
    speak("nl")
    if "reading_token" in g:
        reading_only.reset(g.pop("reading_token"))
