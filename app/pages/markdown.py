"""Prose in Markdown to safe HTML. The only place where markup from a text reaches a page."""

from collections.abc import MutableMapping
from functools import partial

import bleach
from bleach.linkifier import LinkifyFilter
from markdown import markdown
from markupsafe import Markup

TAGS = frozenset(
    {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": ["href"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})  # addresses without a protocol stay on this site

LinkAttributes = MutableMapping[tuple[str | None, str] | str, str]


def mark_outside_link(attributes: LinkAttributes, new: bool = False) -> LinkAttributes | None:
    """A link to elsewhere tells that site nothing of ours. Addresses in plain text stay plain text."""
    if new:
        return None
    if attributes.get((None, "href"), "").lower().startswith(("http", "//")):
        attributes[None, "rel"] = "noopener noreferrer nofollow"
    return attributes


CLEANER = bleach.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    protocols=PROTOCOLS,
    strip=True,
    # The stubs do not know that None means: make no link.
    filters=[partial(LinkifyFilter, callbacks=[mark_outside_link])],  # type: ignore[list-item]
)


def render_markdown(text: str) -> Markup:
    """Safe HTML, whatever the text holds: a short list of tags, no styles, no scripts, no images."""
    html = markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    return Markup(CLEANER.clean(html))  # noqa: S704 (just cleaned)


MESSAGE_CLEANER = bleach.Cleaner(
    tags=frozenset({"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote"}),
    attributes=ATTRIBUTES,
    protocols=PROTOCOLS,
    strip=False,  # what an editor wrote is never lost: a tag that may not be one shows as text
    filters=[partial(LinkifyFilter, callbacks=[mark_outside_link])],  # type: ignore[list-item]
)


def render_message(text: str) -> Markup:
    """What editors write to people: a few signs of Markdown, and each line break as it was typed."""
    html = markdown(text, extensions=["sane_lists", "nl2br"], output_format="html")
    return Markup(MESSAGE_CLEANER.clean(html))  # noqa: S704 (just cleaned)
