"""Pages laid out as PDF from HTML that refers to nothing outside itself."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.domain.refusals import Unavailable

FONT = '"Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "WenQuanYi Zen Hei", serif'
"""What a printed page is set in: the first of these that the server has."""


class PdfUnavailable(Unavailable):
    """The libraries that lay pages out are not on this server. Fact: `retry_after`."""

    code = "pdf_unavailable"
    zh = "这台服务器没有安装 PDF 排版组件，暂时不能生成 PDF。请先下载 Word 文档打印，并请管理员按安装说明补装。"
    en = "This server lacks what lays PDF pages out. Print the Word document, and have the administrator install it."


def lay_out(html: str, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of the PDF. `pictures` are JPEGs by the addresses at which the page names them. Raises `PdfUnavailable`."""
    try:
        # A second of work, and native libraries that a server may lack: only who prints asks for it.
        from weasyprint import HTML
    except OSError:
        raise PdfUnavailable(retry_after=3600) from None
    return HTML(string=html, url_fetcher=_handed(pictures) if pictures else nothing).write_pdf()  # type: ignore[no-any-return]


def _handed(pictures: Mapping[str, bytes]) -> Callable[[str], Any]:
    """Hands out the pictures that came with the page, and nothing else."""
    from weasyprint.urls import URLFetcherResponse

    def fetch(url: str) -> Any:
        if url not in pictures:
            return nothing(url)
        return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})

    return fetch


def nothing(url: str) -> dict[str, object]:
    """A page refers to nothing outside itself."""
    raise ValueError(f"not fetched: {url[:20]}")
