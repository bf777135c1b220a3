"""What dictionaries look like on the wire."""

from pydantic import Field

from backend.api.wire import Out


class DictionaryItem(Out):
    """One value."""

    slug: str
    zh: str
    en: str
    national: str | None = Field(description="国家标准代码 The number in the national standard")
    order: int


class Dictionary(Out):
    """One enumeration, in the order of the screen."""

    name: str
    items: list[DictionaryItem]


class Dictionaries(Out):
    """All of them."""

    items: list[Dictionary]
