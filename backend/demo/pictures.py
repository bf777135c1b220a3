"""Pictures of the demo, drawn: signatures, the moment at a door, a document with a seal. Nobody's face, nobody's hand."""

import math
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (480, 360)
_PAPER, _INK, _SEAL = (250, 248, 243), (31, 35, 40), (179, 38, 30)
_WALLS = ((222, 211, 190), (203, 214, 205), (214, 205, 214))
_COATS = ((47, 109, 181), (46, 125, 91), (122, 90, 166))


def _png(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@cache
def signature(number: int) -> bytes:
    """A name as somebody writes it who is in a hurry: a line that swings, and one stroke under it."""
    chance = Random(number)
    picture = Image.new("RGB", (480, 200), _PAPER)
    pen = ImageDraw.Draw(picture)
    x, points = 60.0, []
    phase = chance.uniform(0, math.tau)
    while x < 400:
        swing = 42 * math.sin(x / chance.uniform(9, 13) + phase) * (1 - abs(x - 230) / 320)
        points.append((x, 96 + swing + chance.uniform(-3, 3)))
        x += 4
    pen.line(points, fill=_INK, width=4, joint="curve")
    pen.line([(90, 158), (380, 150 + chance.uniform(-6, 6))], fill=_INK, width=2)
    return _png(picture)


@cache
def at_the_door(number: int) -> bytes:
    """Two people and a sack of rice before an open door."""
    chance = Random(number)
    picture = Image.new("RGB", SIZE, _WALLS[number % len(_WALLS)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 290, *SIZE), fill=(150, 142, 128))
    pen.rectangle((170, 60, 310, 300), fill=(96, 72, 52), outline=_INK, width=3)
    pen.rectangle((184, 74, 296, 300), fill=(64, 52, 44))
    for place, x in enumerate((130, 330)):
        coat = _COATS[(number + place) % len(_COATS)]
        lean = chance.randint(-8, 8)
        pen.rounded_rectangle((x - 34 + lean, 170, x + 34 + lean, 320), 22, fill=coat)
        pen.ellipse((x - 24 + lean, 116, x + 24 + lean, 170), fill=(226, 190, 160))
    pen.rounded_rectangle((206, 262, 268, 334), 10, fill=(236, 228, 208), outline=(150, 130, 90), width=2)
    return _png(picture)


@cache
def document(number: int) -> bytes:
    """A page of lines with a round seal at its foot."""
    return _png(_page(number))


@cache
def scan(number: int) -> bytes:
    """Such a page as a scanner writes it: a PDF."""
    kept = BytesIO()
    _page(number).save(kept, "PDF", resolution=100)
    return kept.getvalue()


def _page(number: int) -> Image.Image:
    chance = Random(number)
    picture = Image.new("RGB", (420, 560), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.line([(110, 60), (310, 60)], fill=_SEAL, width=6)
    for line in range(14):
        pen.line(
            [(60, 110 + 26 * line), (360 - chance.randint(0, 90) * (line % 4 == 3), 110 + 26 * line)],
            fill=(120, 124, 130),
            width=3,
        )
    pen.ellipse((250, 420, 360, 530), outline=_SEAL, width=5)
    star = [
        (305 + r * math.sin(math.tau * turn / 10), 475 - r * math.cos(math.tau * turn / 10))
        for turn, r in enumerate((26, 11) * 5)
    ]
    pen.polygon(star, fill=_SEAL)
    return picture
