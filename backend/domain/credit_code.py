"""The unified social credit code (统一社会信用代码) of GB 32100: 18 characters, the last one a check character.

Layout: issuing department (1), category (1), area of registration (6 digits), body (9), check character (1). The
department of the trade unions is 8 and a basic union's category 1, so a basic union's code begins with 81. Federations
from the county up are bodies of the state and carry codes of another department (ORG-18, ORG-26).
"""

from backend.domain.refusals import Invalid
from backend.domain.text import squeeze

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # I, O, S, V and Z look like other characters and are not used
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_DIGITS = frozenset("0123456789")
_MAX_TYPED = 64


class CreditCodeLength(Invalid):
    """Not 18 characters."""

    code = "credit_code_length"
    zh = "统一社会信用代码应为 18 位。请对照证书重新录入。"
    en = "A unified social credit code has 18 characters. Type it again from the certificate."


class CreditCodeCharacter(Invalid):
    """`position` counts from 1."""

    code = "credit_code_character"
    zh = "统一社会信用代码第 {position} 位的字符不对。代码只用数字和大写字母，不用 I、O、S、V、Z，第 3 至 8 位是数字。"
    en = "Character {position} of the credit code is wrong. Only digits and letters other than I, O, S, V, Z occur."


class CreditCodeChecksum(Invalid):
    """`expected` is the check character that the others ask for."""

    code = "credit_code_checksum"
    zh = "统一社会信用代码校验位不对（应为 {expected}）。多半是前面某一位录错了：请对照证书逐位核对，不要只改末位。"
    en = "The credit code's check character is wrong (expected: {expected}). Compare every character."


class CreditCodeNotUnion(Invalid):
    """A basic union's code begins with 81."""

    code = "credit_code_not_union"
    zh = "这不是基层工会的统一社会信用代码（应以 81 开头），可能误录了所在单位的代码。请录入工会法人资格证书上的代码。"
    en = "This is no basic union's credit code (they begin with 81); it may be the employer's. Use the union's own."


def normalise_credit_code(raw: str) -> str:
    """The one spelling of `raw`: NFKC, no spaces or hyphens, ASCII, capitals. Raises `CreditCodeLength`,
    `CreditCodeCharacter`.
    """
    if len(raw) > _MAX_TYPED:
        raise CreditCodeLength()
    text = squeeze(raw)
    for position, character in enumerate(text, start=1):
        if not character.isascii():
            raise CreditCodeCharacter(position=position)
    return text.upper()


def check_credit_code(raw: str, *, basic_union: bool = False) -> str:
    """The code in its one spelling, checked; with `basic_union` also that it is a basic union's.

    Raises `CreditCodeLength`, `CreditCodeCharacter`, `CreditCodeChecksum` or `CreditCodeNotUnion`.
    """
    code = normalise_credit_code(raw)
    if len(code) != 18:
        raise CreditCodeLength()
    for position, character in enumerate(code, start=1):
        if character not in (_DIGITS if 3 <= position <= 8 else _VALUES):
            raise CreditCodeCharacter(position=position)
    expected = credit_check_character(code[:17])
    if code[17] != expected:
        raise CreditCodeChecksum(expected=expected)
    if basic_union and not code.startswith("81"):
        raise CreditCodeNotUnion()
    return code


def credit_check_character(first_17: str) -> str:
    """The check character: weights are the powers of 3 modulo 31, the sum is brought up to a multiple of 31."""
    total, weight = 0, 1
    for character in first_17:
        total += _VALUES[character] * weight
        weight = weight * 3 % 31
    return _ALPHABET[-total % 31]
