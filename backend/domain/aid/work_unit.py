"""The worker's unit as the register knows it: what a file takes over when it is begun, so that nobody types it twice.

A file keeps its own copy. The unit of somebody who is laid off may be wound up, a worker may be dispatched to another
one, and the file has to say what was so when it was put on record (domain-facts 3.3).
"""

from dataclasses import dataclass, replace

from backend.domain.aid.files import HouseholdDraft
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership

_UNION = "工会"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkUnit:
    """Name, nature (单位性质), industry and address of a unit; what is not known is empty."""

    name: str = ""
    ownership: Ownership | None = None
    industry: Industry | None = None
    address: str = ""


def unit_of_union(
    *, kind: OrganizationKind, name: str, ownership: Ownership | None, industry: Industry | None, address: str
) -> WorkUnit:
    """The unit whose union this is. A joint or a community union stands in many units, so it tells of none."""
    if kind is not OrganizationKind.BASE_UNION:
        return WorkUnit()
    return WorkUnit(name=name.removesuffix(_UNION), ownership=ownership, industry=industry, address=address)


def with_known_unit(draft: HouseholdDraft, unit: WorkUnit) -> HouseholdDraft:
    """What an officer has typed, with what it does not say of the unit; of another unit than the register's nothing is
    known."""
    return draft if draft.worker.unit not in ("", unit.name) else with_unit(draft, unit)


def with_unit(draft: HouseholdDraft, unit: WorkUnit) -> HouseholdDraft:
    """The draft with what it does not say of the unit itself. What the worker has written of it stays."""
    worker = draft.worker if draft.worker.unit else replace(draft.worker, unit=unit.name[:100])
    return replace(
        draft,
        worker=worker,
        unit_ownership=draft.unit_ownership or unit.ownership,
        unit_industry=draft.unit_industry or unit.industry,
        unit_address=draft.unit_address or unit.address,
    )
