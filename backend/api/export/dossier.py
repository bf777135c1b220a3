"""The words of a pack on paper: who took it out and what for, and all chapters, as a PDF; as a page where none can be made."""

from collections.abc import Sequence
from html import escape
from typing import Final

from backend.api.pdf import FONT, PdfUnavailable, lay_out
from backend.domain.evidence.chapters import Block, Chapter, Facts, Grid

_WHOLE: Final = 14
_STYLE: Final = f"""
@page {{ size: A4; margin: 16mm 14mm; @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 8pt }} }}
html {{ font-family: {FONT}; font-size: 9pt; line-height: 1.35 }}
h1 {{ font-size: 18pt; text-align: center; margin: 0 0 4mm }}
h2 {{ font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid }}
table {{ width: 100%; border-collapse: collapse; margin: 0 0 3mm }}
th, td {{ border: 0.5pt solid #555; padding: 0.8mm 1.2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }}
th {{ background: #eef0f2; font-weight: bold }}
table.facts th {{ width: 28% }}
td.whole {{ white-space: nowrap }}
thead {{ display: table-header-group }}
tr {{ break-inside: avoid }}
p {{ margin: 0 0 2mm }}
"""


def write(title: str, chapters: Sequence[Chapter]) -> tuple[str, bytes]:
    """The ending of the name, and the bytes."""
    page = html(title, chapters)
    try:
        return ".pdf", lay_out(page)
    except PdfUnavailable:
        return ".html", page.encode()


def html(title: str, chapters: Sequence[Chapter]) -> str:
    """The page before it is laid out; it refers to nothing outside itself."""
    told = "".join(
        f"<h2>{place}. {escape(each.title)}</h2>{''.join(_block(block) for block in each.blocks)}"
        for place, each in enumerate(chapters, start=1)
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>{told}</body></html>"
    )


def _block(block: Block) -> str:
    if isinstance(block, Facts):
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in block.pairs)
        return f'<table class="facts">{rows}</table>'
    if isinstance(block, Grid):
        heads = "".join(f"<th>{escape(head)}</th>" for head in block.heads)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block.rows)
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<p>{escape(block)}</p>"


def _cell(text: str) -> str:
    """An amount, a number, a day is not broken over lines; what is longer may be, anywhere."""
    whole = ' class="whole"' if text.isascii() and len(text) <= _WHOLE else ""
    return f"<td{whole}>{escape(text)}</td>"
