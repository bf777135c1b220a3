"""Which photos of visits may be shown in a summary (RPT-03): with consent, and never of a minor or of an illness.

No program sees who is in a picture. So an officer says it for each photo, by name and on record; and where the file or the
programme is about a child's schooling or an illness, no photo may be marked at all, whatever is said.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Final

from backend.domain.aid.case_codes import ProgramKind
from backend.domain.aid.codes import HardshipCause
from backend.domain.refusals import Conflict, Invalid
from backend.domain.visit.codes import PictureKind

_OF_ILLNESS: Final = frozenset(
    {
        HardshipCause.OWN_ILLNESS,
        HardshipCause.FAMILY_ILLNESS,
        HardshipCause.OWN_DISABILITY,
        HardshipCause.FAMILY_DISABILITY,
        HardshipCause.STATE_OF_MIND,
    }
)
_OF_CHILDREN: Final = frozenset({HardshipCause.SCHOOLING})


class PhotoOfIllness(Conflict):
    """The file or the programme is about an illness."""

    code = "photo_of_illness"
    zh = "这户的档案或项目涉及疾病、残疾或心理状况，照片不能公开。请选用其他走访的照片。"
    en = "The file or the programme of this household is about an illness; its photos are not shown. Choose those of another visit."


class PhotoOfMinor(Conflict):
    """The file or the programme is about a child."""

    code = "photo_of_minor"
    zh = "这户的档案或项目涉及未成年人就学，照片不能公开。请选用其他走访的照片。"
    en = "The file or the programme of this household is about a child's schooling; its photos are not shown. Choose those of another visit."


class PhotoWithoutConsent(Invalid):
    """The two declarations belong together."""

    code = "photo_without_consent"
    zh = "请先确认已征得照片中的人同意公开，并且照片里没有未成年人的面部和病情资料，再标记。"
    en = "Confirm first that the people shown consent, and that no face of a minor and nothing of an illness is in it."


class PhotoFileUnseen(Conflict):
    """Whether the file is about an illness or a child cannot be told."""

    code = "photo_file_unseen"
    zh = "这户的困难档案已不在您的管理范围内或已销毁，无法核对能否公开。请选用其他走访的照片。"
    en = "The household's file is out of your scope or erased, so it cannot be told whether this may be shown. Choose those of another visit."


class NotAPhoto(Conflict):
    """A signature."""

    code = "photo_is_signature"
    zh = "签名图片不能公开。请选择走访照片。"
    en = "A signature is not shown. Choose a photo of the visit."


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDeclaration:
    """What an officer says of a photo. Taken back with `publishable` false, which needs no more."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    publishable: bool
    consent: bool = False
    no_minor_no_illness: bool = False


def require_publishable(
    declared: PhotoDeclaration,
    *,
    kind: PictureKind,
    program: ProgramKind | None,
    causes: Collection[HardshipCause] | None,
) -> None:
    """`causes` are those of the file of whom one visited: empty for somebody without one, None where it is not seen.

    Raises `NotAPhoto`, `PhotoFileUnseen`, `PhotoOfIllness`, `PhotoOfMinor`, `PhotoWithoutConsent`.
    """
    if not declared.publishable:
        return
    if kind is not PictureKind.PHOTO:
        raise NotAPhoto()
    if causes is None:
        raise PhotoFileUnseen()
    if program in (ProgramKind.MEDICAL, ProgramKind.STATE_OF_MIND) or not _OF_ILLNESS.isdisjoint(causes):
        raise PhotoOfIllness()
    if program is ProgramKind.SCHOOLING or not _OF_CHILDREN.isdisjoint(causes):
        raise PhotoOfMinor()
    if not (declared.consent and declared.no_minor_no_illness):
        raise PhotoWithoutConsent(pointer="/consent")
