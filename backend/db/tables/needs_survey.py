"""Surveys of what workers of a union need, and the measures that they led to (AID-28)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, sealed, small, words


class NeedsSurvey(Table, table=True):
    """A survey of one union on one day. What was found may tell of somebody's troubles, so it is sealed.

    `measures`, `done` and `next_due` are what its measures come to, kept with each change of them: a list shows and
    filters where each survey stands without reading what hangs on it.
    """

    __tablename__ = "needs_survey"
    __table_args__ = (
        Index(None, "code", "held_on"),
        Index(None, "line_code", "held_on", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id", "held_on"),
        CheckConstraint(
            "cardinality(ways) > 0 and ways <@ array['meeting', 'seminar', 'home_visits', 'policy_check']::varchar[]",
            name="ways",
        ),
        CheckConstraint("people between 0 and 100000 and homes between 0 and 100000", name="heard"),
        CheckConstraint("done between 0 and measures and (next_due is null) = (done = measures)", name="tally"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    held_on: date
    ways: list[str] = words()
    causes: list[str] = words()
    people: int = 0
    homes: int = 0
    findings: bytes = sealed(nullable=False)
    measures: int = small(0)
    done: int = small(0)
    next_due: date | None = None
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class NeedsMeasure(Table, table=True):
    """One measure of the plan that a survey led to, until when, by whom, and what came of it."""

    __tablename__ = "needs_measure"
    __table_args__ = (
        Index(None, "survey_id", "due_on"),
        CheckConstraint("kind in ('relief', 'rights', 'service')", name="kind"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    survey_id: UUID = Field(foreign_key="needs_survey.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    what: str = Field(max_length=300)
    lead: str = Field(max_length=60)
    due_on: date
    done_on: date | None = None
    outcome: str = Field(default="", max_length=300)
    done_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
