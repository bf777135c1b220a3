"""An amount in capital figures, as vouchers and receipts carry it so that nobody adds a stroke (支付结算办法 附件一)."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")
_TOP = 10 ** (4 * len(_SECTIONS))


def in_capitals(fen: int) -> str:
    """`人民币壹仟零伍拾元整` for 105000 fen; whole amounts end with 整, jiao without fen too. Raises `ValueError` for an
    amount below nought or of a million million yuan and more."""
    if fen < 0 or fen // 100 >= _TOP:
        raise ValueError("this amount is not written on paper")
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"人民币{whole or '零元'}整"
    parts = [whole]
    # A gap is read out where a figure follows it.
    if jiao:
        parts.append(("零" if yuan and yuan % 10 == 0 else "") + _DIGITS[jiao] + "角")
    elif yuan:
        parts.append("零")
    parts.append(f"{_DIGITS[last]}分" if last else "整")
    return "人民币" + "".join(parts)


def _whole(yuan: int) -> str:
    spoken: list[str] = []
    gap = False
    for order in reversed(range(len(_SECTIONS))):
        section = yuan // 10 ** (4 * order) % 10_000
        if not section:
            gap = bool(spoken)
            continue
        if spoken and (gap or section < 1000):
            spoken.append("零")
        spoken.append(_section(section) + _SECTIONS[order])
        gap = False
    return "".join(spoken)


def _section(number: int) -> str:
    spoken: list[str] = []
    gap = False
    for order in reversed(range(4)):
        digit = number // 10**order % 10
        if not digit:
            gap = bool(spoken)
            continue
        if gap:
            spoken.append("零")
        spoken.append(_DIGITS[digit] + _PLACES[order])
        gap = False
    return "".join(spoken)
