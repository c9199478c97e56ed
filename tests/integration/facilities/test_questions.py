"""What people type and what they find first: the same on SQLite and on PostgreSQL."""

from itertools import count
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from app.database import connect, session
from app.facilities.directory import directory
from app.facilities.models import Facility, Organisation
from app.facilities.ranking import match
from app.facilities.search_text import facility_search_key
from app.questionnaires import Sector
from tests.databases import EmptyDatabases

GROUP, FAMILY, TOGETHER = "groepsopvang", "gezinsopvang", "groepsopvang samenwerkende onthaalouders"
CHILDREN, ELDERLY = Sector.KINDEROPVANG, Sector.OUDERENZORG

WORLD = (
    ("De Zonnebloem", "9000", "Gent", GROUP, CHILDREN, "Speelvogels vzw"),
    ("De Zonnebloem", "3012", "Leuven", FAMILY, CHILDREN, ""),
    ("Zonnebloempje", "8500", "Kortrijk", GROUP, CHILDREN, ""),
    ("De Zonnebloemen", "9300", "Aalst", GROUP, CHILDREN, ""),
    ("'t Zonnetje", "9050", "Gent", FAMILY, CHILDREN, ""),
    ("Amazone", "2000", "Antwerpen", GROUP, CHILDREN, ""),
    ("Onder Ons", "2018", "Antwerpen", GROUP, CHILDREN, "Stad Antwerpen"),
    ("Ons Huis", "2100", "Antwerpen", FAMILY, CHILDREN, "Stad Antwerpen"),
    ("Crèche Étoile", "1000", "Brussel", GROUP, CHILDREN, "Les Enfants asbl"),
    ("De Kleine Beer", "3500", "Hasselt", GROUP, CHILDREN, "Berenclub vzw"),
    ("Drie Beren", "3600", "Genk", TOGETHER, CHILDREN, ""),
    ("Het Kabouterhuis", "9100", "Sint-Niklaas", GROUP, CHILDREN, "Kinderdroom vzw"),
    ("Kaboutertjes", "9120", "Beveren-Kruibeke-Zwijndrecht", FAMILY, CHILDREN, ""),
    ("De Regent", "8500", "Kortrijk", GROUP, CHILDREN, ""),
    ("De Gentiaan", "8000", "Brugge", GROUP, CHILDREN, ""),
    ("Bij Mieke", "3010", "Leuven", FAMILY, CHILDREN, ""),
    ("De Boomhut", "2850", "Boom", GROUP, CHILDREN, ""),
    ("De Appelboom", "2850", "Boom", FAMILY, CHILDREN, ""),
    ("De Kersenboom", "9000", "Gent", FAMILY, CHILDREN, ""),
    ("De Boom", "8400", "Oostende", GROUP, CHILDREN, ""),
    ("Duifhuis", "8900", "Ieper", GROUP, CHILDREN, "Twee Duiven bv"),
    ("Vlinder", "2800", "Mechelen", GROUP, CHILDREN, ""),
    ("Vlindertuin", "2800", "Mechelen", GROUP, CHILDREN, ""),
    ("Woonzorgcentrum De Linde", "9000", "Gent", "woonzorgcentrum", ELDERLY, "Zorgzaam vzw"),
    ("Linde", "3210", "Lubbeek", GROUP, CHILDREN, ""),
    ("Speelplaneet 12b", "1800", "Vilvoorde", GROUP, CHILDREN, ""),
)  # fmt: skip

