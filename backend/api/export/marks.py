"""What a workbook with whole numbers carries of who took it out: seen on screen and on paper, and unseen (trust.md 1.5).

On screen the login, the time and the number of the export stand behind the cells; on paper the name and the time stand
above every page. Unseen, the number stands among the properties of the file and on a sheet that no menu shows. The
plain file lies in its workshop only until it is encrypted.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image, ImageDraw, ImageFont
from xlsxwriter import Workbook

from backend.api.plain_sheet import PlainSheet

TILE = (420, 220)
PALE = (228, 228, 228)
PROPERTY = "unionhome-export"
UNSEEN = "_"


def mark(book: Workbook, sheet: PlainSheet, text: str, number: str) -> None:
    """Put the marks on a workbook; `text` is in ASCII, which every machine has letters for."""
    sheet.set_background(_tile(text))
    book.set_custom_property(PROPERTY, number)
    unseen = book.add_worksheet(UNSEEN, PlainSheet)
    unseen.write_string(0, 0, number)
    unseen.very_hidden()


def _tile(text: str) -> BytesIO:
    image = Image.new("RGB", TILE, "white")
    letters = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=15)
    for line, part in enumerate(text.split("\n")):
        letters.text((20, 60 + 22 * line), part, fill=PALE, font=font)
    turned = image.rotate(20, fillcolor="white")
    memory = BytesIO()
    turned.save(memory, "PNG")
    memory.seek(0)
    return memory


def encrypt(plain: Path, path: Path, password: str) -> None:
    """The workbook as spreadsheet programs open it with a password: AES-256 as Office has it since 2010."""
    with plain.open("rb") as source, path.open("wb") as target:
        document: Any = OOXMLFile(source)
        document.encrypt(password, target)
    plain.unlink()
