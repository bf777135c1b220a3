"""Imports and their rows: staged, judged, mended, taken over batch by batch, whatever the register."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, column, delete, func, literal, select, text, true, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.bulk import unnested
from backend.db.tables.imports import Import, ImportMapping, ImportRow
from backend.db.tables.organization import Employer, Organization
from backend.db.tables.process import Job, StoredFile
from backend.domain.access import Scope
from backend.domain.imports.places import Place, Places
from backend.domain.imports.states import GOOD, MENDABLE, WRITTEN, ImportRowState
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import NotFound, Refusal

imported: Any = Import.__table__  # type: ignore[attr-defined]
row: Any = ImportRow.__table__  # type: ignore[attr-defined]
mapping: Any = ImportMapping.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
job: Any = Job.__table__  # type: ignore[attr-defined]
file: Any = StoredFile.__table__  # type: ignore[attr-defined]

Line = tuple[int, int]
"""Where a row stands: the round of its file, the line in it."""
JUDGED = (
    "state",
    "organization_id",
    "record_id",
    "key_index",
    "fields",
    "secrets",
    "problems",
    "changes",
)
"""What judging a row decides."""


async def get_import(session: AsyncSession, id: UUID, *, lock: bool = False) -> Import:
    """The import. Raises `NotFound`."""
    found = await session.get(Import, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_pending(
    session: AsyncSession, *, kind: str, organization_id: UUID, user_id: UUID, sha256: bytes
) -> Import | None:
    """An import of the same content for the same union that the same person sent and that is not committed yet."""
    found = await session.execute(
        select(imported.c.id)
        .select_from(imported.join(file, file.c.id == imported.c.file_id).join(job, job.c.id == imported.c.job_id))
        .where(
            imported.c.kind == kind,
            imported.c.organization_id == organization_id,
            imported.c.user_id == user_id,
            imported.c.state.in_(("checking", "unmapped", "checked")),
            job.c.state.not_in(("failed", "cancelled")),
            file.c.sha256 == sha256,
        )
        .order_by(imported.c.id.desc())
        .limit(1)
    )
    id = found.scalar_one_or_none()
    return None if id is None else await session.get(Import, id)


def list_imports(*, scope: Scope, kinds: Sequence[str], before: UUID | None, limit: int) -> Select[Any]:
    """Imports of the scope for these registers, newest first."""
    c = imported.c
    statement = (
        select(
            *(c.id, c.kind, c.organization_id, org.c.name.label("organization_name"), c.state, c.counts, c.created_at),
            *(c.committed_at, c.undone_at, c.job_id, c.version),
        )
        .select_from(imported.join(org, org.c.id == c.organization_id))
        .where(within(imported, scope), c.kind.in_(kinds))
        .order_by(c.id.desc())
        .limit(limit)
    )
    return statement if before is None else statement.where(c.id < before)


async def get_union(session: AsyncSession, id: UUID) -> Organization:
    """The union that an import is for. Raises `NotFound`."""
    found = await session.get(Organization, id)
    if found is None:
        raise NotFound()
    return found


async def find_unions(session: AsyncSession, name: str) -> Sequence[UUID]:
    """The living organizations of this very name in the scope."""
    found = await session.scalars(select(org.c.id).where(org.c.name == name, org.c.status == "active"))
    return found.all()


async def load_places(session: AsyncSession, root: Organization) -> Places:
    """The living organizations at and below a union, and the employers that they cover: two queries for any workbook."""
    inside = org.c.code.between(root.code, root.code_hi)
    c = org.c
    found = await session.execute(
        select(c.id, c.name, c.kind, c.code, c.code_hi).where(inside, c.status == "active", c.level >= 4)
    )
    below = [Place(id, name, OrganizationKind(kind), low, high) for id, name, kind, low, high in found]
    covered = await session.execute(
        select(employer.c.id, employer.c.name, employer.c.union_id).where(
            employer.c.code.between(root.code, root.code_hi), employer.c.union_id.is_not(None)
        )
    )
    top = Place(root.id, root.name, OrganizationKind(root.kind), root.code, root.code_hi)
    return Places(
        top, [place for place in below if place.id != root.id], [(id, name, union_id) for id, name, union_id in covered]
    )


# What an office said that its titles mean.


async def load_mapping(session: AsyncSession, *, organization_id: UUID, kind: str) -> dict[str, str | None]:
    """Our columns, or None, by plain title."""
    found = await session.execute(
        select(mapping.c.title, mapping.c.field).where(
            mapping.c.organization_id == organization_id, mapping.c.kind == kind
        )
    )
    return {said.title: said.field for said in found}


async def keep_mapping(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Remember these titles; what was said of them before is forgotten."""
    if rows:
        said = insert(mapping).values([dict(each) for each in rows])
        key = (mapping.c.organization_id, mapping.c.kind, mapping.c.title)
        await session.execute(said.on_conflict_do_update(index_elements=key, set_={"field": said.excluded.field}))