QUESTIONS = {
    # a name, well or badly written
    "De Zonnebloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)", "Zonnebloempje (Kortrijk)"),
    "zonnebloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)", "Zonnebloempje (Kortrijk)"),
    "zonebloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "zonnebloom": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "zonenbloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "sonnebloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "ZONNEBLOEM!!": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)", "Zonnebloempje (Kortrijk)"),
    "zonnebl": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)", "Zonnebloempje (Kortrijk)"),
    "zonnebloemen": ("De Zonnebloemen (Aalst)", "De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "bloem": ("De Zonnebloem (Gent)", "De Zonnebloem (Leuven)", "De Zonnebloemen (Aalst)"),
    "zon": ("'t Zonnetje (Gent)", "De Zonnebloem (Gent)", "De Zonnebloem (Leuven)"),
    "creche etoile": ("Crèche Étoile (Brussel)",),
    "crèche étoille": ("Crèche Étoile (Brussel)",),
    "onder ons": ("Onder Ons (Antwerpen)",),
    "ons huis": ("Ons Huis (Antwerpen)", "Duifhuis (Ieper)", "Het Kabouterhuis (Sint-Niklaas)"),
    "kleine beer": ("De Kleine Beer (Hasselt)",),
    "beren": ("Drie Beren (Genk)", "De Kleine Beer (Hasselt)"),
    "beer": ("De Kleine Beer (Hasselt)", "Drie Beren (Genk)"),
    "kabouters": ("Het Kabouterhuis (Sint-Niklaas)", "Kaboutertjes (Beveren-Kruibeke-Zwijndrecht)"),
    "kabouter": ("Kaboutertjes (Beveren-Kruibeke-Zwijndrecht)", "Het Kabouterhuis (Sint-Niklaas)"),
    "vlinders": ("Vlinder (Mechelen)",),
    "vlindr": ("Vlinder (Mechelen)",),
    "mieke": ("Bij Mieke (Leuven)",),
    "speelplaneet 12b": ("Speelplaneet 12b (Vilvoorde)",),
    # a place, a part of one, a postcode
    "gent": ("De Kersenboom (Gent)", "De Zonnebloem (Gent)", "'t Zonnetje (Gent)"),
    "Gentbrugge": ("'t Zonnetje (Gent)",),
    "wilsele": ("De Zonnebloem (Leuven)",),
    "Kessel-Lo": ("Bij Mieke (Leuven)",),
    "heverlee": ("Bij Mieke (Leuven)", "De Zonnebloem (Leuven)"),
    "leuven": ("Bij Mieke (Leuven)", "De Zonnebloem (Leuven)"),
    "lewven": ("Bij Mieke (Leuven)", "De Zonnebloem (Leuven)"),
    "louvain": ("Bij Mieke (Leuven)", "De Zonnebloem (Leuven)"),
    "9000": ("De Kersenboom (Gent)", "De Zonnebloem (Gent)", "Woonzorgcentrum De Linde (Gent)"),
    "Sint-Niklaas": ("Het Kabouterhuis (Sint-Niklaas)",),
    "st niklaas": ("Het Kabouterhuis (Sint-Niklaas)",),
    "boom": ("De Boom (Oostende)", "De Appelboom (Boom)", "De Boomhut (Boom)"),
    "antwerpn": ("Amazone (Antwerpen)", "Onder Ons (Antwerpen)", "Ons Huis (Antwerpen)"),
    "bruxelles": ("Crèche Étoile (Brussel)",),
    # an organisation
    "speelvogels": ("De Zonnebloem (Gent)",),
    "speelvogls vzw": ("De Zonnebloem (Gent)",),
    "stad antwerpen": ("Onder Ons (Antwerpen)", "Ons Huis (Antwerpen)"),
    "duif": ("Duifhuis (Ieper)",),
    # together
    "zonnebloem gent": ("De Zonnebloem (Gent)",),
    "zonebloem leuven": ("De Zonnebloem (Leuven)",),
    "gent zonnebloem speelvogels": ("De Zonnebloem (Gent)",),
    "9000 crèche": ("De Zonnebloem (Gent)",),
    "onthaalouder gent": ("De Kersenboom (Gent)", "'t Zonnetje (Gent)"),
    "onthaalouders genk": ("Drie Beren (Genk)",),
    "rusthuis gent": ("Woonzorgcentrum De Linde (Gent)",),
    "opvang in boom": ("De Boom (Oostende)", "De Appelboom (Boom)", "De Boomhut (Boom)"),
    "zonnebloem hasselt": (),
    # nothing that could be meant
    "xyzzyq": (),
    "99999": (),
    "o": ("Onder Ons (Antwerpen)", "Ons Huis (Antwerpen)"),
}  # fmt: skip
"""Typed → what comes first; as many as stand here are compared."""


def fill() -> None:
    """The same facilities, in the same order, in whatever database."""
    numbers = count(1)
    organisations = {name: Organisation(name=name) for *_rest, name in WORLD if name}
    session.add_all(organisations.values())
    for name, postcode, municipality, kind, sector, organisation in WORLD:
        session.add(
            Facility(
                sector=sector,
                dossiernummer=f"{next(numbers):04}",
                name=name,
                kind=kind,
                postcode=postcode,
                municipality=municipality,
                organisation=organisations.get(organisation),
                search_key=facility_search_key(name, municipality, postcode, organisation),
            )
        )
        session.flush()
    session.commit()


def answer(query: str) -> list[str]:
    """Names with their municipality, best first."""
    everyone = directory()
    entries = [everyone.entries[number] for number in match(query, everyone).numbers.tolist()]
    return [f"{entry.name} ({entry.municipality})" for entry in entries]


def test_people_find_what_they_look_for(app: Flask) -> None:
    fill()
    with app.app_context():
        found = {query: tuple(answer(query)[: max(len(names), 1)]) for query, names in QUESTIONS.items()}
    wrong = {query: names for query, names in found.items() if names != QUESTIONS[query]}
    assert wrong == {}


def test_both_databases_give_the_same_answers(databases: EmptyDatabases, tmp_path: Path) -> None:
    chance = Random(20261122)
    words = sorted({word for name, *rest in WORLD for word in f"{name} {rest[1]} {rest[4]}".split()})
    asked = [*QUESTIONS, *(mangled(word, chance) for word in words for _time in range(3))]
    answers = []
    for url in (databases.sqlite(tmp_path / "same.sqlite"), databases.postgresql()):
        engine = connect(url)
        fill()
        with Flask("questions").app_context():
            answers.append({query: answer(query) for query in asked})
        session.remove()
        engine.dispose()
    assert answers[0] == answers[1]


def mangled(word: str, chance: Random) -> str:
    """With one letter left out, doubled, or swapped with the next."""
    place = chance.randrange(len(word))
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
        )
    )


@pytest.mark.parametrize("query", ["gent", "Gent"])
def test_a_place_is_no_piece_of_another_word(app: Flask, query: str) -> None:
    fill()
    with app.app_context():
        assert "De Regent (Kortrijk)" not in answer(query)
