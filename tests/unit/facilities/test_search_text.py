"""What a facility is found by, and the list of places."""

from app.facilities.places import places, postcodes
from app.facilities.search_text import facility_search_key


def test_accents_capitals_and_signs_do_not_matter() -> None:
    assert facility_search_key("Café «Zoë»", "Sint-Gillis", "1060", "") == "cafe zoe sint gillis 1060"


def test_a_facility_is_found_by_the_place_that_people_say() -> None:
    assert "ledeberg" in facility_search_key("De Wolkenwip", "Gent", "9050", "Kersenboom vzw").split()


def test_the_name_comes_first() -> None:
    assert facility_search_key("De Wolkenwip", "Gent", "9050", "Kersenboom vzw").startswith(
        "de wolkenwip gent"
    )


def test_every_municipality_of_flanders_and_brussels_has_a_place() -> None:
    assert len({place.nis for place in places()}) == 285 + 19


def test_every_place_lies_where_its_province_lies() -> None:
    boxes = {
        "Antwerpen": (50.97, 51.51, 4.17, 5.27),
        "Brussel": (50.76, 50.92, 4.24, 4.49),
        "Limburg": (50.67, 51.29, 5.01, 5.92),
        "Oost-Vlaanderen": (50.70, 51.36, 3.32, 4.35),
        "Vlaams-Brabant": (50.68, 51.06, 3.89, 5.20),
        "West-Vlaanderen": (50.68, 51.38, 2.54, 3.52),
    }
    astray = [
        place.name
        for place in places()
        for south, north, west, east in [boxes[place.province]]
        if not (south <= place.latitude <= north and west <= place.longitude <= east)
    ]
    assert astray == []


def test_postcodes_cover_all_of_belgium() -> None:
    assert len(postcodes()) == 1149
    assert {"1000", "4000", "6000", "7500", "9000"} <= postcodes()
