"""Texts that a spreadsheet program would calculate (trust.md 2.5, X-06).

In a workbook every text is a text cell, so nothing in it is ever calculated. A CSV file knows no types: programs that
open one take what begins with = + - @, a tab or a line end for a formula. Such a text leaves with an apostrophe before
it, and so does one that begins with apostrophes before such a mark: that way the reading side takes exactly one away.
"""

import re
from typing import Final

_ACTIVE: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """A text as a CSV file may hold it: no program takes it for a formula."""
    return "'" + text if _ACTIVE.match(text) else text


def undefused(text: str) -> str:
    """The text that `defused` made this of; any other as it is."""
    return text[1:] if text.startswith("'") and _ACTIVE.match(text, 1) else text
