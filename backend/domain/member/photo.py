"""The photo of a member: what may become one (issue 2 section 4, "card"; trust.md 2.6)."""

from backend.domain.refusals import Conflict, Invalid


class NotAPortrait(Invalid):
    """No file of the caller's that was uploaded as a portrait: unknown, somebody else's, or for something else."""

    code = "member_photo_not_a_portrait"
    zh = "没有您为会员照片上传的这个文件。请重新选择照片（PNG 或 JPEG，不超过 10 MB）。"
    en = "You uploaded no such file as a member's photo. Choose the photo again (PNG or JPEG, at most 10 MB)."


class PhotoClosed(Conflict):
    """The membership has ended; the record stands as it was."""

    code = "member_photo_closed"
    zh = "这位会员的会籍已结束，档案和照片不再修改。"
    en = "This membership has ended; its record and its photo are changed no more."
