"""The page that the QR code of a card opens: made whole by the server, one answer of three kilobytes.

It is read once, by a stranger's phone at a counter, often over a bad line. So there is no script, no font, no picture to
fetch after it and nothing to start up: it stands when its one answer has come (DECISIONS). Whatever a code is, forged,
replaced or nobody's, the page and its status are the same.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from backend.api.access import now_of
from backend.api.member import cards
from backend.domain.calendar import LOCAL
from backend.domain.member.card import CardState
from backend.domain.refusals import TooMany

router = APIRouter()

Words = Mapping[str, str]

WORDS: Mapping[str, Words] = {
    "zh": {
        "lang": "zh-CN",
        "title": "会员证核验",
        "name": "姓名",
        "number": "会员编号",
        "union": "所在工会",
        "joined": "入会日期",
        "issued": "发证日期",
        "checked": "核验时间",
        "valid": "会员证有效",
        "valid_note": "持证人现在是这家工会的会员。请核对姓名是否与本人证件相符。",
        "ended": "会籍已结束",
        "ended_note": "这张会员证是真的，但持证人的会籍已经结束，不再享有会员待遇。",
        "unknown": "无法核验",
        "unknown_note": "这个二维码不是有效的会员证：可能不是本市工会发放的、已经换发新证，或没有扫完整。请持证人出示最新的会员证，或向所在工会查询。",
        "busy": "请稍后再扫",
        "busy_note": "核验过于频繁，请在 {retry_after} 秒后刷新本页。",
        "other": "English",
        "other_lang": "en",
    },
    "en": {
        "lang": "en",
        "title": "Member card check",
        "name": "Name",
        "number": "Member number",
        "union": "Union",
        "joined": "Member since",
        "issued": "Card issued",
        "checked": "Checked at",
        "valid": "Valid card",
        "valid_note": "The holder is a member of this union now. Compare the name with their identity document.",
        "ended": "Membership ended",
        "ended_note": "The card is genuine, but the holder's membership has ended and gives no more benefits.",
        "unknown": "Cannot be verified",
        "unknown_note": "This is no valid member card: it was not issued by the unions of this city, has been replaced, or was not scanned whole. Ask for the latest card, or ask the union.",
        "busy": "Scan again in a moment",
        "busy_note": "Too many checks. Reload this page in {retry_after} seconds.",
        "other": "中文",
        "other_lang": "zh",
    },
}
"""Every text of the page."""

_MARKS = {
    CardState.VALID: ("#177245", "#E8F5EE", "M5 13l5 5L20 7"),
    CardState.ENDED: ("#8A5A00", "#FFF4DB", "M6 12h12"),
    CardState.UNKNOWN: ("#C4320A", "#FFEFE8", "M7 7l10 10M17 7L7 17"),
}
"""Colour, ground and sign of each answer: the state is told by sign and words, not by colour alone."""

_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light"><title>{title}</title><style>
*{{box-sizing:border-box}}body{{margin:0;background:#F6F5F3;color:#1F2328;font:16px/1.6 "PingFang SC","Microsoft YaHei",
"Noto Sans SC","Noto Sans CJK SC",sans-serif;-webkit-text-size-adjust:100%}}
main{{max-width:420px;margin:0 auto;padding:16px}}header{{display:flex;justify-content:space-between;align-items:center;
padding:4px 0 12px;color:#5B636B;font-size:14px}}header b{{color:#B3261E;font-weight:600}}a{{color:#0B5CAD;
text-decoration:none;padding:8px 0 8px 16px}}section{{background:#fff;border:1px solid #E3E1DC;border-radius:6px;overflow:hidden}}
.state{{display:flex;gap:14px;align-items:center;padding:18px 16px;background:{ground};color:{colour}}}
.state svg{{flex:none;width:44px;height:44px;border-radius:50%;background:{colour}}}h1{{margin:0;font-size:22px;line-height:1.3}}
dl{{margin:0;padding:4px 16px}}dl div{{display:flex;gap:12px;padding:10px 0;border-bottom:1px solid #E3E1DC}}
dt{{flex:none;width:6.5em;color:#5B636B}}dd{{margin:0;min-width:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}}
p{{margin:0;padding:14px 16px;color:#424A53;font-size:15px}}footer{{padding:12px 0;color:#5B636B;font-size:13px}}
</style></head><body><main><header><b>{title}</b><a href="?lang={other_lang}" lang="{other_lang}">{other}</a></header>
<section><div class="state"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="{sign}" fill="none" stroke="#fff"
stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" transform="translate(4.2 4.2) scale(.65)"/></svg><h1>{heading}</h1></div>
{facts}<p>{note}</p></section><footer>{checked} {moment}</footer></main></body></html>
"""


@router.get("/cards/{token}", include_in_schema=False)
async def show_card(request: Request, token: str) -> HTMLResponse:
    """What a card proves, for people. The same in data is `GET /api/v1/card-verifications/{token}`."""
    asked = request.query_params.get("lang", request.state.language)
    words = WORDS["en" if asked == "en" else "zh"]
    moment = now_of(request).astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    try:
        said = await cards.verify(request, token)
    except TooMany as refusal:
        page = _page(words, "busy", CardState.UNKNOWN, moment, note=words["busy_note"].format(**refusal.facts))
        return HTMLResponse(page, 429, headers | {"Retry-After": str(refusal.facts["retry_after"])})
    state = CardState(said["state"])
    return HTMLResponse(_page(words, str(state), state, moment, said=said), headers=headers)


def _page(
    words: Words, key: str, state: CardState, moment: str, *, said: Mapping[str, Any] | None = None, note: str = ""
) -> str:
    colour, ground, sign = _MARKS[state]
    return _PAGE.format(
        colour=colour,
        ground=ground,
        sign=sign,
        heading=escape(words[key]),
        note=escape(note or words[f"{key}_note"]),
        facts="" if said is None or state is CardState.UNKNOWN else _facts(words, said),
        moment=moment,
        **{name: words[name] for name in ("lang", "title", "other", "other_lang", "checked")},
    )


def _facts(words: Words, said: Mapping[str, Any]) -> str:
    rows = (
        ("name", said["name_masked"]),
        ("number", in_fours(said["number"] or "")),
        ("union", said["organization_name"]),
        ("joined", said["joined_on"]),
        ("issued", said["issued_on"]),
    )
    shown = [f"<div><dt>{escape(words[name])}</dt><dd>{escape(str(value))}</dd></div>" for name, value in rows if value]
    return f"<dl>{''.join(shown)}</dl>"


def in_fours(number: str) -> str:
    """A member number as the card prints it."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
