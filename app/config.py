"""All settings, read once from the environment (prefix WAARDERING_). A wrong one stops the start."""

import base64
import binascii
import ipaddress
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: `templates/`, `migrations/` and `nlp_models/` stand beside `app/`."""

KEYS = ("SECRET_KEY", "IDENTITY_KEY", "MATCHING_KEY", "AUDIT_KEY")


class BadSetting(Exception):
    """A setting that is wrong or missing; the message is one clear Dutch sentence."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. Durations are in the unit that the name ends with."""

    data: Path
    database_url: str
    redis_url: str
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str = ""
    mail_from: str = "redactie@waarderingsplatform.example"
    secret_key: str = field(default="", repr=False)
    identity_keys: tuple[str, ...] = field(default=(), repr=False)
    matching_key: str = field(default="", repr=False)
    audit_key: str = field(default="", repr=False)
    trusted_proxies: tuple[str, ...] = ()
    demo: bool = False
    answer_days: int = 10
    """ISO 20488: published within ten days (DOMAIN D8)."""
    unconfirmed_days: int = 14
    reminder_days: int = 3
    claim_minutes: int = 30
    average_from: int = 5
    """No average under this many reviews (DOMAIN E3)."""
    small_facility_delay_days: int = 7
    """A small facility's review appears at the earliest this long after its confirmation (DOMAIN E9)."""
    author_link_days: int = 190
    """Longer than the six months in which an author can object (DOMAIN D4)."""
    submissions_per_hour: int = 10
    sign_ins_per_minute: int = 10

    @property
    def secure(self) -> bool:
        """Cookies travel over https only, when the site does."""
        return self.base_url.startswith("https://")

    @property
    def embedded_queue(self) -> bool:
        """Whether the queue is our own child process."""
        return self.redis_url.startswith("unix://") and self.redis_url == embedded_redis_url(self.data)

    @property
    def hints_socket(self) -> Path:
        """Where the process for hints listens."""
        return socket_under(self.data, "hints", "hints.sock")


_current: list[Settings] = []


def use_settings(settings: Settings) -> None:
    """Make these the settings of this process."""
    _current[:] = [settings]


def settings() -> Settings:
    """The settings of this process."""
    if not _current:
        raise RuntimeError("use_settings has not been called")
    return _current[0]


def embedded_redis_url(data: Path) -> str:
    """The socket of the embedded queue: under DATA, or a private folder where that path is too long."""
    return f"unix://{socket_under(data, 'queue', 'valkey.sock')}"


def socket_under(data: Path, folder: str, name: str) -> Path:
    """A socket in a folder of its own under DATA, or in a private folder where that path is too long."""
    socket = data / folder / name
    if len(str(socket)) > 100:  # sockaddr_un holds 107 bytes
        key = sha256(str(data).encode()).hexdigest()[:16]
        socket = Path(tempfile.gettempdir()) / f"waardering-{os.getuid()}-{key}" / name
    return socket


def read_settings(environ: Mapping[str, str] | None = None, *, keys: bool = True) -> Settings:
    """The settings of this process. With `keys`, missing keys are made (SQLite) or refused (elsewhere)."""
    source = {
        name.removeprefix("WAARDERING_"): value
        for name, value in (os.environ if environ is None else environ).items()
        if name.startswith("WAARDERING_") and value != ""
    }
    data = Path(source.get("DATA") or ROOT / "data").expanduser().resolve()
    database_url = read_database_url(source, data)
    secrets_given = {name: source.get(name, "") for name in KEYS}
    if keys:
        secrets_given = complete_keys(secrets_given, data, embedded=database_url.startswith("sqlite"))
    return Settings(
        data=data,
        database_url=database_url,
        redis_url=read_redis_url(source, data),
        base_url=read_base_url(source),
        mail_url=read_mail_url(source),
        mail_from=source.get("MAIL_FROM", Settings.mail_from),
        secret_key=secrets_given["SECRET_KEY"],
        identity_keys=tuple(key.strip() for key in secrets_given["IDENTITY_KEY"].split(",") if key.strip()),
        matching_key=secrets_given["MATCHING_KEY"],
        audit_key=secrets_given["AUDIT_KEY"],
        trusted_proxies=read_proxies(source),
        demo=source.get("DEMO", "") == "1",
        **{
            name: read_number(source, name.upper(), getattr(Settings, name), lowest)
            for name, lowest in {
                "answer_days": 1,
                "unconfirmed_days": 1,
                "reminder_days": 1,
                "claim_minutes": 1,
                "average_from": 2,
                "small_facility_delay_days": 0,
                "author_link_days": 1,
                "submissions_per_hour": 1,
                "sign_ins_per_minute": 1,
            }.items()
        },
    )


