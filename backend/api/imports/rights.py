"""Who may do what with which register: an import is for whoever may write the register that it is for.

Every transaction about imports is opened over the subtree of one grant that gives `member:import`. Whether that same
grant gives what the register asks for is decided here, so that no row is written in a scope where its permission does
not reach.
"""

from collections.abc import Sequence
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import imports
from backend.db.tables.imports import Import
from backend.domain.access import permissions_of
from backend.domain.imports.columns import RegisterKind
from backend.domain.imports.registers import REGISTERS
from backend.domain.refusals import Forbidden


def kinds_held(work: Work) -> Sequence[RegisterKind]:
    """The registers that the caller may write in the scope of this transaction."""
    scope = work.scope
    here = permissions_of(
        grant
        for grant in work.caller.grants
        if (grant.tree, grant.organization_id) == (scope.tree, scope.organization_id)
    )
    return [kind for kind, register in REGISTERS.items() if register.permission in here]


def require_kind(work: Work, kind: RegisterKind) -> None:
    """Raises `Forbidden` unless the caller may write this register here."""
    if kind not in kinds_held(work):
        raise Forbidden()


async def get_import(work: Work, id: UUID, *, lock: bool = False) -> Import:
    """The import, if the caller may write its register. Raises `NotFound`, `Forbidden`."""
    import_ = await imports.get_import(work.session, id, lock=lock)
    require_kind(work, RegisterKind(import_.kind))
    return import_
