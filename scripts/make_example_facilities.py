"""Make the example facilities of the demonstration: the same bytes each time.

    python -m scripts.make_example_facilities [FILE]

Real: municipalities, postcodes, centres of places, and the proportions of Flemish childcare (end 2023:
5,731 locations with 93,035 places, 80% income-based, over 1,800 organisations). Invented: all else.
KBO numbers begin with 0999 and telephone numbers continue with 0 after their zone: none is in use.
"""

import csv
import gzip
import io
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from app.facilities.cell_rules import COLUMNS
from app.facilities.places import Place
from scripts.example_maker import Maker, Organisation, slug
from scripts.example_names import (
    WORDS,
    care_name,
    elderly_name,
    family_name,
    group_name,
    nice_name,
    shared_name,
)

SEED = 20488
FILE = Path(__file__).parent.parent / "app" / "demo" / "facilities.csv.gz"

LAST_DAY = date(2026, 6, 30)
"""Nothing in the file happened after this day."""

FAMILY, SHARED, GROUP = "gezinsopvang", "groepsopvang samenwerkende onthaalouders", "groepsopvang"
NUMBERS = {FAMILY: 3000, SHARED: 800, GROUP: 2200}
ALONE = {FAMILY: 41, SHARED: 20, GROUP: 0}
"""How many percent run themselves, without a larger organisation."""
SIZES = {
    FAMILY: (4, 5, 6, 7, 7, 8, 8, 8, 8, 8),
    SHARED: (10, 12, 14, 14, 14, 16, 16, 18),
    GROUP: (9, 12, 14, 14, 16, 18, 18, 21, 21, 24, 27, 28, 28, 30, 36, 36, 42, 45, 54, 60, 72),
}
TARIFFS = ("inkomenstarief (IKT)",) * 80 + ("IKTMIX",) * 5 + ("vrije prijs",) * 15

ELDERLY: Mapping[str, tuple[str, int, int, int]] = {
    "woonzorgcentrum": ("Woonzorgcentrum", 380, 45, 170),
    "kortverblijf": ("Kortverblijf", 120, 3, 12),
    "dagverzorging": ("Dagverzorgingscentrum", 120, 10, 30),
    "assistentiewoningen": ("Assistentiewoningen", 180, 12, 70),
}
"""Kind → title, how many, fewest and most places."""

ZONES: Mapping[str, str] = {
    **dict.fromkeys(("21", "23"), "02"),
    **dict.fromkeys(("11", "46"), "03"),
    **dict.fromkeys(("43", "44"), "09"),
    **dict.fromkeys(("32", "36", "37"), "051"),
    "12": "015",
    "13": "014",
    "24": "016",
    "31": "050",
    "33": "057",
    "34": "056",
    "35": "059",
    "38": "058",
    "41": "053",
    "42": "052",
    "45": "055",
    "71": "011",
    "72": "089",
    "73": "012",
}
"""Telephone zone by arrondissement (the first two digits of the NIS code); one zone for each."""

Row = dict[str, str]

NAMED: Mapping[str, Row] = {
    "990100480": {
        "naam": "De Zonnebloem",
        "email": "de-zonnebloem@pinguintuin.example",
        "website": "https://www.pinguintuin.example/de-zonnebloem",
    },
}
"""The one that people look for first, by the name that every guide uses."""


def childcare_rows(maker: Maker) -> list[Row]:
    """Half in families, half in groups. Many families run themselves; who does not belongs to a service."""
    services = [maker.organisation(partial(service_name, maker)) for _ in range(110)]
    groups = [maker.organisation(partial(chain_name, maker)) for _ in range(390)]
    kinds = [kind for kind, number in NUMBERS.items() for _ in range(number)]
    maker.random.shuffle(kinds)
    rows = []
    for kind, number in zip(kinds, sorted(maker.random.sample(range(100_000), len(kinds))), strict=True):
        place = maker.place()
        run_by = maker.nearby(groups if kind == GROUP else services, place)
        naming = {
            FAMILY: partial(family_name, maker),
            SHARED: partial(shared_name, maker),
            GROUP: partial(group_name, maker, place, run_by),
        }
        name = maker.fresh(place.municipality, naming[kind])
        if maker.happens(ALONE[kind]):
            kbo = "" if maker.happens(5) else maker.kbo()
            run_by = Organisation(name, place, kbo, f"{slug(name)}-{slug(place.name)}.example")
        row = {
            **common_cells(maker, name, place, run_by),
            "dossiernummer": f"9901{number:05d}",
            "sector": "kinderopvang",
            "opvangsoort": kind,
            "doelgroep": "baby's en peuters",
            "tarief": maker.choose(TARIFFS),
            "plaatsen": str(maker.choose(SIZES[kind])),
        }
        rows.append(row | {"vergunning_status": "stopgezet" if row["einde"] else "vergund"})
    return rows


def service_name(maker: Maker) -> str:
    """Such as Opvanggezinnen De Kersenboom vzw."""
    return f"{maker.choose(('Opvanggezinnen', 'Dienst voor onthaalouders'))} {nice_name(maker)} vzw"


