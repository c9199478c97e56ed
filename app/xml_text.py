"""Text in XML: feeds, sitemaps and pictures in SVG."""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped (section 2.2)."""


def legal_xml(text: str) -> str:
    """Without characters that make the whole file unreadable."""
    return ILLEGAL.sub("", text)