# Rows.


def _shown() -> Select[Any]:
    return select(
        *(row.c.round, row.c.line, row.c.state, row.c.organization_id, org.c.name.label("organization_name")),
        *(row.c.record_id, row.c.fields, row.c.secrets, row.c.problems, row.c.changes, row.c.version),
    ).select_from(row.outerjoin(org, org.c.id == row.c.organization_id))


def list_rows(
    *,
    import_id: UUID,
    states: Sequence[str],
    after: Line | None,
    limit: int,
    first: Line | None = None,
    code: str | None = None,
    round: int | None = None,
) -> Select[Any]:
    """Rows in the order of the files, with what is sealed in them: behind `after`, or from `first` on; with `code` those
    that have this problem."""
    statement = _shown().where(row.c.import_id == import_id).order_by(row.c.round, row.c.line).limit(limit)
    if states:
        statement = statement.where(row.c.state.in_(states))
    if code is not None:
        statement = statement.where(row.c.problems.contains(literal([{"code": code}], JSONB)))
    if round is not None:
        statement = statement.where(row.c.round == round)
    if after is not None:
        return statement.where(tuple_(row.c.round, row.c.line) > tuple_(*after))
    return statement if first is None else statement.where(tuple_(row.c.round, row.c.line) >= tuple_(*first))


async def list_marks(session: AsyncSession, import_id: UUID, *, states: Sequence[str], every: int) -> list[Line]:
    """Where each so-manieth row of these states stands, beginning with the first: one walk along an index."""
    c = row.c
    number = func.row_number().over(order_by=(c.round, c.line)).label("number")
    counted = select(c.round, c.line, number).where(c.import_id == import_id, c.state.in_(states)).subquery()
    found = await session.execute(
        select(counted.c.round, counted.c.line).where(counted.c.number % every == 1).order_by(counted.c.number)
    )
    return [(round, line) for round, line in found]


async def find_shown(session: AsyncSession, import_id: UUID, at: Line) -> Mapping[str, Any]:
    """One row as a list shows it. Raises `NotFound`."""
    found = await session.execute(
        _shown().where(row.c.import_id == import_id, row.c.round == at[0], row.c.line == at[1])
    )
    shown = found.mappings().first()
    if shown is None:
        raise NotFound()
    return dict(shown)


