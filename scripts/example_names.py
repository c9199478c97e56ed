"""Names for invented facilities, from the parts in example_words.toml."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.facilities.places import Place
from scripts.example_maker import Maker, Organisation

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("example_words.toml").read_text(encoding="utf-8")
)


def nice_name(maker: Maker) -> str:
    """Such as De Wolkenwip, 't Kersenhuisje or Kiekeboe."""
    words = WORDS["childcare"]
    first: str = maker.choose(words["first"])
    article, second, small = maker.choose(words["second"])
    names = [f"{article} {first}{second}"] * 4 + [f"'t {first}{small}"] * 2 + [f"Het {first}{small}"]
    return maker.choose([*names, f"{first}{second}", f"{first}{second}", str(maker.choose(words["whole"]))])


def family_name(maker: Maker) -> str:
    """Childcare in a family is often called after who is there: first names only."""
    called = maker.choose(WORDS["childcare"]["called"])
    small = maker.choose(WORDS["childcare"]["second"])[2]
    if not maker.happens(40):
        return nice_name(maker)
    names = [f"Bij {called}", f"Opvang {called}", f"Thuis bij {called}", f"{called} en co"]
    return maker.choose([*names, f"Het {small} van {called}"])


def shared_name(maker: Maker) -> str:
    """Two who work together sometimes take both their first names."""
    one, other = (str(maker.choose(WORDS["childcare"]["called"])) for _ in range(2))
    return f"{one} & {other}" if one != other and maker.happens(25) else nice_name(maker)


def group_name(maker: Maker, place: Place, run_by: Organisation) -> str:
    """Some carry the name of their organisation and the place."""
    name = nice_name(maker)
    if maker.happens(12):
        brand = run_by.name.removesuffix(" vzw").removesuffix(" bv").removeprefix("Kinderopvang ")
        return f"{brand} {place.name}"
    return maker.choose([name] * 7 + [f"Kinderdagverblijf {name}", f"Kinderopvang {name}", f"KDV {name}"])


def elderly_name(maker: Maker, pattern: str) -> str:
    """Such as Woonzorgcentrum Kastanjehof."""
    words = WORDS["elderly"]
    return pattern.format(f"{maker.choose(words['first'])}{maker.choose(words['second'])}")


def care_name(maker: Maker, names: Sequence[str], pattern: str) -> str:
    """Such as De Laadsteiger Aalst."""
    return pattern.format(maker.choose(names))
