"""Enumerations with their labels: the slug on the wire, the words on the screen, in one place."""

from enum import StrEnum


class Code(StrEnum):
    """A slug with a Chinese and an English label: `MALE = "male", "男", "Male"`.

    The order of declaration is the order on the screen.
    """

    __hash__ = str.__hash__
    # As its slug, which it equals, and in C: an enumeration hashes its name in Python, in every set and dict of a rule.

    zh: str
    en: str

    def __new__(cls, slug: str, zh: str = "", en: str = "") -> "Code":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.zh = zh
        member.en = en
        return member

    @classmethod
    def from_label(cls, label: str) -> "Code | None":
        """The code with this Chinese label, or None."""
        return next((code for code in cls if code.zh == label), None)
