"""The enumerations of what a worker is asked for beside a file: where it stands, what may be done with it (AID-08)."""

from backend.domain.codes import Code


class PaperRequestStatus(Code):
    """Where a request for papers stands."""

    OPEN = "open", "待职工补交", "Awaits the worker"
    ANSWERED = "answered", "已补交，待查收", "Answered, to be looked at"
    TAKEN = "taken", "已收入档案", "Taken into the file"
    RETURNED = "returned", "已退回重补", "Sent back"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"

    @property
    def open(self) -> bool:
        """Whether something is still to come of it. A file has one such request."""
        return self in (PaperRequestStatus.OPEN, PaperRequestStatus.ANSWERED)


class PaperRequestStep(Code):
    """What may be done with a request: by the worker, by the union that keeps the file."""

    ANSWER = "answer", "提交补充材料", "Answer"
    TAKE = "take", "收入档案", "Take into the file"
    RETURN = "return", "退回重补", "Send back"
    WITHDRAW = "withdraw", "撤回请求", "Withdraw"
