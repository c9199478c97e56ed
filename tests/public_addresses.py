"""Every address that anybody may read, filled in."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from urllib.parse import quote

from flask import Flask
from werkzeug.exceptions import HTTPException

from app.addresses import facility_path
from app.audience import Audience, audience_of
from app.facilities.models import Facility
from app.language_addresses import at
from app.languages import LANGUAGES

OTHERS = tuple(code for code in LANGUAGES if code != "nl")

OF_THE_SITE = (
    "/",
    "/voorzieningen",
    "/voorzieningen?q=gent&waarderingen=ja&sorteer=nieuwste&van=9000",
    "/voorzieningen/kaart",
    "/voorzieningen/suggesties?q=zo",
    "/gedragscode",
    "/gedragscode/versies",
    "/gedragscode/versies/1",
    "/gedragscode/versies/1/verschil",
    "/hoe-we-controleren",
    "/privacy",
    "/gebruiksvoorwaarden",
    "/toegankelijkheid",
    "/over-ons",
    "/transparantie",
    "/gezondheid",
    "/aanmelden",
    "/aanmelden/code",
    "/aanmelden/instellen",
    "/wachtwoord/onbekend",
    "/wachtwoord-kiezen",
    "/wachtwoord-vergeten",
    "/wachtwoord-vergeten/verstuurd",
    "/waarderen/verstuurd",
    "/link-kwijt",
    "/link-kwijt/verstuurd",
    "/opvang-ontbreekt",
    "/opvang-ontbreekt/verstuurd",
    "/volgen/gevraagd",
    "/volgen/onbekend",
    "/volgen/onbekend/stoppen",
    "/open-data",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-0.xml",
    "/sitemap-1.xml",
    "/api",
    "/api/v1/openapi.json",
    "/api/v1/facilities",
    "/api/v1/questionnaires",
    "/api/v1/questionnaires/kinderopvang/1",
    "/api/v1/rulebooks",
    "/api/v1/rulebooks/1",
    "/static/css/site.css",
)


def of_facilities(facilities: Iterable[Facility]) -> Iterator[str]:
    """Of each facility, and of where it lies and who runs it."""
    for facility in facilities:
        page, place = facility_path(facility), f"/gemeenten/{quote(facility.municipality)}"
        yield from (
            page,
            f"{page}?reactie=ja",
        )
        yield from (f"{page}/{part}" for part in ("waarderen", "volgen", "badge", "badge.svg"))
        yield from (f"{page}/waarderingen.atom", f"{place}/waarderingen.atom", f"{place}/volgen")
        yield from (
            f"/api/v1/facilities{page.removeprefix('/voorzieningen')}{end}" for end in ("", "/reviews")
        )
        yield f"/voorzieningen/vergelijken?v={facility.sector.value}:{facility.dossiernummer}"
        if facility.organisation_id:
            yield from (
                f"/organisatoren/{facility.organisation_id}/{end}" for end in ("waarderingen.atom", "volgen")
            )


def picture_of(facility: Facility) -> str:
    """Of one facility; slow to make."""
    return f"{facility_path(facility)}/beeld.png"


def of_text(public_id: str) -> Iterator[str]:
    """Of one review or reply that is published, or once was."""
    yield f"/waarderingen/{public_id}"
    yield f"/melden/{public_id}"
    yield f"/nuttig/{public_id}"
    yield f"/nuttig/{public_id}/bedankt"


def in_other_languages(facilities: Iterable[Facility], public_ids: Iterable[str]) -> Iterator[str]:
    """The pages that show texts, which are kept apart for each language; of each text in one of the two."""
    for code in OTHERS:
        yield from (at(path, code) for path in ("/", "/voorzieningen?q=gent&waarderingen=ja"))
        yield from (at(facility_path(facility), code) for facility in facilities)
    for code, public_id in zip(cycle(OTHERS), public_ids, strict=False):
        yield at(f"/waarderingen/{public_id}", code)


def of_notice(reference: str) -> Iterator[str]:
    """Of who reported a text, by the number in their mail."""
    yield f"/melden/ontvangen/{reference}"
    yield f"/melden/ontvangen/{reference}/bezwaar"


def open_rules(site: Flask) -> set[str]:
    """What the site lets anybody read."""
    return {
        rule.rule
        for rule in site.url_map.iter_rules()
        if audience_of(site, rule.endpoint) is Audience.EVERYONE and "GET" in (rule.methods or ())
    }


def rules_of(site: Flask, addresses: Iterable[str]) -> set[str]:
    """The rules that these addresses follow."""
    routes = site.url_map.bind("")
    found = set()
    for address in addresses:
        try:
            rule, _arguments = routes.match(address.partition("?")[0], method="GET", return_rule=True)
        except HTTPException:
            continue
        found.add(rule.rule)
    return found
