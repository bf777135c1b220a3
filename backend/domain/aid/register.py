"""A person stands in at most one active file in the whole city (issue 4 section 1; trust.md section 0 row 5).

The database holds the rule (`household_person_active_key`). What is asked before gives the clear answer: the own file is
named, one elsewhere is not, and how often an officer is told so is counted as for members.
"""

from uuid import UUID

from backend.domain.refusals import Conflict


class HouseholdExists(Conflict):
    """Somebody of the household stands in a file that the caller sees. Fact: `household_id`."""

    code = "household_exists"
    zh = "这户人家（或其中一人）已有档案，在您的管理范围内，没有重复建档。请打开已有的档案办理。"
    en = "Somebody of this household stands in a file within your scope; nothing was entered twice. Open that file."

    def __init__(self, household_id: UUID) -> None:
        super().__init__(household_id=str(household_id))


class HouseholdElsewhere(Conflict):
    """Somebody of the household stands in another file. Says no more: neither whose, nor where."""

    code = "household_elsewhere"
    zh = "这户人家中有人已在另一份在档的困难档案里，不能重复建档。请向家属核实，或请上级工会协助查找原档案。"
    en = "Somebody of this household stands in another active file. Ask the family, or the union above you to find it."
