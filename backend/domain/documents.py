"""Small JSON documents that people keep without the server looking into them: settings, drafts, filters."""

import json
from collections.abc import Mapping
from typing import Any

from backend.domain.refusals import Invalid


class DocumentTooLarge(Invalid):
    code = "document_too_large"
    zh = "要保存的内容超过 {most_kb} KB，没有保存。草稿太长时请先提交，或分几份保存。"
    en = "What was to be kept is over {most_kb} KB and was not saved. Submit a long draft first, or save it in parts."


class DocumentUnstorable(Invalid):
    """Something that JSON in a database cannot hold: NUL, a lone surrogate, NaN, an endless number."""

    code = "document_unstorable"
    zh = "要保存的内容中有无法保存的字符或数字，没有保存。请删去后再试。"
    en = "What was to be kept holds a character or number that cannot be stored. Remove it and try again."


def require_document(value: Mapping[str, Any], *, most: int, pointer: str) -> None:
    """Refuses `DocumentTooLarge` over `most` bytes of UTF-8, and `DocumentUnstorable`."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        size = len(text.encode())
    except (ValueError, RecursionError):
        raise DocumentUnstorable(pointer=pointer) from None
    if "\\u0000" in text:
        raise DocumentUnstorable(pointer=pointer)
    if size > most:
        raise DocumentTooLarge(most_kb=most // 1000, pointer=pointer)
