"""The 审批表 as a PDF on one page of A4; the fonts are embedded in what they are used for (ui.md row 25)."""

from html import escape

from backend.api.pdf import FONT, lay_out
from backend.domain.aid.approval_form import COLUMNS, ApprovalForm, Cell, grid

_STYLE = f"""
@page {{ size: A4; margin: 12mm 16mm 10mm }}
html {{ font-family: {FONT}; font-size: 9pt; line-height: 1.2 }}
h1 {{ font-size: 18pt; font-weight: bold; text-align: center; margin: 0 0 2mm }}
p.under {{ text-align: center; margin: 0 0 2mm }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
th, td {{ border: 0.6pt solid #000; padding: 0.7mm 1mm; vertical-align: middle; text-align: center; overflow-wrap: anywhere }}
th {{ font-weight: bold }}
td.l {{ text-align: left }}
div.foot {{ text-align: right; margin-top: 1mm }}
"""


def write(form: ApprovalForm) -> bytes:
    """The bytes of the PDF. Raises `PdfUnavailable`."""
    return lay_out(html(form))


def html(form: ApprovalForm) -> str:
    """The page before it is laid out."""
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in grid(form))
    widths = f'<col style="width:{100 / COLUMNS}%">' * COLUMNS
    under = f"编号：{form.number}　　项目：{form.program}（{form.year} 年度）"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(form.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(form.title)}</h1>"
        f'<p class="under">{escape(under)}</p><table><colgroup>{widths}</colgroup>{rows}</table></body></html>'
    )


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    height = f' style="height:{cell.tall}mm"' if cell.tall else ""
    left = "" if cell.centred else ' class="l"'
    foot = f'<div class="foot">{escape(cell.foot)}</div>' if cell.foot else ""
    return f'<{tag} colspan="{cell.span}"{left}{height}>{escape(cell.text)}{foot}</{tag}>'