def read_database_url(source: Mapping[str, str], data: Path) -> str:
    """SQLite under DATA, or the given SQLite or PostgreSQL database."""
    url = source.get("DATABASE_URL", f"sqlite:///{data / 'waardering.sqlite'}")
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("WAARDERING_DATABASE_URL moet beginnen met sqlite:/// of postgresql://.")
    return url


def read_redis_url(source: Mapping[str, str], data: Path) -> str:
    """The embedded queue, or a Redis or Valkey elsewhere."""
    url = source.get("REDIS_URL", embedded_redis_url(data))
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting("WAARDERING_REDIS_URL moet beginnen met redis://, rediss:// of unix://.")
    return url


def read_base_url(source: Mapping[str, str]) -> str:
    """The address that mails point to, without a slash at the end."""
    url = source.get("BASE_URL", Settings.base_url).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting("WAARDERING_BASE_URL moet een volledig adres zijn, zoals https://www.voorbeeld.be.")
    return url


def read_mail_url(source: Mapping[str, str]) -> str:
    """Empty for files under DATA/mail, or smtp://user:password@host:port (smtps:// for TLS at once)."""
    url = source.get("MAIL_URL", "")
    if url and (urlsplit(url).scheme not in ("smtp", "smtps") or not urlsplit(url).hostname):
        raise BadSetting("WAARDERING_MAIL_URL moet lijken op smtp://gebruiker:wachtwoord@server:587.")
    return url


def read_proxies(source: Mapping[str, str]) -> tuple[str, ...]:
    """Addresses of proxies whose forwarded address counts."""
    proxies = tuple(part.strip() for part in source.get("TRUSTED_PROXIES", "").split(",") if part.strip())
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            raise BadSetting(f"WAARDERING_TRUSTED_PROXIES: {proxy} is geen IP-adres of netwerk.") from None
    return proxies


def read_number(source: Mapping[str, str], name: str, default: int, lowest: int) -> int:
    """A whole number, not below the lowest that makes sense."""
    try:
        number = int(source.get(name, default))
    except ValueError:
        raise BadSetting(f"WAARDERING_{name} moet een geheel getal zijn.") from None
    if number < lowest:
        raise BadSetting(f"WAARDERING_{name} moet minstens {lowest} zijn.")
    return number


def complete_keys(given: dict[str, str], data: Path, *, embedded: bool) -> dict[str, str]:
    """Missing keys: made once and kept under DATA/keys on SQLite, refused elsewhere."""
    missing = [name for name in KEYS if not given[name]]
    if missing and not embedded:
        raise BadSetting(f"Geef WAARDERING_{missing[0]} op: met deze databank worden geen sleutels gemaakt.")
    for name in missing:
        given[name] = kept_key(data / "keys" / name.lower())
    for key in given["IDENTITY_KEY"].split(","):
        check_identity_key(key.strip())
    for name in ("SECRET_KEY", "MATCHING_KEY", "AUDIT_KEY"):
        if len(given[name]) < 32:
            raise BadSetting(f"WAARDERING_{name} moet minstens 32 tekens lang zijn.")
    return given


def check_identity_key(key: str) -> None:
    """A Fernet key: 32 bytes in url-safe base64."""
    try:
        length = len(base64.urlsafe_b64decode(key.encode()))
    except (binascii.Error, ValueError):
        length = 0
    if length != 32:
        raise BadSetting("WAARDERING_IDENTITY_KEY moet uit 32 bytes in url-veilige base64 bestaan.")


def kept_key(path: Path) -> str:
    """The key in this file; made when there is none, readable by its owner alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        whole = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(key)
        try:
            os.link(whole, path)  # whoever is first wins; nobody sees half a key
        except FileExistsError:
            pass
        finally:
            whole.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise BadSetting(
            f"De map {path.parent} is niet beschrijfbaar ({error.strerror}). "
            "Kies een andere met WAARDERING_DATA."
        ) from None
