"""The address of a list of facilities: one for each list, and whoever opens it sees the same."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.facilities.directory import Directory, Entry
from app.facilities.search_request import Order, read_search
from app.questionnaires import Sector

KINDS = ("groepsopvang", "gezinsopvang")


def entry(number: int) -> Entry:
    """A facility of one of two kinds."""
    return Entry(
        id=number,
        sector=Sector.KINDEROPVANG,
        dossiernummer=str(number),
        name=f"Zon {number}",
        kind=KINDS[number % 2],
        tariff="vrije prijs",
        places=number * 6,
        postcode="9000",
        municipality="Gent",
        organisation="",
        latitude=51.05,
        longitude=3.72,
        is_closed=False,
        participates=True,
        review_count=0,
        newest_review="",
        search_key=f"zon {number} gent 9000",
        plain_name=f"zon {number}",
    )


EVERYONE = Directory((3, 3), tuple(entry(number) for number in (1, 2, 3)))

PARAMETERS = st.lists(
    st.one_of(
        st.tuples(st.just("q"), st.text(max_size=120)),
        st.tuples(st.just("van"), st.sampled_from(["9000", "Leuven", ""])),
        st.tuples(st.just("soort"), st.sampled_from([*KINDS, ""])),
        st.tuples(st.just("plaatsen"), st.sampled_from(["tot-8", "9-tot-18"])),
        st.tuples(st.just("sorteer"), st.sampled_from([*map(str, Order), ""])),
        st.tuples(st.just("waarderingen"), st.sampled_from(["ja", "nee", ""])),
        st.tuples(st.just("met"), st.sampled_from(["kinderopvang:1", "kinderopvang:9"])),
        st.tuples(st.just("pagina"), st.sampled_from(["1", "2", "-1", "x", "²"])),
        st.tuples(st.text(max_size=5), st.text(max_size=5)),
    ),
    max_size=12,
)


@given(PARAMETERS)
def test_an_address_that_was_read_gives_itself(parameters: list[tuple[str, str]]) -> None:
    first = read_search(MultiDict(parameters), EVERYONE).search
    again = read_search(MultiDict(first.parameters()), EVERYONE)
    assert again.search == first
    assert again.search.address() == first.address()


def test_an_empty_search_has_the_shortest_address() -> None:
    asked = MultiDict([("q", " "), ("sorteer", "beste"), ("pagina", "1"), ("tarief", "")])
    assert read_search(asked, EVERYONE).search.address() == "/voorzieningen"
