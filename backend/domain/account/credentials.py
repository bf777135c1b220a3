"""What a password must be, as two profiles of data.

`djbh3` follows GB/T 22239-2019 level 3, 8.1.4.1 a (complexity and periodic change) and is the rule for staff; `asvs`
follows OWASP ASVS 5.0.0 6.2, which forbids both. The two cannot be reconciled: the profile is the decision, and the
deviation is logged (trust.md 1.4, D-1). The list of common passwords holds for both.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from backend.domain.account.common_passwords import parts_of
from backend.domain.refusals import Invalid

LEAST_PARTS: Final = 5
"""A password of fewer parts (words, runs, years, single characters) is as guessable as a listed one."""

LOGIN_WITHIN: Final = 4
"""From this length on a login name may not even stand inside the password; a shorter one only may not be it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The rules for one kind of account."""

    name: str
    min_length: int
    max_length: int = 128
    classes: int = 0
    """How many of the four classes (small, capital, digit, other) must appear; 0 for no such rule."""
    remembered: int = 0
    """How many earlier passwords may not come back; the caller holds their hashes and compares."""
    max_age: timedelta | None = None
    """After this a password must be changed; None for never."""


DJBH3: Final = Profile(name="djbh3", min_length=10, classes=3, remembered=5, max_age=timedelta(days=90))
ASVS: Final = Profile(name="asvs", min_length=8)
PROFILES: Final = {profile.name: profile for profile in (DJBH3, ASVS)}


class PasswordTooShort(Invalid):
    code = "password_too_short"
    zh = "密码太短：至少需要 {least} 个字符。请加长后再提交，几个互不相关的词连起来也可以。"
    en = "The password is too short: it needs at least {least} characters. Make it longer; unrelated words will do."


class PasswordTooLong(Invalid):
    code = "password_too_long"
    zh = "密码太长：最多 {most} 个字符。请缩短后再提交。"
    en = "The password is too long: at most {most} characters. Shorten it."


class PasswordUnprintable(Invalid):
    code = "password_unprintable"
    zh = "密码中有看不见的控制字符，以后可能无法再输入。请手工重新输入，不要粘贴换行或制表符。"
    en = "The password holds an invisible control character that you could not type again. Type it without pasting."


class PasswordTooPlain(Invalid):
    code = "password_too_plain"
    zh = "密码种类不够：小写字母、大写字母、数字、符号这四类中至少要有 {least} 类。请补充后再提交。"
    en = (
        "The password needs at least {least} of these four: small letters, capitals, digits, symbols. "
        "Add what is missing."
    )


class PasswordIsLogin(Invalid):
    code = "password_is_login"
    zh = "密码与登录名相同或包含登录名，很容易被猜到。请换一个与登录名无关的密码。"
    en = (
        "The password is, or contains, the login name and is easily guessed. Choose one that has nothing to do with it."
    )


class PasswordCommon(Invalid):
    code = "password_common"
    zh = "这是常见密码，或只是常见词、键盘顺序、年份的简单拼接，很容易被猜到。请换一个不常见的密码。"
    en = (
        "This is a common password, or only common words, keyboard runs and years put together, and easily guessed. "
        "Choose an uncommon one."
    )


class PasswordReused(Invalid):
    """Raised by the caller, who compares with the last `Profile.remembered` hashes."""

    code = "password_reused"
    zh = "不能使用最近 {remembered} 次用过的密码。请换一个新密码。"
    en = "The last {remembered} passwords cannot be used again. Choose a new one."


def normalise(password: str) -> str:
    """The one spelling of a password that is judged and hashed: NFKC, so full-width and half-width keys agree.

    Blanks and capitals are kept as typed.
    """
    return unicodedata.normalize("NFKC", password)


def require_password(profile: Profile, password: str, *, login: str) -> str:
    """The normalised password, if `profile` allows it for the account `login`.

    Refuses `PasswordTooShort`, `PasswordTooLong`, `PasswordUnprintable`, `PasswordTooPlain`, `PasswordIsLogin`,
    `PasswordCommon`. Lengths are counted in characters.
    """
    plain = normalise(password)
    if len(plain) < profile.min_length:
        raise PasswordTooShort(least=profile.min_length)
    if len(plain) > profile.max_length:
        raise PasswordTooLong(most=profile.max_length)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in plain):
        raise PasswordUnprintable
    if _classes(plain) < profile.classes:
        raise PasswordTooPlain(least=profile.classes)
    if _is_login(plain, login):
        raise PasswordIsLogin
    if parts_of(plain) < LEAST_PARTS:
        raise PasswordCommon
    return plain


def is_due(profile: Profile, *, changed_at: datetime, now: datetime) -> bool:
    """Whether a password last changed at `changed_at` must be changed before anything else is done."""
    return profile.max_age is not None and now - changed_at >= profile.max_age


def _classes(plain: str) -> int:
    return len({_class_of(character) for character in plain})


def _class_of(character: str) -> str:
    if "a" <= character <= "z":
        return "small"
    if "A" <= character <= "Z":
        return "capital"
    return "digit" if "0" <= character <= "9" else "other"


def _is_login(plain: str, login: str) -> bool:
    folded, name = plain.casefold(), normalise(login).casefold().strip()
    if len(name) < LOGIN_WITHIN:
        return folded in (name, name[::-1])
    return name in folded or name[::-1] in folded
