"""Enumerations that carry the code of a national standard beside our slug."""

from backend.domain.codes import Code


class NationalCode(Code):
    """A `Code` with the number or letter that the standard gives it: `HAN = "han", "汉族", "Han", "01"`.

    The slug goes over our wire; `national` goes into forms and exchanges of other agencies.
    """

    national: str

    def __new__(cls, slug: str, zh: str = "", en: str = "", national: str = "") -> "NationalCode":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.zh = zh
        member.en = en
        member.national = national
        return member

    @classmethod
    def from_national(cls, national: str) -> "NationalCode | None":
        """The code with this number or letter in the standard, or None."""
        return next((code for code in cls if code.national == national), None)
