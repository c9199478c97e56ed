"""A page as somebody without JavaScript meets it: words, links and forms."""

from collections.abc import Mapping
from typing import Self
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.document import opened, words_of

Fields = dict[str, list[str]]


class Page:
    """What one visitor sees now. Following a link or sending a form gives the next page."""

    def __init__(self, client: FlaskClient, response: TestResponse) -> None:
        self.client = client
        self.status = response.status_code
        self.address = response.request.full_path.rstrip("?")
        self.document = opened(response)

    @classmethod
    def open(cls, client: FlaskClient, address: str) -> Self:
        """Go to an address, and on to where it leads."""
        return cls(client, client.get(path_of(address), follow_redirects=True))

    @property
    def title(self) -> str:
        """Of the window."""
        return words_of(self.document.find("head/title"))

    @property
    def heading(self) -> str:
        """The one main heading."""
        return words_of(self.document.find(".//h1"))

    @property
    def text(self) -> str:
        """All words of the main part."""
        return words_of(self.document.find(".//main"))

    @property
    def errors(self) -> list[str]:
        """What is wrong with the form, as the summary above it says."""
        return [words_of(item) for item in self.document.findall(".//*[@role='alert']//li")]

    @property
    def fields(self) -> Fields:
        """The fields of the main form with what they hold."""
        return filled_in(self.form())

    def value(self, name: str) -> str:
        """What a field of the main form holds."""
        return self.fields[name][0]

    def links(self) -> Mapping[str, str]:
        """Words of each link → where it goes."""
        return {words_of(link): link.get("href", "") for link in self.document.iter("a")}

    def follow(self, words: str) -> "Page":
        """Click the link with these words."""
        return Page.open(self.client, urljoin(self.address, self.links()[words]))

    def buttons(self) -> list[str]:
        """The words of all buttons in the main part."""
        main = self.document.find(".//main")
        return [words_of(button) for button in main.iter("button")] if main is not None else []

    def form(self, button: str = "") -> Element:
        """The form with this button; without one the main form: the first that is posted."""
        main = self.document.find(".//main")
        forms = list(main.iter("form")) if main is not None else []
        if button:
            forms = [
                form for form in forms if any(words_of(found) == button for found in form.iter("button"))
            ]
        posted = [form for form in forms if form.get("method") == "post"]
        assert forms, f"geen formulier met “{button}” op {self.address}; wel {self.buttons()}"
        return (posted or forms)[0]

    def submit(self, button: str = "", **typed: str | list[str] | None) -> "Page":
        """Fill in the form with this button and send it. None clears a field; an unknown field is refused."""
        form = self.form(button)
        sent = filled_in(form)
        known = {field.get("name") for field in form.iter() if field.get("name")}
        for name, value in typed.items():
            assert name in known, f"geen veld “{name}”; wel {sorted(filter(None, known))}"
            sent[name] = [] if value is None else [value] if isinstance(value, str) else value
        for pressed in form.iter("button"):
            if button and words_of(pressed) == button and pressed.get("name"):
                sent[str(pressed.get("name"))] = [pressed.get("value", "")]
        return self.send(form, sent)

    def send(self, form: Element, fields: Fields) -> "Page":
        """The page that follows on these fields."""
        address = path_of(urljoin(self.address, form.get("action") or self.address))
        if form.get("method") == "post":
            answer = self.client.post(address, data=fields, follow_redirects=True)
        else:
            answer = self.client.get(address, query_string=fields, follow_redirects=True)
        return Page(self.client, answer)


def filled_in(form: Element) -> Fields:
    """What a browser would send of this form as it stands, its buttons left out."""
    fields: Fields = {}
    for field in form.iter():
        name = field.get("name")
        if name is None or field.get("disabled") is not None:
            continue
        if field.tag == "textarea":
            # The line break that begins a textarea is not part of what it holds.
            fields[name] = ["".join(field.itertext()).removeprefix("\n")]
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            fields[name] = [option.get("value", words_of(option)) for option in chosen]
        elif field.tag == "input" and field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                fields.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "input" and field.get("type") not in ("submit", "button", "file"):
            fields[name] = [field.get("value", "")]
    return fields


def path_of(address: str) -> str:
    """The part of an address that the test client goes to; a mailed link holds the whole of it."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
