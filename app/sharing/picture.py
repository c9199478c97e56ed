"""The picture that a social network shows beside a link: name, place, and bars where averages are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.facilities.figures import theme_figures
from app.facilities.models import Facility, ThemeTotal
from app.languages import gettext as _
from app.languages import ngettext
from app.times import one_decimal

FONTS = Path(__file__).with_name("fonts")
"""Source Sans 3 of Adobe, under the SIL Open Font License (OFL.txt)."""

WIDTH, HEIGHT = 1200, 630
EDGE = 64
BAND, SOFT, PETAL, PETAL_SOFT = "#0b474c", "#c9e2df", "#f6b08f", "#d9806a"
SURFACE, INK, TRACK, BAR = "#ffffff", "#14292d", "#dbe6e4", "#16807f"
CARD = (640, EDGE, WIDTH - EDGE, HEIGHT - EDGE)
"""Where the bars stand."""

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class PictureText:
    """All that a picture shows: equal texts make equal pictures."""

    name: str
    place: str
    note: str
    bars: tuple[tuple[str, float], ...]
    """Theme and average; empty where none is shown."""


def picture_text(facility: Facility, totals: Mapping[str, ThemeTotal]) -> PictureText:
    """What the page shows, and no more."""
    number = facility.review_count
    return PictureText(
        name=facility.name,
        place=" ".join(filter(None, (facility.postcode, facility.municipality))),
        note=ngettext("%(num)s waardering van ouders", "%(num)s waarderingen van ouders", number)
        if number
        else _("Vertel hoe het gaat"),
        bars=tuple(
            (figure.theme.title, round(figure.total.average or 0, 1))
            for figure in theme_figures(facility, totals)
            if figure.total is not None
        ),
    )


def drawn(text: PictureText) -> bytes:
    """As PNG, 1200 × 630."""
    image = Image.new("RGB", (WIDTH, HEIGHT), BAND)
    draw = ImageDraw.Draw(image)
    image.paste(flower(72), (EDGE, EDGE), flower(72))
    draw.text((EDGE + 88, EDGE + 36), "Waarderingsplatform", "#ffffff", font("600SemiBold", 32), anchor="lm")
    room = CARD[0] - 2 * EDGE if text.bars else WIDTH - 2 * EDGE - 360
    bottom = draw_name(draw, text.name, room)
    draw.text((EDGE, bottom + 20), fitting(text.place, room, 34), SOFT, font("400Regular", 34))
    draw.text(
        (EDGE, HEIGHT - EDGE), fitting(text.note, room, 34), "#ffffff", font("600SemiBold", 34), anchor="ls"
    )
    if text.bars:
        draw_bars(draw, text.bars)
    else:
        image.paste(flower(380), (WIDTH - EDGE - 380, 125), flower(380))
    file = BytesIO()
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(file, "PNG")
    return file.getvalue()


def draw_name(draw: ImageDraw.ImageDraw, name: str, room: int) -> int:
    """As large as fits on three lines; where its last line ends."""
    for size in (72, 60, 50, 42):
        lines = wrapped(name, room, size)
        if len(lines) <= 3:
            break
    lines = lines[:3]
    top = 200
    for line in lines:
        draw.text((EDGE, top), fitting(line, room, size), "#ffffff", font("600SemiBold", size))
        top += round(size * 1.16)
    return top


def draw_bars(draw: ImageDraw.ImageDraw, bars: tuple[tuple[str, float], ...]) -> None:
    """A white card with a bar and its figure for each theme."""
    left, top, right, bottom = CARD
    draw.rounded_rectangle(CARD, 16, SURFACE)
    step = (bottom - top - 32) / 8
    for number, (title, average) in enumerate(bars):
        at = top + 16 + round(number * step)
        draw.text((left + 28, at + 5), fitting(title, 330, 23), INK, font("400Regular", 23))
        draw.text((right - 28, at + 5), one_decimal(average), INK, font("600SemiBold", 25), anchor="ra")
        line = (left + 28, at + 39, right - 28, at + 51)
        draw.rounded_rectangle(line, 3, TRACK)
        draw.rounded_rectangle(
            (*line[:2], line[0] + round((line[2] - line[0]) * average / 5), line[3]), 3, BAR
        )
        for part in range(1, 5):
            gap = line[0] + round((line[2] - line[0]) * part / 5)
            draw.rectangle((gap, line[1], gap + 1, line[3]), SURFACE)


def wrapped(text: str, room: int, size: int) -> list[str]:
    """In lines that fit, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font("600SemiBold", size).getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def fitting(text: str, room: int, size: int) -> str:
    """Cut where it does not fit."""
    if font("600SemiBold", size).getlength(text) <= room:
        return text
    while text and font("600SemiBold", size).getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=16)
def font(weight: str, size: int) -> Font:
    """From its file."""
    return ImageFont.truetype(FONTS / f"SourceSans3_{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4)
def flower(size: int) -> Image.Image:
    """Our mark: eight petals, one for each theme."""
    large = 4 * size
    unit = large / 48
    image = Image.new("RGBA", (large, large))
    for turns, colour in ((range(45, 360, 90), PETAL_SOFT), (range(0, 360, 90), PETAL)):
        for turn in turns:
            petal = Image.new("RGBA", (large, large))
            ImageDraw.Draw(petal).ellipse((18.4 * unit, 1.5 * unit, 29.6 * unit, 21.5 * unit), colour)
            image.alpha_composite(petal.rotate(-turn, Image.Resampling.BICUBIC))
    ImageDraw.Draw(image).ellipse((19 * unit, 19 * unit, 29 * unit, 29 * unit), SURFACE)
    return image.resize((size, size), Image.Resampling.LANCZOS)