async def get_row(session: AsyncSession, import_id: UUID, at: Line) -> ImportRow:
    """One row, held. Raises `NotFound`."""
    found = await session.get(ImportRow, (import_id, *at), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def count_rows(session: AsyncSession, import_id: UUID) -> dict[str, int]:
    """How many rows have each verdict."""
    found = await session.execute(
        select(row.c.state, func.count().label("rows")).where(row.c.import_id == import_id).group_by(row.c.state)
    )
    counted = {each.state: each.rows for each in found}
    return {state.value: counted.get(state.value, 0) for state in ImportRowState}


async def clear_rows(session: AsyncSession, import_id: UUID) -> None:
    """Forget the rows of which nothing was written: a check begins anew, or a mended file takes their place."""
    await session.execute(
        delete(row).where(row.c.import_id == import_id, row.c.state.in_([state.value for state in MENDABLE]))
    )


_DUPLICATES = """
update import_row r set state = 'duplicate', problems = r.problems || jsonb_build_array(jsonb_build_object(
  'field', cast(:field as text), 'column', cast(:column as text), 'title', cast(:title as text),
  'code', cast(:code as text), 'zh', replace(:zh, '{first}', d.first::text),
  'en', replace(:en, '{first}', d.first::text)))
from (select import_id, round, line, first_value(line) over same as first, row_number() over same as nth
      from import_row where import_id = :import_id and round = :round and key_index is not null
        and state in ('new', 'changed', 'unchanged')
      window same as (partition by key_index order by line)) d
where r.import_id = d.import_id and r.round = d.round and r.line = d.line and d.nth > 1"""


async def drop_repeated(session: AsyncSession, import_id: UUID, round: int) -> None:
    """Drop rows of a file brought back that say once more what this import has written: they stand in the list already."""
    written = (
        select(row.c.import_id, row.c.record_id)
        .where(
            row.c.import_id == import_id,
            row.c.round < round,
            row.c.state.in_([state.value for state in WRITTEN]),
        )
        .distinct()
        .subquery("written")
    )
    await session.execute(
        delete(row).where(
            row.c.import_id == written.c.import_id,
            row.c.record_id == written.c.record_id,
            row.c.round == round,
            row.c.state == ImportRowState.UNCHANGED.value,
        )
    )


async def mark_duplicates(
    session: AsyncSession, import_id: UUID, round: int, at: Mapping[str, str], twice: type[Refusal]
) -> None:
    """Of several rows of a file with one key, the first is taken. `at` says where the key stands, `twice` what is told."""
    told = {"code": twice.code, "zh": twice.zh, "en": twice.en}
    await session.execute(text(_DUPLICATES), {"import_id": import_id, "round": round, **at, **told})


async def find_rivals(session: AsyncSession, import_id: UUID, keys: Sequence[bytes]) -> Mapping[bytes, Line]:
    """Of these keys those that a row holds already, and the first such row."""
    if not keys:
        return {}
    held = (*(state.value for state in (*GOOD, *WRITTEN)), "unchanged")
    found = await session.execute(
        select(row.c.key_index, func.min(row.c.line), func.min(row.c.round))
        .where(row.c.import_id == import_id, row.c.key_index.in_(keys), row.c.state.in_(held))
        .group_by(row.c.key_index)
    )
    return {key: (round, line) for key, line, round in found}


async def take_batch(
    session: AsyncSession, import_id: UUID, *, after: Mapping[str, Line], limit: int
) -> list[dict[str, Any]]:
    """The next rows to be written that nobody else has in hand, held until the end of the transaction; of what they say
    only the values. New ones are taken before changed ones, each behind the line that `after` says of their state; what is
    taken at once stands in the order of the files.

    So each statement walks an index and stops. Both states in one statement would sort all that is left for each batch,
    and without `after` it would pass once more by everything that the batches before have written.
    """
    c = row.c
    said = func.jsonb_build_object("cells", text("'{}'::jsonb"), "values", c.fields["values"], type_=JSONB)
    taken: list[dict[str, Any]] = []
    for state in GOOD:
        if len(taken) == limit:
            break
        statement = (
            select(
                c.import_id, c.round, c.line, c.state, c.organization_id, c.key_index, said.label("fields"), c.secrets
            )
            .where(c.import_id == import_id, c.state == state.value)
            .where(tuple_(c.round, c.line) > tuple_(*after.get(state.value, (0, 0))))
            .order_by(c.round, c.line)
            .limit(limit - len(taken))
            .with_for_update(skip_locked=True)
        )
        taken += [dict(each) for each in (await session.execute(statement)).mappings()]
    return sorted(taken, key=lambda each: (each["round"], each["line"]))


async def take_written(
    session: AsyncSession, import_id: UUID, *, before: Line | None, limit: int
) -> list[dict[str, Any]]:
    """The next rows that stand in the register, the last ones first, held until the end of the transaction."""
    statement = (
        select(row)
        .where(row.c.import_id == import_id, row.c.state.in_([state.value for state in WRITTEN]))
        .order_by(row.c.round.desc(), row.c.line.desc())
        .limit(limit)
        .with_for_update()
    )
    if before is not None:
        statement = statement.where(tuple_(row.c.round, row.c.line) < tuple_(*before))
    return [dict(taken) for taken in (await session.execute(statement)).mappings()]


async def take_with_cell(
    session: AsyncSession, import_id: UUID, *, field: str, text: str, limit: int
) -> list[dict[str, Any]]:
    """The next rows not yet written whose cell holds exactly this text, held."""
    found = await session.execute(
        select(row)
        .where(
            row.c.import_id == import_id,
            row.c.state.in_([state.value for state in MENDABLE]),
            row.c.fields["cells"][field].astext == text,
        )
        .order_by(row.c.round, row.c.line)
        .limit(limit)
        .with_for_update()
    )
    return [dict(taken) for taken in found.mappings()]


async def take_duplicates_of(session: AsyncSession, import_id: UUID, keys: Sequence[bytes]) -> list[dict[str, Any]]:
    """Rows that were set aside for another row with one of these keys, held."""
    if not keys:
        return []
    found = await session.execute(
        select(row)
        .where(row.c.import_id == import_id, row.c.state == "duplicate", row.c.key_index.in_(keys))
        .order_by(row.c.round, row.c.line)
        .with_for_update()
    )
    return [dict(taken) for taken in found.mappings()]


def _told_of(import_id: UUID, columns: Mapping[str, Sequence[Any]]) -> Any:
    """What is told of rows of an import, as rows that name their import themselves (`unnested` says why)."""
    told = len(next(iter(columns.values())))
    return unnested(row, {"import_id": [import_id] * told, **columns}).subquery("told")


async def write_rows(
    session: AsyncSession, import_id: UUID, rows: Sequence[Mapping[str, Any]], names: Sequence[str] = JUDGED
) -> None:
    """Write these columns of rows, one statement for all; each row is a version further."""
    if not rows:
        return
    columns = {name: [each[name] for each in rows] for name in ("round", "line", *names)}
    new = _told_of(import_id, columns)
    await session.execute(
        update(row)
        .where(*(row.c[name] == new.c[name] for name in ("import_id", "round", "line")))
        .values({name: new.c[name] for name in names} | {"version": row.c.version + 1})
    )


# Mistakes by their kind, for mending many at once.


async def list_faults(session: AsyncSession, import_id: UUID, *, most: int) -> list[dict[str, Any]]:
    """What is wrong in how many rows, most frequent first: the column, the reason, the value as it stands.

    The value is None in a column of secrets: those cells are sealed, and lie elsewhere.
    """
    problem = func.jsonb_array_elements(row.c.problems).table_valued(column("value", JSONB), name="problem")
    said = problem.c.value
    field, code = said["field"].astext, said["code"].astext
    value = row.c.fields["cells"].op("->>")(field)
    rows = func.count()
    found = await session.execute(
        select(
            field.label("field"),
            code.label("code"),
            *(func.min(said[name].astext).label(name) for name in ("column", "title", "zh", "en")),
            value.label("value"),
            rows.label("rows"),
        )
        .select_from(row.join(problem, true()))
        .where(row.c.import_id == import_id, row.c.state == "wrong")
        .group_by(field, code, value)
        .order_by(rows.desc(), field, code, value)
        .limit(most)
    )
    return [dict(each) for each in found.mappings()]


async def follow_versions(session: AsyncSession, import_id: UUID, restored: Sequence[tuple[UUID, int, int]]) -> None:
    """Records that were put back to what an earlier row of the same import had made of them: (record, the version from
    which it was put back, the version it has now). That row's work is the last again."""
    if not restored:
        return
    ids, undone, now = (list(each) for each in zip(*restored, strict=True))
    back = _told_of(import_id, {"record_id": ids, "record_version": undone, "version": now})
    await session.execute(
        update(row)
        .where(
            row.c.import_id == back.c.import_id,
            row.c.record_id == back.c.record_id,
            row.c.record_version == back.c.record_version - 1,
        )
        .values(record_version=back.c.version)
    )
