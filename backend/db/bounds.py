"""The bounds of a scope as parameters of a query.

Row security alone is right but blind: a plan made for one caller's scope would serve the next on that connection. With
the bounds sent as parameters each scope gets its own plan and an index range (data.md section 2, "Stale plans").
"""

from typing import Any

from sqlalchemy import and_, literal
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import BigInteger

from backend.domain.access import Scope
from backend.domain.organization.codes import Tree


def place_of(table: Any, scope: Scope) -> Any:
    """The column of the tree that the scope is a subtree of."""
    return table.c.code if scope.tree is Tree.TERRITORY else table.c.line_code


def within(table: Any, scope: Scope) -> ColumnElement[bool]:
    """The rows of `table` that lie in the scope, as an index range."""
    column = place_of(table, scope)
    return and_(column >= literal(scope.low, BigInteger), column <= literal(scope.high, BigInteger))
