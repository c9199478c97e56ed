"""Prose becomes safe HTML, and the pages promise what the settings do."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings
from app.pages.markdown import render_markdown
from app.pages.prose import FOLDER, prose

HTML_OF_PROSE = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
HTML_OF_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
SAFE_PROTOCOLS = {"http", "https", "mailto", ""}  # without one, it stays on this site


class Elements(HTMLParser):
    """Every element and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def protocol(address: str) -> str:
    """The protocol as a browser reads it: it drops tabs, line ends and leading control characters."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", address), re.IGNORECASE)
    return found.group(1).lower() if found else ""


def assert_safe(html: str) -> None:
    """Only what is on the list, and links that run nothing."""
    seen = Elements(html)
    assert seen.tags <= HTML_OF_PROSE | HTML_OF_TABLES
    assert {name for name, _ in seen.attributes} <= {"href", "rel"}
    assert {protocol(value) for name, value in seen.attributes if name == "href"} <= SAFE_PROTOCOLS


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Gewone tekst.", "<p>Gewone tekst.</p>"),
        ("## Titel", "<h2>Titel</h2>"),
        ("*zacht* en **luid**", "<p><em>zacht</em> en <strong>luid</strong></p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("[regels](/gedragscode)", '<p><a href="/gedragscode">regels</a></p>'),
        ("[mail](mailto:a@voorbeeld.be)", '<p><a href="mailto:a@voorbeeld.be">mail</a></p>'),
        ("zie www.voorbeeld.be", "<p>zie www.voorbeeld.be</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_markdown_becomes_simple_html(text: str, html: str) -> None:
    assert render_markdown(text) == html


@pytest.mark.parametrize("address", ["https://voorbeeld.be", "HTTP://voorbeeld.be", "//voorbeeld.be"])
def test_a_link_to_elsewhere_says_so_to_the_browser(address: str) -> None:
    assert 'rel="noopener noreferrer nofollow"' in render_markdown(f"[elders]({address})")


def test_a_table_keeps_its_header_and_loses_its_styles() -> None:
    html = render_markdown("|Wat|Hoe lang|\n|:-:|---|\n|tekst|14 dagen|")
    assert "<th>Wat</th>" in html
    assert "style" not in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<style>p{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "![x](https://elders.example/pixel.png)",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe src=https://elders.example></iframe>",
    '<p style="color:red" onclick="alert(1)" id="inhoud" class="notice">tekst</p>',
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](java\tscript:alert(1))",
    "[klik](&#106;avascript:alert(1))",
    "[klik](\x01javascript:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](vbscript:msgbox)",
    '<a href="javascript:alert(1)">klik</a>',
    "<a href='file:///etc/passwd'>klik</a>",
    '[klik](/x" onmouseover="alert(1))',
    "<form action=/><input name=x></form>",
    "<base href=https://elders.example/>",
    "<!-- <script> --><b>",
    "<scr<script>ipt>alert(1)</script>",
    "<p",
    "\x00<script\x00>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_comes_out_harmless(text: str) -> None:
    assert_safe(render_markdown(text))


MARKUP = st.sampled_from(
    [*HOSTILE, "<", ">", '"', "'", "](", "[", "&#", "\n\n", "|", "# ", "`", "a", "<a href="]
)


@given(st.one_of(st.text(max_size=200), st.lists(MARKUP, max_size=12).map("".join)))
def test_no_text_makes_anything_but_simple_html(text: str) -> None:
    assert_safe(render_markdown(text))


def test_headings_of_a_page_begin_below_its_title() -> None:
    assert "<h1" not in render_markdown("# Titel")


PAGES = sorted(path.stem for path in (FOLDER / "nl").glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_and_opens_with_one_plain_paragraph(name: str) -> None:
    page = prose(name)
    assert re.fullmatch(r"[A-Z][^\n#*\[]+", page.title)
    assert re.fullmatch(r"[A-Z][^\n#*\[|]+\.", page.lead)
    assert "<h2>" in page.body


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_parsed_once(name: str) -> None:
    assert prose(name) is prose(name)


@pytest.mark.parametrize(
    ("name", "promise", "setting", "value"),
    [
        ("privacy", "<td>Tekst die je niet bevestigde</td>\n<td>14 dagen</td>", "unconfirmed_days", 14),
        ("hoe-we-controleren", "antwoord binnen tien dagen", "answer_days", 10),
        ("gebruiksvoorwaarden", "We beslissen binnen tien dagen", "answer_days", 10),
        ("hoe-we-controleren", "Met minder dan vijf waarderingen", "average_from", 5),
        ("hoe-we-controleren", "ten vroegste zeven dagen", "small_facility_delay_days", 7),
    ],
)
def test_a_page_promises_what_an_installation_does_by_default(
    name: str, promise: str, setting: str, value: int
) -> None:
    assert (promise in prose(name).body, getattr(Settings, setting)) == (True, value)


@pytest.mark.parametrize(
    "row",
    [
        "<td>Tekst die niet online kwam of weer weg is</td>\n<td>12 maanden</td>",
        "<td>Je naam en e-mailadres</td>\n<td>24 maanden na je ervaring, ",
        "<td>Code van je toestel</td>\n<td>30 dagen</td>",
    ],
)
def test_the_privacy_page_says_how_long_we_keep_things(row: str) -> None:
    assert row in prose("privacy").body


@pytest.mark.parametrize(
    ("sector", "controller"),
    [
        ("Kinderopvang", "Opgroeien"),
        ("Jeugdhulp", "Opgroeien"),
        ("Ouderenzorg", "Departement Zorg"),
        ("Personen met een handicap", "VAPH"),
    ],
)
def test_the_privacy_page_names_who_is_responsible_for_a_sector(sector: str, controller: str) -> None:
    assert f"<td>{sector}</td>\n<td>{controller}</td>" in prose("privacy").body
