"""Which browser somebody uses: known from before, and what to call it. Coarse on purpose."""

import ipaddress
import secrets

from flask import Response, after_this_request, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.user_agent import UserAgent

from app.config import settings
from app.identities.encryption import keyed_hash
from app.language_addresses import at
from app.languages import gettext as _
from app.limits import visitor

COOKIE = "bekend"
KNOWN_SECONDS = 180 * 24 * 3600
ACCOUNTS_REMEMBERED = 5

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
"""Sign in the name that a browser gives itself → what people call it; the first that fits."""
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="known browser")


def mark_of(email: str) -> str:
    """An address, as the cookie keeps it: readable by nobody."""
    return keyed_hash("known browser", email.lower())[:24]


def remembered() -> tuple[str, list[str]]:
    """This browser's own random name, and the marks of who signed in here before."""
    try:
        name, marks = signer().loads(request.cookies.get(COOKIE, ""))
        return str(name), [str(mark) for mark in marks]
    except (BadSignature, ValueError, TypeError):
        return secrets.token_urlsafe(12), []


def known_browser(email: str) -> str:
    """The name of this browser where this account signed in with it before, else "".

    Guesses from elsewhere do not touch it (OWASP, "device cookies").
    """
    name, marks = remembered()
    return name if mark_of(email) in marks else ""


def remember_browser(email: str) -> None:
    """For the next time. The cookie goes to the pages of signing in alone."""
    name, marks = remembered()
    mark = mark_of(email)
    marks = [mark, *(other for other in marks if other != mark)][:ACCOUNTS_REMEMBERED]

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            signer().dumps([name, marks]),
            max_age=KNOWN_SECONDS,
            path=at("/aanmelden"),
            secure=settings().secure,
            httponly=True,
            samesite="Lax",
        )
        return response


def browser_name() -> str:
    """Such as "Firefox op Windows"; versions and models are nobody's business."""
    agent: UserAgent = request.user_agent
    browser = next((name for sign, name in BROWSERS if sign in agent.string), "")
    system = next((name for sign, name in SYSTEMS if sign in agent.string), "")
    if browser and system:
        return _("%(browser)s op %(system)s", browser=browser, system=system)
    return browser or system or _("Onbekende browser")


def network() -> str:
    """Half of an IPv4 address, a quarter of an IPv6 one: a provider and a region, not a house."""
    try:
        address = ipaddress.ip_address(visitor())
    except ValueError:
        return "onbekend"
    if address.version == 4:
        first, second, *_ = str(address).split(".")
        return f"{first}.{second}.…"
    first, second, *_ = address.exploded.split(":")
    return f"{first}:{second}:…"
