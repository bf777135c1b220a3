"""合格工会评定: what unions are judged by, and how each was judged in a year (ORG-08, ORG-09)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from backend.db.scope import Announced, Owned
from backend.db.types import Table, instant, key, line_position, position, small


class QualificationStandard(Table, table=True):
    """A list of criteria that the city entered, in force from a year on.

    It is announced: unions are judged by it wherever in the city. Before the first row 六有 holds
    (`domain/qualification/standards.py`).
    """

    __tablename__ = "qualification_standard"
    __table_args__ = (
        Index("qualification_standard_key", "from_year", unique=True),
        CheckConstraint("cardinality(criteria) between 1 and 12", name="criteria"),
        {"info": {"scope": Announced()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    from_year: int = small()
    name: str = Field(max_length=20)
    criteria: list[str] = Field(default_factory=list, nullable=False, sa_type=ARRAY(String(40)))
    changed_at: datetime = instant()
    changed_by_name: str = Field(default="", max_length=40)
    version: int = 1


class Qualification(Table, table=True):
    """How a union was judged for a year. It stands with that union.

    `marks` are the numbers of the criteria that it meets; `qualified` is all of them, by the list of that year, which is
    not changed once somebody was judged by it. Who judged may lie beyond the scope of the union, so the names are kept
    here; `from_level` says who may change it. What it was before is in the audit.
    """

    __tablename__ = "qualification"
    __table_args__ = (
        Index("qualification_key", "organization_id", "year", unique=True),
        Index(None, "code", "year"),
        CheckConstraint("year between 2000 and 2100", name="year"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    year: int = small()
    marks: list[int] = Field(default_factory=list, nullable=False, sa_type=ARRAY(SmallInteger))
    qualified: bool = False
    from_organization_name: str = Field(max_length=120)
    from_level: int = small()
    judged_by: UUID
    judged_by_name: str = Field(max_length=40)
    judged_at: datetime = instant()
    version: int = 1
