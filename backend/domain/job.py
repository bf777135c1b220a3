"""Long work: the states it goes through and what it may be doing (api.md, Jobs)."""

from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Refusal


class JobState(Code):
    """Where a job is; the last three are final."""

    QUEUED = "queued", "等待中", "Waiting"
    RUNNING = "running", "进行中", "Running"
    SUCCEEDED = "succeeded", "已完成", "Done"
    FAILED = "failed", "未完成", "Failed"
    CANCELLED = "cancelled", "已取消", "Cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self in (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)


class JobPhase(Code):
    """What a job is doing now: the message beside its progress."""

    WAITING = "waiting", "排队等待", "Waiting for its turn"
    READING = "reading", "正在读取表格", "Reading the workbook"
    COMPARING = "comparing", "正在与登记册核对", "Comparing with the register"
    CORRECTING = "correcting", "正在更正", "Correcting"
    WRITING = "writing", "正在写入登记册", "Writing into the register"
    CHECKING = "checking", "正在逐人核对", "Checking each member"
    CARRYING_OUT = "carrying_out", "正在逐人办理", "Doing it member by member"
    BOOKING = "booking", "正在逐笔记账", "Booking each line"
    GATHERING = "gathering", "正在汇集材料", "Gathering what belongs to it"
    COUNTING = "counting", "正在统计行数", "Counting the rows"
    FILLING = "filling", "正在写入文件", "Writing the file"
    CLOSING = "closing", "正在保存文件", "Saving the file"
    UNDOING = "undoing", "正在撤销", "Undoing"
    ENDED = "ended", "已结束", "Ended"


class JobEnded(Conflict):
    """There is nothing left to cancel."""

    code = "job_ended"
    zh = "这项任务已经结束，不能再取消。请刷新查看结果。"
    en = "This job has ended and cannot be cancelled. Reload to see its result."


class Cancelled(Refusal):
    """Somebody asked the job to stop. What it had written in whole steps stays."""

    code = "job_cancelled"
    zh = "任务已按要求取消。"
    en = "The job was cancelled as asked."


class AskerGone(Refusal):
    """The account that asked is not active any more."""

    code = "job_asker_gone"
    zh = "发起任务的账号已停用，任务没有执行。请由在岗的人员重新发起。"
    en = "The account that asked for this job is no longer active; it was not done. Somebody in office must ask again."


class Abandoned(Refusal):
    """Taken up again and again, and each time broken off."""

    code = "job_abandoned"
    zh = "任务执行了 {attempts} 次都被中断，不再重试。已完成的步骤保持有效；请联系系统管理员查看服务器日志。"
    en = (
        "The job was broken off {attempts} times and is not tried again. Whole steps that were done stay done. Ask the "
        "system administrator to look into the server's log."
    )


class Unforeseen(Refusal):
    """A defect."""

    code = "unexpected"
    zh = "任务出现没有预料到的问题，已停止；没有写完的步骤没有生效。请稍后重试，仍不行时请把任务编号告诉技术支持。"
    en = "Something unforeseen happened and the job stopped; no half step stays. Try again, or give support its id."
