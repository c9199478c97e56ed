"""Full addresses of our pages, for what leaves the site: feeds, mails, files, the API. Need no request."""

from urllib.parse import quote

from app.config import settings
from app.facilities.models import Facility
from app.language_addresses import at
from app.languages import LANGUAGES
from app.questionnaires import Sector


def full(path: str) -> str:
    """With the site in front, in the language that we speak."""
    return settings().base_url + at(path)


def in_each_language(path: str) -> list[str]:
    """With the site in front, in every language that we speak, Dutch first."""
    return [settings().base_url + at(path, code) for code in LANGUAGES]


def facility_path(facility: Facility) -> str:
    """Of its page, within the site."""
    return page_path(facility.sector, facility.dossiernummer)


def page_path(sector: Sector, dossiernummer: str) -> str:
    """Of a facility's page, within the site, by its key."""
    return f"/voorzieningen/{sector.value}/{quote(dossiernummer, safe='')}"


def facility_address(facility: Facility) -> str:
    """Of its page."""
    return full(facility_path(facility))


def review_address(public_id: str) -> str:
    """Of one review."""
    return full(f"/waarderingen/{public_id}")
