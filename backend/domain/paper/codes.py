"""The enumerations of the papers of a union (MBR-06)."""

from backend.domain.codes import Code


class UnionPaperKind(Code):
    """What a paper of a union is."""

    PLAN = "plan", "工作计划", "Work plan"
    SUMMARY = "summary", "工作总结", "Work summary"
    MINUTES = "minutes", "会议记录", "Minutes"
    PHOTO = "photo", "活动照片", "Photos of activities"
    RULES = "rules", "规章制度", "Rules"
    ROSTER = "roster", "会员名册", "Roster of members"
    OTHER = "other", "其他", "Other"

    @property
    def names_people(self) -> bool:
        """Whether its files hold personal data of members: opening one asks for more, and is on record."""
        return self is UnionPaperKind.ROSTER


class PaperRetention(Code):
    """How long a paper is kept (保管期限)."""

    SHORT = "short", "3 年", "3 years"
    LONG = "long", "10 年", "10 years"
    PERMANENT = "permanent", "永久", "For ever"

    @property
    def years(self) -> int | None:
        """Full years after the paper's own; None for ever."""
        return {PaperRetention.SHORT: 3, PaperRetention.LONG: 10}.get(self)


class UnionPaperState(Code):
    """Where a paper is. `due` is read off its retention."""

    KEPT = "kept", "在档", "Kept"
    DUE = "due", "保管期满", "Retention over"
    WITHDRAWN = "withdrawn", "已撤下", "Withdrawn"
