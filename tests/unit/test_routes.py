"""Who may see what: each address declares it, and the open ones are listed here."""

from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.audience import Audience, audience_of
from app.config import ROOT, read_settings
from app.mail.rendering import templates

FOR_EVERYONE = {
    "/",
    "/voorzieningen",
    "/voorzieningen/kaart",
    "/voorzieningen/suggesties",
    "/voorzieningen/vergelijken",
    "/voorzieningen/<sector>/<dossiernummer>",
    "/voorzieningen/<sector>/<dossiernummer>/waarderen",
    "/voorzieningen/<sector>/<dossiernummer>/waarderen/tips",
    "/waarderen/verstuurd",
    "/waarderen/opnieuw-versturen",
    "/waarderen/adres",
    "/link-kwijt",
    "/link-kwijt/verstuurd",
    "/opvang-ontbreekt",
    "/opvang-ontbreekt/verstuurd",
    "/waarderingen/<public_id>",
    "/nuttig/<public_id>",
    "/nuttig/<public_id>/bedankt",
    "/melden/<public_id>",
    "/melden/ontvangen/<reference>",
    "/melden/ontvangen/<reference>/bezwaar",
    "/gedragscode",
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
    "/afmelden",
    "/wachtwoord/<token>",
    "/wachtwoord-kiezen",
    "/wachtwoord-vergeten",
    "/wachtwoord-vergeten/verstuurd",
    "/static/<path:filename>",
    "/api",
    "/api/v1/openapi.json",
    "/api/v1/facilities",
    "/api/v1/facilities/<sector>/<dossiernummer>",
    "/api/v1/facilities/<sector>/<dossiernummer>/reviews",
    "/api/v1/questionnaires",
    "/api/v1/questionnaires/<sector>/<int:version>",
    "/api/v1/rulebooks",
    "/api/v1/rulebooks/<int:version>",
    "/voorzieningen/<sector>/<dossiernummer>/waarderingen.atom",
    "/gemeenten/<name>/waarderingen.atom",
    "/organisatoren/<int:number>/waarderingen.atom",
    "/voorzieningen/<sector>/<dossiernummer>/volgen",
    "/gemeenten/<name>/volgen",
    "/organisatoren/<int:number>/volgen",
    "/voorzieningen/<sector>/<dossiernummer>/beeld.png",
    "/voorzieningen/<sector>/<dossiernummer>/badge.svg",
    "/voorzieningen/<sector>/<dossiernummer>/badge",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-<int:part>.xml",
    "/open-data",
    "/open-data/<filename>",
    "/gedragscode/versies",
    "/gedragscode/versies/<int:version>",
    "/gedragscode/versies/<int:version>/verschil",
    "/volgen/gevraagd",
    "/volgen/<token>",
    "/volgen/<token>/stoppen",
}
FOR_AUTHORS = {
    "/waardering",
    "/waardering/link/<token>",
    "/waardering/bevestigen",
    "/waardering/verbeteren",
    "/waardering/intrekken",
    "/waardering/bezwaar",
    "/waardering/vragen",
    "/waardering/gegevens",
    "/waardering/gegevens.json",
    "/waardering/gewist",
}
ONLY_IN_DEMO = {"/postvak", "/postvak/<number>"}


def names_in(folder: str, pattern: str) -> list[str]:
    """Files, as a template loader names them."""
    return sorted(str(path.relative_to(ROOT / folder)) for path in (ROOT / folder).rglob(pattern))


COUNTED = {
    "/api/v1/questionnaires/<sector>/<int:version>",
    "/api/v1/rulebooks/<int:version>",
    "/gedragscode/versies/<int:version>",
    "/gedragscode/versies/<int:version>/verschil",
    "/organisatoren/<int:number>/waarderingen.atom",
    "/organisatoren/<int:number>/volgen",
    "/sitemap-<int:part>.xml",
}
"""Numbers that tell nothing of who wrote what: versions we publish, organisers, and parts of a list."""

PREFIXES = {
    "/redactie/": {Audience.EDITOR, Audience.LEAD_EDITOR},
    "/organisatie/": {Audience.PROVIDER},
    "/beheer/": {Audience.ADMIN},
}
"""Where an address begins, and for whom all that follows is."""


@pytest.fixture(scope="module", params=[False, True], ids=["real", "demo"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site as it is installed, and as it is shown."""
    settings = read_settings({"WAARDERING_DATA": str(tmp_path_factory.mktemp("data"))})
    return create_app(replace(settings, demo=request.param))


def addresses(site: Flask, *audiences: Audience) -> set[str]:
    """All addresses that are for them."""
    return {rule.rule for rule in site.url_map.iter_rules() if audience_of(site, rule.endpoint) in audiences}


def test_every_address_says_for_whom_it_is(site: Flask) -> None:
    silent = [rule.rule for rule in site.url_map.iter_rules() if audience_of(site, rule.endpoint) is None]
    assert silent == []


def test_these_addresses_and_no_others_are_open_to_everyone(site: Flask) -> None:
    demo = ONLY_IN_DEMO if site.config["SETTINGS"].demo else set()
    assert addresses(site, Audience.EVERYONE) == FOR_EVERYONE | demo


def test_these_addresses_and_no_others_are_for_authors(site: Flask) -> None:
    assert addresses(site, Audience.AUTHOR) == FOR_AUTHORS


def test_outside_the_desk_nothing_has_the_number_of_its_row(site: Flask) -> None:
    desk = {Audience.EDITOR, Audience.LEAD_EDITOR, Audience.ADMIN}
    outside = addresses(site, *(set(Audience) - desk))
    assert {address for address in outside if "<int:" in address} == COUNTED


@pytest.mark.parametrize(("prefix", "audiences"), PREFIXES.items())
def test_one_part_of_the_house_is_for_one_kind_of_people(
    site: Flask, prefix: str, audiences: set[Audience]
) -> None:
    inside = [rule for rule in site.url_map.iter_rules() if rule.rule.startswith(prefix)]
    assert inside
    assert {audience_of(site, rule.endpoint) for rule in inside} <= audiences


@pytest.mark.parametrize("name", names_in("templates", "*.html"))
def test_every_template_compiles(site: Flask, name: str) -> None:
    assert site.jinja_env.get_template(name)


@pytest.mark.parametrize("name", names_in("templates/emails", "*.txt"))
def test_every_mail_compiles(name: str) -> None:
    assert templates("nl").get_template(name)
