"""What every change asks: what was sent, whether it may be emptied, whether the union still lives."""

from collections.abc import Iterable
from typing import Any

from backend.domain.organization.codes import OrganizationStatus
from backend.domain.organization.rules import NotLiving
from backend.domain.refusals import Invalid


class CannotBeEmpty(Invalid):
    """A field that must have a value was sent as null."""

    code = "field_cannot_be_empty"
    zh = "这一项不能清空。请填写新的内容，或不提交这一项。"
    en = "This field cannot be emptied. Give a new value, or leave the field out."


def new_values(change: Any, given: frozenset[str], *, nullable: Iterable[str]) -> dict[str, Any]:
    """The values of `change` that were `given`. Raises `CannotBeEmpty` for a null where none may stand."""
    allowed = frozenset(nullable)
    values = {name: getattr(change, name) for name in sorted(given)}
    for name, value in values.items():
        if value is None and name not in allowed:
            raise CannotBeEmpty(pointer=f"/{name}")
    return values


def require_active(name: str, status: str) -> None:
    """Raises `NotLiving` unless a union of this status takes business."""
    state = OrganizationStatus(status)
    if state is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=name, status=state.zh, status_en=state.en.lower())
