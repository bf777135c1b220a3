"""A form as a PDF on A4; the fonts are embedded in what they are used for (ui.md row 25)."""

from html import escape

from backend.api.pdf import FONT, lay_out
from backend.domain.aid.form_grid import Cell, FormPage

_STYLE = f"""
@page {{ size: A4; margin: 12mm 16mm 10mm }}
html {{ font-family: {FONT}; font-size: 9pt; line-height: 1.2 }}
h1 {{ font-size: 18pt; font-weight: bold; text-align: center; margin: 0 0 2mm }}
p.under {{ text-align: center; margin: 0 0 2mm }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
tr {{ break-inside: avoid }}
th, td {{ border: 0.6pt solid #000; padding: 0.7mm 1mm; vertical-align: middle; text-align: center; overflow-wrap: anywhere }}
th {{ font-weight: bold }}
td.l {{ text-align: left }}
td.b {{ vertical-align: bottom }}
div.foot {{ text-align: right; margin-top: 1mm }}
"""
_DENSE = """
@page { margin: 10mm 16mm 11mm; @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font-size: 9pt } }
html { font-size: 8.5pt }
th, td { padding: 0.6mm 0.5mm }
"""


def write(page: FormPage) -> bytes:
    """The bytes of the PDF. Raises `PdfUnavailable`."""
    return lay_out(html(page))


def html(page: FormPage) -> str:
    """The page before it is laid out."""
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in page.rows)
    widths = f'<col style="width:{100 / page.columns}%">' * page.columns
    style = _STYLE + (_DENSE if page.dense else "")
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(page.title)}</title>'
        f"<style>{style}</style></head><body><h1>{escape(page.title)}</h1>"
        f'<p class="under">{escape(page.under)}</p><table><colgroup>{widths}</colgroup>{rows}</table></body></html>'
    )


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    height = f' style="height:{cell.tall}mm"' if cell.tall else ""
    # A box that is still empty is written into from its top, over the line for the seal.
    classes = [name for name, holds in (("l", not cell.centred), ("b", cell.foot and not cell.text)) if holds]
    drawn = f' class="{" ".join(classes)}"' if classes else ""
    foot = f'<div class="foot">{escape(cell.foot)}</div>' if cell.foot else ""
    return f'<{tag} colspan="{cell.span}"{drawn}{height}>{escape(cell.text)}{foot}</{tag}>'
