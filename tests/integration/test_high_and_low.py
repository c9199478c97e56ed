"""Home shows answered reviews, high and low alike, on all themes or on one."""

from flask.testing import FlaskClient

from tests.factories import make_account, make_facility, make_reply, make_review


def answered(text: str, score: int, *, theme: str = "welbevinden") -> None:
    review = make_review(make_facility(), texts={"text_good": text}, scores={theme: score})
    make_reply(review, make_account())


def test_a_low_score_stands_among_newer_high_ones(client: FlaskClient) -> None:
    answered("Laag gescoord", 1)
    for number in range(5):
        answered(f"Hoog gescoord {number}", 5)
    home = client.get("/").text
    assert "Laag gescoord" in home
    assert "Hoog gescoord 4" in home


def test_a_theme_shows_what_was_scored_on_it(client: FlaskClient) -> None:
    answered("Over het welbevinden", 5)
    answered("Over leren en taal", 2, theme="leren")
    home = client.get("/?thema=welbevinden").text
    assert "Over het welbevinden" in home
    assert "Over leren en taal" not in home


def test_a_theme_that_we_do_not_know_chooses_nothing(client: FlaskClient) -> None:
    answered("Over het welbevinden", 5)
    assert "Over het welbevinden" in client.get("/?thema=onbekend").text


def test_the_badge_stands_with_the_facilitys_own_pages_and_comparing_with_the_public_one(
    client: FlaskClient,
) -> None:
    facility = make_facility()
    page = client.get(f"/voorzieningen/kinderopvang/{facility.dossiernummer}").text
    assert f"/voorzieningen/vergelijken?v=kinderopvang:{facility.dossiernummer}" in page
    assert "/badge" not in page
