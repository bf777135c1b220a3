"""The enumerations of summaries of aid (AID-27)."""

from backend.domain.codes import Code


class SummaryStatus(Code):
    """Where a summary stands."""

    DRAFT = "draft", "起草中", "Draft"
    ISSUED = "issued", "已签发", "Issued"


class SummaryStep(Code):
    """What may be done with a summary beside writing it."""

    ISSUE = "issue", "签发", "Issue"
    DELETE = "delete", "删除草稿", "Delete the draft"


class SummaryText(Code):
    """The parts that an officer writes, in their order; the rest of the paper is figures."""

    PRACTICE = "practice", "主要做法", "What was done"
    PROBLEMS = "problems", "存在问题", "Problems"
    NEXT = "next", "下一步打算", "What comes next"
