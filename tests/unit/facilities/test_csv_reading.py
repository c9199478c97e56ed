"""Files: what is read, what is refused as a whole, and what is refused by row."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.facilities.csv_reading import (
    LONGEST_LINE,
    FacilityFile,
    UnreadableFile,
    parse_facility_file,
    read_facility_file,
)
from tests.unit.facilities.csv_lines import GOOD, NAMES, facility_csv, facility_rows

HEADER = ";".join(NAMES).encode()

SAME_FILE = {
    "UTF-8": facility_csv({"naam": "Café Zoë"}),
    "with a byte order mark": b"\xef\xbb\xbf" + facility_csv({"naam": "Café Zoë"}),
    "Windows-1252": facility_csv({"naam": "Café Zoë"}).decode().encode("windows-1252"),
    "commas": facility_csv({"naam": "Café Zoë"}, delimiter=","),
    "commas, decimal commas": facility_csv(
        {"naam": "Café Zoë", "lat": "51,03", "lon": "3,75"}, delimiter=","
    ),
    "columns in another order": facility_csv({"naam": "Café Zoë"}, names=reversed(NAMES)),
    "column names in capitals": facility_csv({"naam": "Café Zoë"}).replace(HEADER, HEADER.upper()),
    "Windows line ends": facility_csv({"naam": "Café Zoë"}).replace(b"\n", b"\r\n"),
    "old Macintosh line ends": facility_csv({"naam": "Café Zoë"}).replace(b"\n", b"\r"),
    "everything quoted": b"\n".join(
        b";".join(b'"%s"' % cell for cell in line.split(b";"))
        for line in facility_csv({"naam": "Café Zoë"}).splitlines()
    ),
    "a line that names the delimiter": b"sep=;\n" + facility_csv({"naam": "Café Zoë"}),
    "empty columns at the end": facility_csv({"naam": "Café Zoë"}).replace(b"\n", b";;\n"),
    "empty lines first": b"\n \n" + facility_csv({"naam": "Café Zoë"}),
    "empty lines": facility_csv({"naam": "Café Zoë"}) + b"\n;;;;\n   \n",
    "packed": gzip.compress(facility_csv({"naam": "Café Zoë"})),
}


@pytest.mark.parametrize("content", SAME_FILE.values(), ids=SAME_FILE.keys())
def test_the_same_facility_is_read_however_the_file_is_written(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    file = read_facility_file(path)
    assert not file.refused
    (row,) = file.rows
    assert row.key == ("kinderopvang", "990100001")
    assert (row.organisation_name, row.organisation_kbo) == ("Kersenboom vzw", "0999000030")
    assert (row.details["name"], row.details["latitude"], row.details["places"]) == ("Café Zoë", 51.03, 18)


UNREADABLE = [
    (b"", "is leeg"),
    (b" \n\n", "is leeg"),
    (b"\xef\xbb\xbf", "is leeg"),
    ("\u00a0\n".encode(), "is leeg"),
    (HEADER + b"\n", "alleen kolomnamen"),
    (b"PK\x03\x04....", "Excel"),
    (facility_csv({}).decode().encode("utf-16"), "UTF-16"),
    (b"\x7fELF\x00\x01", "nultekens"),
    (b"Geachte,\nhierbij de lijst.\n", "noemt onze kolommen niet"),
    (b"<html><body>404</body></html>", "noemt onze kolommen niet"),
    (HEADER.replace(b"postcode;", b"") + b"\n", "ontbreken: postcode"),
    (HEADER + b";kleur\n", "kennen we niet: “kleur”"),
    (HEADER + b";naam\n", "twee keer: naam"),
    (facility_csv({"naam": "Zoë"}, {"naam": "Café"}).replace(b"\xc3\xab", b"\xeb"), "Regel 2 is geen UTF-8"),
    (facility_csv({"naam": "x" * (LONGEST_LINE + 1)}), "Regel 2 is langer"),
    (b"\x1f\x8b\x08 broken", "gzip"),
]


@pytest.mark.parametrize(("content", "words"), UNREADABLE)
def test_an_unreadable_file_is_explained_in_one_sentence(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as problem:
        read_facility_file(path)
    assert str(problem.value).endswith(".")
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("path", "words"),
    [("nothing.csv", "bestaat niet"), (".", "is een map"), ("\0", "kan niet gelezen worden")],
)
def test_a_path_without_a_file_is_explained(path: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_facility_file(tmp_path / path)


def test_a_device_is_no_file() -> None:
    with pytest.raises(UnreadableFile, match="geen gewoon bestand"):
        read_facility_file(Path("/dev/zero"))


def test_a_packed_file_that_grows_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(bytes(60_000_000), 1))
    with pytest.raises(UnreadableFile, match="te groot"):
        read_facility_file(path)


def test_bad_rows_are_listed_by_line_and_good_rows_are_kept() -> None:
    file = parse_facility_file(
        facility_csv({}, {"dossiernummer": "2", "postcode": "1"}, {"dossiernummer": "3"})
    )
    assert [row.dossiernummer for row in file.rows] == ["990100001", "3"]
    assert [(row.line, row.reason) for row in file.refused] == [
        (3, "postcode “1” is geen Belgische postcode")
    ]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    (row,) = parse_facility_file(facility_csv({"postcode": "1", "deelname": "", "lat": "7"})).refused
    assert row.reason.count(";") == 2


def test_a_second_row_of_the_same_facility_is_refused() -> None:
    file = parse_facility_file(facility_csv({"naam": "Eerste"}, {"naam": "Tweede"}))
    assert [row.details["name"] for row in file.rows] == ["Eerste"]
    assert file.refused[0].reason == "dossiernummer “990100001” staat al op regel 2"


def test_the_same_number_in_another_sector_is_another_facility() -> None:
    file = parse_facility_file(facility_csv({}, {"sector": "handicap"}))
    assert len(file.rows) == 2


CONTRADICTIONS = [
    ({"start": "2024-01-01", "einde": "2023-12-31"}, "einde ligt niet na start"),
    ({"start": "2024-01-01", "einde": "2024-01-01"}, "einde ligt niet na start"),
    ({"lon": ""}, "lat en lon horen samen"),
    ({"organisator_naam": ""}, "organisator_naam ontbreekt"),
]


@pytest.mark.parametrize(("cells", "words"), CONTRADICTIONS)
def test_cells_that_contradict_each_other_are_refused(cells: dict[str, str], words: str) -> None:
    (row,) = parse_facility_file(facility_csv(cells)).refused
    assert words in row.reason


TORN = [
    (b'990100002;kinderopvang;"De Wip', "aanhalingstekens"),
    (b"990100002;kinderopvang;De Wip", "telt 3 cellen in plaats van 26"),
    (b"990100002;kinderopvang" + b";" * 23 + b";ja;ja;ja", "telt 28 cellen in plaats van 26"),
]


@pytest.mark.parametrize(("line", "words"), TORN)
def test_a_torn_line_costs_itself_and_not_the_lines_after_it(line: bytes, words: str) -> None:
    first, after = facility_csv({}, {"dossiernummer": "3"}).rsplit(b"\n3", 1)
    file = parse_facility_file(first + b"\n" + line + b"\n3" + after)
    assert [row.dossiernummer for row in file.rows] == ["990100001", "3"]
    assert words in file.refused[0].reason


READABLE_KEYS = [
    ({"postcode": "1"}, "kinderopvang", "990100001"),
    ({"sector": "?"}, None, "990100001"),
    ({"dossiernummer": "?"}, "kinderopvang", None),
]


@pytest.mark.parametrize(("cells", "sector", "dossiernummer"), READABLE_KEYS)
def test_a_bad_row_keeps_what_is_readable_of_its_key(
    cells: dict[str, str], sector: str | None, dossiernummer: str | None
) -> None:
    (row,) = parse_facility_file(facility_csv(cells)).refused
    assert (row.sector, row.dossiernummer) == (sector, dossiernummer)


def parse_anything(content: bytes) -> FacilityFile | None:
    """The file, or None where it is refused as it should be."""
    try:
        return parse_facility_file(content)
    except UnreadableFile:
        return None


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    parse_anything(content)


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_no_bytes_after_a_good_header_break_the_reader(content: bytes) -> None:
    parse_anything(HEADER + b"\n" + content)


CELLS = st.one_of(st.sampled_from([*GOOD.values(), "", "=1", '"', "é", "51,2"]), st.text(max_size=12))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=20, max_size=28), min_size=1, max_size=5))
def test_every_line_becomes_a_row_or_a_reason(lines: list[list[str]]) -> None:
    content = "\n".join([HEADER.decode(), *(";".join(cells) for cells in lines)])
    file = parse_anything(content.encode("utf-8", errors="replace"))
    written = [
        number
        for number, line in enumerate(content.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
        if number > 1 and line.strip('; \t"')
    ]
    if file is not None:
        assert sorted([row.line for row in file.rows] + [row.line for row in file.refused]) == written


def test_rows_keep_their_order() -> None:
    numbers = [str(number) for number in range(500, 0, -1)]
    file = parse_facility_file(facility_csv(*facility_rows(*numbers)))
    assert [row.dossiernummer for row in file.rows] == numbers
