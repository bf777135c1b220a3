"""Rows of a workbook and the register of unions: known ones changed, new ones founded, also under each other (ORG-01, 11)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from backend.api.imports.judged import Judged, as_json
from backend.api.imports.plain import About, At, Found, Plain
from backend.api.work import Work
from backend.db import founding, restructure
from backend.db.bulk import delete_rows, update_rows
from backend.db.pinyin import pinyin_of_title
from backend.db.queries import import_unions as store
from backend.db.queries import imports
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.imports import unions as rules
from backend.domain.imports.columns import Register, plain
from backend.domain.imports.directory import OrganizationUnknown
from backend.domain.imports.heads import Head
from backend.domain.imports.places import plain_name
from backend.domain.imports.plain import differing
from backend.domain.imports.rows import problem_at
from backend.domain.imports.states import ImportRowState, RowUnionEnded
from backend.domain.imports.unions import UNIONS, Seedling, UnionElsewhere, in_order
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.regions import require_region
from backend.domain.refusals import Refusal

_COMPARED = (*rules.FIELDS, "kind", "status", "parent_id")
_EMPTY = {"employees": 0, "approval_number": "", "legal_person": False, "address": "", "contact_name": ""}
_USUAL = _EMPTY | {"contact_phone": "", "term_number": 1, "term_years": 5}
"""What a new union has where a row says nothing."""


class Unions(Plain):
    """One import of unions. New ones may stand under each other, so all good rows are written together."""

    register: ClassVar[Register] = UNIONS
    fields: ClassVar[Sequence[str]] = rules.FIELDS
    places: ClassVar[Mapping[str, str]] = {}
    batch: int = 200_000

    def __init__(self) -> None:
        super().__init__()
        self._new_here: frozenset[At] = frozenset()

    def names(self) -> Mapping[str, Sequence[str]]:
        """Unions above which something may stand."""
        return {"parent": self.directory.names()}

    def locate(self, row: Judged) -> str:
        """The upper union, where the register has it; it may be a new one of the file."""
        said = row.values
        if "parent" not in said:
            said["parent_id"] = str(self.directory.root.id)
        elif found := self.directory.matches(said["parent"]):
            said["parent_id"] = str((found[0] if len(found) == 1 else self.directory.find(said["parent"], "parent")).id)
        row.organization_id = UUID(said["parent_id"]) if "parent_id" in said else self.directory.root.id
        if "credit_code" in said:
            return f"code {said['credit_code']}"
        above = said.get("parent_id") or plain_name(said["parent"])
        return f"name {plain_name(str(said.get('name', '')))} {above}"

    async def find(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool) -> Mapping[At, Found]:
        """By code within the scope, by name below the union of the import; codes held beyond the scope are told."""
        root = self.directory.root
        known = await store.find_known(
            work.session,
            codes=sorted({row.values["credit_code"] for row in rows if "credit_code" in row.values}),
            names=sorted({row.values["name"] for row in rows}),
            under=(root.low, root.high),
            hold=hold,
        )
        by_code = {each.credit_code: _found(each) for each in known if each.credit_code and each.status == "active"}
        by_name: dict[str, list[Found]] = defaultdict(list)
        for each in known:
            by_name[each.name].append(_found(each))
        matched: dict[At, Found] = {}
        for row in rows:
            try:
                found = rules.match(row.values, by_code, by_name.get(row.values["name"], ()), root.name)
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head)
            else:
                if found is not None:
                    matched[row.at] = found
        strangers = [row for row in rows if "credit_code" in row.values and row.values["credit_code"] not in by_code]
        taken = await store.find_taken_codes(work.session, sorted({row.values["credit_code"] for row in strangers}))
        for row in strangers:
            if row.values["credit_code"] in taken:
                row.refuse(ImportRowState.ELSEWHERE, UnionElsewhere(), head, "credit_code")
        if hold:
            new = [row for row in rows if row.at not in matched and row.state is ImportRowState.NEW]
            _waves, parents, _orphans = in_order([_seedling(row.at, row.values) for row in new])
            self._new_here = frozenset(parents)
        return matched

    def require(self, work: Work, row: Judged, found: Found | None) -> None:
        """The rules of a union. A new one needs an upper union, in the register or, at the end, in the file."""
        require_region(
            row.values.get("region_code"), today=work.today, stored=found.values["region_code"] if found else None
        )
        if found is not None:
            rules.require_change(found.values, row.values, found.names["parent"])
            return
        rules.require_new(row.values)
        if "parent_id" in row.values:
            parent = self.directory.by_id[UUID(row.values["parent_id"])]
            rules.require_under(rules.kind_of(row.values), parent.kind)
        elif row.at not in self._new_here:
            raise OrganizationUnknown(root=self.directory.root.name, pointer="/parent")

    async def settle(self, work: Work, import_: Import, head: Head) -> None:
        """New unions whose upper union is another row of the file are good after all; if that row is."""
        stored = await store.list_undecided(work.session, import_.id, code=OrganizationUnknown.code)
        seedlings = {
            (row["round"], row["line"]): _seedling((row["round"], row["line"]), row["values"]) for row in stored
        }
        waves, parents, orphans = in_order(list(seedlings.values()))
        told: dict[At, Refusal] = {
            each.at: OrganizationUnknown(root=self.directory.root.name, pointer="/parent") for each in orphans
        }
        for each in (each for wave in waves for each in wave if each.at in parents):
            if parents[each.at].at in told:
                told[each.at] = OrganizationUnknown(root=self.directory.root.name, pointer="/parent")
            else:
                try:
                    rules.require_under(each.kind, parents[each.at].kind)
                except Refusal as refusal:
                    told[each.at] = refusal
        await self._write_settled(work, import_, head, stored, told)

    async def _write_settled(
        self,
        work: Work,
        import_: Import,
        head: Head,
        stored: Sequence[Mapping[str, Any]],
        told: Mapping[At, Refusal],
    ) -> None:
        changed = []
        keys: dict[bytes, At] = {}
        for row in stored:
            at = (row["round"], row["line"])
            state, problems = ImportRowState.NEW, []
            if at in told:
                state, problems = ImportRowState.WRONG, [as_json(problem_at(head, "parent", told[at]))]
            elif keys.setdefault(row["key_index"], at) != at:
                refusal = self.register.twice(first=keys[row["key_index"]][1])
                state, problems = ImportRowState.DUPLICATE, [as_json(problem_at(head, self.register.key, refusal))]
            if (row["state"], row["problems"]) != (state.value, problems):
                changed.append({"round": at[0], "line": at[1], "state": state.value, "problems": problems})
        await imports.write_rows(work.session, import_.id, changed, ("state", "problems"))

    async def add(self, work: Work, rows: Sequence[Judged], head: Head) -> Mapping[At, UUID]:
        """Found unions wave by wave: those whose upper union is there, then those that stand under these."""
        by_at = {row.at: row for row in rows}
        waves, parents, _orphans = in_order([_seedling(row.at, row.values) for row in rows])
        founded: dict[At, Organization] = {}
        for wave in waves:
            below: dict[UUID, list[Judged]] = defaultdict(list)
            for each in wave:
                above = founded.get(parents[each.at].at) if each.at in parents else None
                row = by_at[each.at]
                if above is not None:
                    below[above.id].append(row)
                elif "parent_id" in row.values:
                    below[UUID(row.values["parent_id"])].append(row)
            held = await store.hold_objects(work.session, list(below))
            for id, under in below.items():
                founded |= await self._found_under(work, held.get(id), under, head)
        for row in rows:
            if row.at not in founded and row.state is ImportRowState.NEW:
                row.refuse(ImportRowState.WRONG, OrganizationUnknown(root=self.directory.root.name), head, "parent")
        return {at: union.id for at, union in founded.items()}

    async def _found_under(
        self, work: Work, parent: Organization | None, rows: Sequence[Judged], head: Head
    ) -> dict[At, Organization]:
        if parent is None or parent.status != "active":
            for row in rows:
                row.refuse(ImportRowState.WRONG, RowUnionEnded(), head, "parent")
            return {}
        fit = []
        for row in rows:
            try:
                rules.require_under(rules.kind_of(row.values), OrganizationKind(parent.kind))
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, "parent")
            else:
                fit.append(row)
        unions = await founding.found_all(
            work.session, parent, [_fields(row.values) for row in fit], at=work.now, actor_id=work.caller.user_id
        )
        for union in unions:
            work.tell("organization_founded", union, name=union.name, kind=union.kind, parent_id=union.parent_id)
        return {row.at: union for row, union in zip(fit, unions, strict=True)}

    async def change(self, work: Work, changes: Sequence[tuple[Found, Mapping[str, Any]]]) -> None:
        """Write over unions that are there; a new name is a new state of the union's history."""
        rows, renamed = [], []
        for found, said in changes:
            whole = {name: {**found.values, **said}[name] for name in rules.FIELDS}
            rows.append(UNIONS.typed(whole) | {"id": found.id, "initials": pinyin_of_title(whole["name"])[1]})
            about = About("organization", found.id, found.code, found.line_code)
            work.tell("organization_edited", about, changes=differing(found.values, whole, rules.FIELDS))
            if whole["name"] != found.values["name"]:
                renamed.append(found.id)
        await update_rows(work.session, Organization, rows)
        unions = await store.hold_objects(work.session, renamed) if renamed else {}
        if unions:
            await restructure.record_versions(
                work.session,
                list(unions.values()),
                change="edited",
                on=work.today,
                at=work.now,
                actor_id=work.caller.user_id,
            )

    async def hold(self, work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Found]:
        """Unions that the scope still holds."""
        return {each.id: _found(each) for each in await store.hold_unions(work.session, ids)}

    async def find_used(self, work: Work, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Those with members, officers, employers, accounts, or unions below that stay."""
        return await store.find_used(work.session, ids)

    async def remove(self, work: Work, records: Sequence[Found]) -> None:
        """As if they had never been founded. Their places are not given to others, since their events stay."""
        ids = [found.id for found in records]
        for found in records:
            about = About("organization", found.id, found.code, found.line_code)
            work.tell("organization_removed", about, name=found.values["name"])
        await store.remove_histories(work.session, ids)
        await delete_rows(work.session, Organization, ids)


def _seedling(at: At, values: Mapping[str, Any]) -> Seedling:
    parent = None if "parent_id" in values else values.get("parent")
    return Seedling(at, values["name"], rules.kind_of(values), values.get("credit_code"), parent)


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """A new union as a row says it."""
    said = {name: values[name] for name in rules.FIELDS if name in values}
    return UNIONS.typed(_USUAL | said) | {"id": new_id(), "kind": rules.kind_of(values).value}


def _found(row: Any) -> Found:
    values = {name: plain(getattr(row, name)) for name in _COMPARED}
    values["parent_id"] = row.parent_id and str(row.parent_id)
    return Found(row.id, row.version, row.id, row.code, row.line_code, values, {"parent": row.parent_name})
