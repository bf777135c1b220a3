"""When a picture may become a paper of a file (AID-08)."""

from typing import Final

from backend.domain.refusals import Conflict, Invalid

MOST_PAPERS: Final = 60
"""As many as a household file holds, and whatever is to stand in one: an application, an answer of a worker."""


class NotAPaper(Invalid):
    """No file of the caller's that was uploaded as a paper: unknown, somebody else's, or for something else."""

    code = "household_not_a_paper"
    zh = "没有找到您上传的这份材料。请重新上传图片（用途选“档案材料”）后再添加。"
    en = "There is no such upload of yours. Upload the picture again, as a paper, and add it then."


class TooManyPapers(Conflict):
    """`most` in one file."""

    code = "household_papers_too_many"
    zh = "一份档案最多 {most} 份材料。请先移除不需要的，或把多页合在一张图片里。"
    en = "A file holds at most {most} papers. Remove what is not needed, or put several pages on one picture."


def require_room(held: int) -> None:
    """Raises `TooManyPapers` when a file that holds so many would hold more than it may."""
    if held > MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
