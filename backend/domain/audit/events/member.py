"""The life of a membership."""

from typing import Final

from backend.domain.audit.codes import AskedFor
from backend.domain.audit.event import Event, code, told
from backend.domain.member.codes import MemberStatus
from backend.domain.member.reveals import RevealField, RevealReason

_STATES = {"from": code(MemberStatus), "to": code(MemberStatus)}
_STEP = told("on", "reason", "retain_reason", "number", **_STATES)

EVENTS: Final = (
    Event(
        "member_field_revealed",
        ("查看隐藏信息", "Hidden field shown"),
        ("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
        told(field=code(RevealField), reason=code(RevealReason)),
    ),
    Event(
        "member_reveal_limit_reached",
        ("查看次数用尽", "Reveal limit reached"),
        ("{who}今天查看隐藏信息的次数已经用完", "{who} has used up today's looks at hidden fields"),
        told("limit"),
    ),
    Event("member_drafted", ("登记会员", "Member drafted"), ("{who}登记了{what}", "{who} entered {what}")),
    Event(
        "member_application_deleted",
        ("删除入会申请", "Application deleted"),
        ("{who}删除了{what}没有办结的入会申请", "{who} deleted the unfinished application of {what}"),
        told(**{"from": code(MemberStatus)}),
    ),
    Event(
        "member_submitted",
        ("提交入会", "Application sent"),
        ("{who}提交了{what}的入会申请", "{who} submitted the application of {what}"),
        _STEP,
    ),
    Event(
        "member_returned",
        ("退回补正", "Application returned"),
        ("{who}退回了{what}的入会申请", "{who} returned the application of {what}"),
        _STEP,
    ),
    Event("member_joined", ("批准入会", "Member joined"), ("{who}批准{what}入会", "{who} admitted {what}"), _STEP),
    Event(
        "member_edited",
        ("修改会员", "Member edited"),
        ("{who}修改了{what}的资料", "{who} changed the record of {what}"),
        told("fields"),
    ),
    Event(
        "member_merged",
        ("合并会员", "Members merged"),
        ("{who}把重复的档案并入{what}", "{who} merged a duplicate file into {what}"),
        told("merged_id", "merge_id", "fields"),
    ),
    Event(
        "member_merge_undone",
        ("撤销合并会员", "Merge undone"),
        ("{who}撤销了并入{what}的合并", "{who} undid a merge into {what}"),
        told("merge_id", "parted_id"),
    ),
    Event(
        "member_photo_changed",
        ("更换照片", "Photo changed"),
        ("{who}更换了{what}的照片", "{who} changed the photo of {what}"),
        told("file_id", "replaced"),
    ),
    Event(
        "member_photo_removed",
        ("删除照片", "Photo removed"),
        ("{who}删除了{what}的照片", "{who} removed the photo of {what}"),
        told("file_id"),
    ),
    Event(
        "member_retained",
        ("保留会籍", "Membership retained"),
        ("{who}为{what}办理了保留会籍", "{who} retained the membership of {what}"),
        _STEP,
    ),
    Event(
        "member_resumed",
        ("恢复会籍", "Membership resumed"),
        ("{who}恢复了{what}的会籍", "{who} resumed the membership of {what}"),
        _STEP,
    ),
    Event(
        "member_withdrawn",
        ("退会", "Member left"),
        ("{who}为{what}办理了退会", "{who} recorded the withdrawal of {what}"),
        _STEP,
    ),
    Event(
        "member_auto_withdrawn",
        ("自动退会", "Left automatically"),
        ("{who}为{what}办理了自动退会", "{who} recorded the automatic withdrawal of {what}"),
        _STEP,
    ),
    Event(
        "member_expelled", ("开除会籍", "Member expelled"), ("{who}开除了{what}的会籍", "{who} expelled {what}"), _STEP
    ),
    Event(
        "member_deceased",
        ("登记去世", "Death recorded"),
        ("{who}登记了{what}去世", "{who} recorded the death of {what}"),
        _STEP,
    ),
    Event(
        "member_arrived",
        ("会籍转入", "Member arrived"),
        ("{who}转入了{what}", "{who} took in {what}"),
        told("on", "number"),
    ),
    Event(
        "member_card_issued",
        ("发会员证", "Card issued"),
        ("{who}给{what}发了会员证", "{who} issued a card to {what}"),
        told("on"),
    ),
    Event(
        "member_elsewhere_asked",
        ("核对外地会籍", "Asked about a member elsewhere"),
        ("{who}核对了外单位的会籍", "{who} asked about a membership elsewhere"),
        told("beside", why=code(AskedFor)),
    ),
    Event(
        "member_regrouped",
        ("调整分会", "Member regrouped"),
        ("{who}调整了{what}所在的分会或小组", "{who} moved {what} within the union"),
        told("from_organization_id", "to_organization_id", "to"),
    ),
)
