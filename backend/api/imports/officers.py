"""Rows of a workbook and the register of officers (ORG-11, ORG-19, ORG-21)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from backend.api.imports.judged import Judged
from backend.api.imports.plain import About, At, Found, Plain
from backend.api.work import Work
from backend.db.bulk import delete_rows, update_rows
from backend.db.pinyin import pinyin_of
from backend.db.queries import import_officers as store
from backend.db.queries import import_sites
from backend.db.tables.organization import Officer
from backend.db.types import new_id
from backend.domain.imports import officers as rules
from backend.domain.imports.columns import Register, plain
from backend.domain.imports.heads import Head
from backend.domain.imports.officers import OFFICERS, PostHeld
from backend.domain.imports.plain import differing, without_months
from backend.domain.imports.states import ImportRowState, RowUnionEnded
from backend.domain.organization.appointments import ONE_PER_UNION
from backend.domain.organization.codes import Post, PostForm

_COMPARED = (*rules.FIELDS, "name", "post", "standings", "ended_on")
Seat = tuple[UUID, str]
"""A post of a union."""


class Officers(Plain):
    """One import of officers."""

    register: ClassVar[Register] = OFFICERS
    fields: ClassVar[Sequence[str]] = rules.FIELDS
    places: ClassVar[Mapping[str, str]] = rules.PLACES

    def __init__(self) -> None:
        super().__init__()
        self._places: Mapping[UUID, tuple[int, int | None]] = {}
        self._sitting: dict[Seat, str] = {}
        self._wanted: dict[Seat, str] = {}

    def names(self) -> Mapping[str, Sequence[str]]:
        """Every organization may have officers."""
        return {"union": self.directory.names()}

    def locate(self, row: Judged) -> str:
        """The union that the row names, or the one that the import is for."""
        said = row.values
        site = self.directory.find(said["union"], "union") if "union" in said else self.directory.root
        row.organization_id = site.id
        return f"{site.id} {said.get('post')} {said.get('name')} {said.get('ended_on', '')}"

    async def find(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool) -> Mapping[At, Found]:
        """By union, post and name; and who sits in the posts that one person holds."""
        unions = list({row.organization_id for row in rows})
        if hold:
            self._places = await import_sites.hold_sites(work.session, unions)
            for row in rows:
                if row.organization_id not in self._places:
                    row.refuse(ImportRowState.WRONG, RowUnionEnded(), head, "union")
        known = await store.find_known(work.session, unions, sorted({row.values["name"] for row in rows}), hold=hold)
        entries: dict[tuple[UUID, str, str], list[Found]] = {}
        self._sitting.clear()
        for each in known:
            entries.setdefault((each.organization_id, each.post, each.name), []).append(_found(each))
            if each.ended_on is None and Post(each.post) in ONE_PER_UNION:
                self._sitting[each.organization_id, each.post] = each.name
        matched = {}
        for row in rows:
            who = (row.organization_id, row.values["post"], row.values["name"])
            found = rules.match(row.values, entries.get(who, ()))
            if found is not None:
                matched[row.at] = found
        return matched

    def require(self, work: Work, row: Judged, found: Found | None) -> None:
        """The rules of a post. Of two rows that want a post that one person holds, the first has it."""
        site = self.directory.by_id[row.organization_id]
        if found is not None:
            without_months(found.values, row.values, ("born_on", "started_on"))
            rules.require_change(found.values, row.values, site.kind)
            return
        seat = (row.organization_id, row.values["post"])
        holder = self._sitting.get(seat) or self._wanted.get(seat)
        rules.require_new(row.values, site.name, site.kind, None if holder == row.values["name"] else holder)
        self._wanted[seat] = row.values["name"]

    async def add(self, work: Work, rows: Sequence[Judged], head: Head) -> Mapping[At, UUID]:
        """Seat those who are new."""
        terms = await store.find_terms(work.session, list({row.organization_id for row in rows}))
        new = {row.at: self._new(work, row, terms) for row in rows}
        seated = await store.add_officers(work.session, list(new.values()))
        for row in rows:
            columns = new[row.at]
            if columns["id"] in seated:
                about = About("officer", columns["id"], columns["code"], columns["line_code"], row.organization_id)
                facts = {name: columns[name] for name in ("post", "name", "started_on")}
                work.tell("officer_appointed", about, **facts)
            else:
                site, post = self.directory.by_id[row.organization_id], Post(columns["post"])
                holder = self._sitting.get((row.organization_id, post.value), "…")
                row.refuse(ImportRowState.WRONG, PostHeld(union=site.name, post=post, name=holder), head, "post")
        return {at: columns["id"] for at, columns in new.items() if columns["id"] in seated}

    def _new(self, work: Work, row: Judged, terms: Mapping[UUID, int]) -> dict[str, Any]:
        code, line_code = self._places[row.organization_id]
        said = OFFICERS.typed({name: row.values.get(name) for name in rules.FIELDS})
        return said | {
            "id": new_id(),
            "organization_id": row.organization_id,
            "code": code,
            "line_code": line_code,
            "name": row.values["name"],
            "initials": pinyin_of(row.values["name"])[1],
            "post": row.values["post"],
            "form": said["form"] or PostForm.PART_TIME.value,
            "administrative_post": said["administrative_post"] or "",
            "phone": said["phone"] or "",
            "standings": [],
            "term_number": said["term_number"] or terms[row.organization_id],
            "end_reason": "",
            "created_at": work.now,
            "version": 1,
        }

    async def change(self, work: Work, changes: Sequence[tuple[Found, Mapping[str, Any]]]) -> None:
        """Write over entries that are there."""
        rows = []
        for found, said in changes:
            whole = {name: {**found.values, **said}[name] for name in rules.FIELDS}
            rows.append(OFFICERS.typed(whole) | {"id": found.id})
            about = About("officer", found.id, found.code, found.line_code, found.organization_id)
            work.tell("officer_edited", about, changes=differing(found.values, whole, rules.FIELDS))
        await update_rows(work.session, Officer, rows)

    async def hold(self, work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Found]:
        """Officers that the scope still holds."""
        return {each.id: _found(each) for each in await store.hold_officers(work.session, ids)}

    async def find_used(self, work: Work, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Nothing refers to an officer."""
        return await import_sites.find_referred(work.session, "officer", ids)

    async def remove(self, work: Work, records: Sequence[Found]) -> None:
        """As if they had never been seated."""
        for found in records:
            about = About("officer", found.id, found.code, found.line_code, found.organization_id)
            work.tell("officer_removed", about, post=found.values["post"], name=found.values["name"])
        await delete_rows(work.session, Officer, [found.id for found in records])


def _found(row: Any) -> Found:
    values = {name: plain(getattr(row, name)) for name in _COMPARED}
    return Found(row.id, row.version, row.organization_id, row.code, row.line_code, values)