def chain_name(maker: Maker) -> str:
    """Such as Kinderopvang De Wolkenwip vzw."""
    return maker.choose(("{} vzw", "Kinderopvang {} vzw", "{} bv")).format(nice_name(maker))


def elderly_rows(maker: Maker) -> list[Row]:
    """Homes, and what stands beside them."""
    runners = [maker.organisation(partial(elderly_name, maker, "Zorggroep {} vzw")) for _ in range(120)]
    rows: list[Row] = []
    for kind, (title, number, fewest, most) in ELDERLY.items():
        for _ in range(number):
            place = maker.place()
            name = maker.fresh(place.municipality, partial(elderly_name, maker, f"{title} {{}}"))
            row = {
                **common_cells(maker, name, place, maker.nearby(runners, place)),
                "dossiernummer": f"PE{990_000 + len(rows)}",
                "sector": "ouderenzorg",
                "opvangsoort": kind,
                "doelgroep": "ouderen",
                "plaatsen": str(fewest + int(maker.random.random() * (most - fewest + 1))),
            }
            rows.append(row | {"vergunning_status": "stopgezet" if row["einde"] else "erkend"})
    return rows


def care_rows(maker: Maker, sector: str, words: Mapping[str, Any], prefix: str, number: int) -> list[Row]:
    """Youth care, or care for people with a disability: a name, a kind and who it is for."""
    names = words["names"]
    runners = [maker.organisation(partial(care_name, maker, names, "{} vzw")) for _ in names[:-2]]
    rows: list[Row] = []
    for index in range(number):
        place = maker.place()
        kind, people = maker.choose(words["kinds"])
        pattern = maker.choose((f"{{}} {place.name}", f"{{}} – {kind.lower()}"))
        name = maker.fresh(place.municipality, partial(care_name, maker, names, pattern))
        row = {
            **common_cells(maker, name, place, maker.nearby(runners, place)),
            "dossiernummer": f"{prefix}{990_000 + index}",
            "sector": sector,
            "opvangsoort": kind,
            "doelgroep": people,
            "plaatsen": str(5 + int(40 * maker.random.random() ** 2)),
        }
        rows.append(row | {"vergunning_status": "stopgezet" if row["einde"] else "erkend"})
    return rows


def common_cells(maker: Maker, name: str, place: Place, run_by: Organisation) -> Row:
    """What every sector fills alike: three percent have closed, four percent do not take part."""
    own_site = run_by.name == name
    path = "" if own_site else f"/{slug(name)}"
    start = date(1988, 1, 1) + timedelta(days=int(12_600 * maker.random.random() ** 0.6))
    end = LAST_DAY - timedelta(days=int(900 * maker.random.random()))
    street = maker.choose(WORDS["childcare"]["streets"])
    house = 1 + int((25 if "plein" in street else 160) * maker.random.random() ** 1.5)
    return {
        "naam": name,
        "straat": street,
        "huisnummer": f"{house}{maker.choose('ABC')}" if maker.happens(5) else str(house),
        "bus": maker.choose(("1", "2", "0101", "0001", "B")) if maker.happens(4) else "",
        "postcode": place.postcode,
        "gemeente": place.municipality,
        "nis": place.nis,
        "provincie": place.province,
        "lat": f"{place.latitude + maker.scatter(0.005):.5f}",
        "lon": f"{place.longitude + maker.scatter(0.008):.5f}",
        "organisator_naam": run_by.name,
        "organisator_kbo": run_by.kbo,
        "email": f"{'info' if own_site else slug(name)}@{run_by.domain}",
        "telefoon": phone(maker, place),
        "website": f"https://www.{run_by.domain}{path}" if maker.happens(45 if own_site else 85) else "",
        "start": start.isoformat(),
        "einde": end.isoformat() if maker.happens(3) else "",
        "deelname": "nee" if maker.happens(4) else "ja",
    }


def phone(maker: Maker, place: Place) -> str:
    """Of the right form and in the right zone, but nobody's: no subscriber's number starts with 0."""
    zone, digits = ZONES[place.nis[:2]], f"{int(maker.random.random() * 10_000):04d}"
    return f"{zone} {'000' if len(zone) == 2 else '00'} {digits[:2]} {digits[2:]}"


def make() -> bytes:
    """The whole file."""
    maker = Maker(Random(SEED))  # noqa: S311 (examples, not secrets)
    rows = childcare_rows(maker) + elderly_rows(maker)
    rows += care_rows(maker, "jeugdhulp", WORDS["youth"], "J", 320)
    rows += care_rows(maker, "handicap", WORDS["disability"], "V", 380)
    for row in rows:
        row.update(NAMED.get(row["dossiernummer"], {}))
    text = io.StringIO()
    names = [column.name for column in COLUMNS]
    writer = csv.DictWriter(text, names, delimiter=";", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def pack(content: bytes) -> bytes:
    """Without a moment or a name in it: the same content packs alike."""
    return gzip.compress(content, 9, mtime=0)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.write_bytes(pack(make()) if target.suffix == ".gz" else make())
