"""The 工作总结 as a PDF on A4, standing, made from HTML; photos are handed over with the page and fetched from nowhere."""

from html import escape

from backend.api.pdf import FONT, lay_out
from backend.domain.summary.paper import Block, Grid, Heading, Paper

_STYLE = """
@page { size: A4; margin: 34mm 26mm 30mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font-size: 11pt; font-family: %(font)s } }
html { font-family: %(font)s; font-size: 15pt; line-height: 1.75 }
h1 { font-size: 22pt; text-align: center; margin: 0 0 3mm; line-height: 1.35 }
.under { text-align: center; font-size: 13pt; margin: 0 0 2mm }
h2 { font-size: 16pt; margin: 4mm 0 1mm; text-indent: 2em; break-after: avoid; line-height: 1.5 }
p { margin: 0; text-indent: 2em; text-align: justify }
table { width: 100%%; border-collapse: collapse; font-size: 10.5pt; line-height: 1.4; margin: 0 0 4mm }
caption { font-size: 11.5pt; font-weight: bold; margin: 3mm 0 1mm; break-after: avoid }
th, td { border: 0.6pt solid #000; padding: 1.2mm 1.6mm; text-align: right; overflow-wrap: anywhere }
th { text-align: center } td:first-child { text-align: left; width: 34%% }
tr { break-inside: avoid } thead { display: table-header-group }
figure { margin: 0 auto 5mm; text-align: center; break-inside: avoid }
figure img { max-width: 120mm; max-height: 90mm }
figcaption { font-size: 11.5pt }
.signed { text-align: right; text-indent: 0; break-before: avoid }
.signed.first { margin-top: 10mm }
"""


def write(paper: Paper) -> bytes:
    """The bytes of the PDF. Raises `PdfUnavailable`."""
    return lay_out(html(paper), pictures={_name(n): photo.content for n, photo in enumerate(paper.photos)})


def _name(number: int) -> str:
    return f"photo:{number}"


def html(paper: Paper) -> str:
    """The page before it is laid out."""
    language = "en" if paper.language == "en" else "zh-CN"
    under = "".join(f'<p class="under">{escape(text)}</p>' for text in paper.under_title)
    body = "".join(_block(block) for block in paper.blocks)
    photos = "".join(
        f'<figure><img src="{_name(n)}" alt=""><figcaption>{escape(photo.caption)}</figcaption></figure>'
        for n, photo in enumerate(paper.photos)
    )
    if photos:
        photos = f"<h2>{escape(paper.photos_title)}</h2>{photos}"
    signed = "".join(
        f'<p class="signed{" first" if n == 0 else ""}">{escape(text)}</p>' for n, text in enumerate(paper.signed)
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f"<style>{_STYLE % {'font': FONT}}</style></head><body><h1>{escape(paper.title)}</h1>{under}{body}"
        f"{photos}{signed}</body></html>"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Grid):
        heads = "".join(f"<th>{escape(head)}</th>" for head in block.heads)
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
        return (
            f"<table><caption>{escape(block.caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
    return f"<p>{escape(block.text)}</p>"
