"""The pages where somebody looks for a facility, without JavaScript."""

from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient

from tests.pages.document import words_of
from tests.pages.visit import Page


class ResultsPage(Page):
    """A list of facilities."""

    @property
    def names(self) -> list[str]:
        """Of the facilities on this page, in order."""
        return [words_of(heading) for heading in self.document.findall(".//h3[@class='result__name']")]

    @property
    def notes(self) -> list[str]:
        """What was not understood."""
        return [words_of(note) for note in self.document.findall(".//div[@class='search-notes']/p")]

    @property
    def counts(self) -> dict[str, int]:
        """Filter → how many it would give."""
        found = {}
        for label in self.document.findall(".//div[@class='check']/label"):
            words, _bracket, number = words_of(label).rpartition("(")
            found[words.strip()] = int(number.split()[0].replace(".", ""))
        return found

    @property
    def distances(self) -> list[str]:
        """As the cards tell them, in order."""
        return [words_of(words) for words in self.document.findall(".//span[@class='result__distance']")]

    @property
    def canonical(self) -> str:
        """The address of this list, whatever was asked."""
        found = self.document.find(".//link[@rel='canonical']")
        return found.get("href", "") if found is not None else ""


class MapPage(Page):
    """The results on a map, and the list below it."""

    @property
    def towns(self) -> dict[str, int]:
        """Of the list: municipality → number."""
        items = self.document.findall(".//ul[@class='towns']/li")
        pairs = [words_of(item).rsplit(" ", 1) for item in items]
        return {name: int(number.replace(".", "")) for name, number in pairs}

    @property
    def dots(self) -> dict[str, int]:
        """Of the drawing: municipality → number."""
        titles = [words_of(title) for title in self.document.iterfind(".//svg//title")]
        return {name: int(number) for name, number in (title.rsplit(": ", 1) for title in titles)}


class ComparePage(Page):
    """Facilities side by side."""

    @classmethod
    def compare(cls, client: FlaskClient, *keys: str) -> "ComparePage":
        """These facilities."""
        return cls.open(client, "/voorzieningen/vergelijken?" + urlencode([("v", key) for key in keys]))

    @property
    def names(self) -> list[str]:
        """Of the facilities, in order."""
        return [words_of(heading) for heading in self.document.findall(".//h2[@class='compare__name']")]

    def figures(self, theme: str) -> list[str | None]:
        """The averages on a theme, in order; None where there is none."""
        found = [cell.find("p[@class='compare__figure']/strong") for cell in self.cells(theme)]
        return [words_of(figure) if figure is not None else None for figure in found]

    def notes(self, theme: str) -> list[str]:
        """What stands below the bars of a theme: empty where there is no bar."""
        notes = [cell.find("p[@class='compare__note']") for cell in self.cells(theme)]
        return [words_of(note) for note in notes] if any(note is not None for note in notes) else []

    def cells(self, theme: str) -> list[Element]:
        """One for each facility."""
        for section in self.document.iter("section"):
            if words_of(section.find("h3")) == theme:
                return section.findall("ul/li")
        return []
