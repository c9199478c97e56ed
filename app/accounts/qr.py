"""A QR code as SVG without styles: dark on white in every colour scheme, because cameras need that."""

import segno
from markupsafe import Markup

QUIET = 4
"""Light modules around it (ISO/IEC 18004)."""


def qr_code(text: str) -> Markup:
    """An inline picture of this text."""
    made = segno.make(text, error="m", micro=False)
    svg: str = made.svg_inline(
        scale=5, border=QUIET, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=False
    )
    return Markup(svg)  # noqa: S704 (made of modules, holds no text)
