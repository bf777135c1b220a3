"""Lines, 系统、行业“口”: the second tree over the base unions, who keeps it and what may be done to it (ORG-01, ORG-02).

The tree belongs to the whole city, and its names are public. A line is kept by the city federation and by those within
whose scope its leading union lies; only the city federation moves a line, because the unions on it lie anywhere.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.organization.codes import Level
from backend.domain.refusals import Conflict, Forbidden, Invalid, at
from backend.domain.text import clean_text

Name = Annotated[str, MinLen(2), MaxLen(80)]


class LineNotKept(Forbidden):
    """The line is led from outside the caller's scope."""

    code = "line_not_kept"
    zh = "这个系统不由您所在的工会牵头，您可以查看，不能修改。请由牵头的工会或市总工会办理。"
    en = "This line is not led by your union: you may read it, not change it. Ask its leading union or the city."


class LineOfTheCity(Forbidden):
    """Only the city federation may do this."""

    code = "line_of_the_city"
    zh = "系统的上下级关系涉及全市的工会，只能由市总工会调整。请向市总工会提出。"
    en = "Where a line stands concerns unions all over the city. Only the city federation may change it; ask there."


class LineNeedsLeader(Invalid):
    """Below the city a line is founded by naming the union of one's own that leads it."""

    code = "line_needs_leader"
    zh = "请选择本级的牵头工会。不设牵头工会的系统由市总工会建立。"
    en = "Name the union of yours that leads the line. A line without a leader is set up by the city federation."


class LeaderTooLow(Invalid):
    """A line is led by a union of township level or above: the members of a basic union are its own."""

    code = "line_leader_too_low"
    zh = "牵头工会应是乡镇（街道）级以上的工会，例如系统（产业）工会。请另选。"
    en = "A line is led by a union of township level or above, such as a line union. Choose another."


class LineInsideItself(Conflict):
    """A line was to be put under itself or under one of its own."""

    code = "line_inside_itself"
    zh = "不能把一个系统放到它自己或它的下级之下。请另选上级。"
    en = "A line cannot be put under itself or one of its own. Choose another place."


class LineNotEmpty(Conflict):
    """Facts: `unions`, `lines`: what hangs on it."""

    code = "line_not_empty"
    zh = "这个系统下还有 {lines} 个下级系统、{unions} 家工会。请先把它们移出，再删除。"
    en = "{lines} lines and {unions} unions hang on this line. Take them off first, then delete it."


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """A line to be set up, at the top or under another."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name
    parent_id: UUID | None = None
    organization_id: UUID | None = None

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A new name or another leading union."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name | None = None
    organization_id: UUID | None = None

    def __post_init__(self) -> None:
        with at("/name"):
            if self.name is not None:
                object.__setattr__(self, "name", clean_text(self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What a caller has to do with a line: is theirs the whole city, does its leader lie in their scope."""

    whole_city: bool
    leads: bool = False


def require_keeper(keeping: Keeping) -> None:
    """Raises `LineNotKept`."""
    if not (keeping.whole_city or keeping.leads):
        raise LineNotKept()


def require_city(keeping: Keeping) -> None:
    """Raises `LineOfTheCity`."""
    if not keeping.whole_city:
        raise LineOfTheCity()


def require_leader(level: Level | None, keeping: Keeping) -> None:
    """Raises `LeaderTooLow` or `LineNeedsLeader` unless a line may be led by a union of this level, or by none."""
    if level is None:
        if not keeping.whole_city:
            raise LineNeedsLeader(pointer="/organization_id")
    elif level > Level.TOWNSHIP:
        raise LeaderTooLow(pointer="/organization_id")


def require_empty(*, lines: int, unions: int) -> None:
    """Raises `LineNotEmpty`."""
    if lines or unions:
        raise LineNotEmpty(lines=lines, unions=unions)
