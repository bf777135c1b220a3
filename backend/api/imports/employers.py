"""Rows of a workbook and the register of employers: an office's own list, or another agency's (ORG-10, ORG-18)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from backend.api.imports.judged import Judged
from backend.api.imports.plain import About, At, Found, Plain
from backend.api.work import Work
from backend.db.bulk import delete_rows, update_rows
from backend.db.crypto import Vault
from backend.db.employer_records import open_phone, seal_phone
from backend.db.pinyin import pinyin_of_title
from backend.db.queries import import_employers as store
from backend.db.queries import import_sites
from backend.db.tables.imports import Import
from backend.db.tables.organization import Employer
from backend.db.types import new_id
from backend.domain.imports import employers as rules
from backend.domain.imports.columns import Register, plain
from backend.domain.imports.directory import Site, is_union
from backend.domain.imports.employers import EMPLOYERS, EmployerElsewhere
from backend.domain.imports.heads import Head
from backend.domain.imports.plain import differing
from backend.domain.imports.states import ImportRowState, RowUnionEnded
from backend.domain.organization.employers import TERRITORIES, EmployerSource, TerritoryUnfit
from backend.domain.organization.regions import require_region
from backend.domain.refusals import Refusal

_IDS = frozenset(rules.PLACES.values())
_COMPARED = (*rules.FIELDS, "closed_on")


def _is_territory(site: Site) -> bool:
    return site.kind in TERRITORIES


class Employers(Plain):
    """One import of employers."""

    register: ClassVar[Register] = EMPLOYERS
    fields: ClassVar[Sequence[str]] = rules.FIELDS
    places: ClassVar[Mapping[str, str]] = rules.PLACES

    def __init__(self) -> None:
        super().__init__()
        self._keys: dict[str, str] = {}
        self._held: Mapping[UUID, tuple[int, int | None]] = {}

    def names(self) -> Mapping[str, Sequence[str]]:
        """Places, and the unions that may cover."""
        return {"territory": self.directory.names(_is_territory), "union": self.directory.names(is_union)}

    def locate(self, row: Judged) -> str:
        """The place and the union that the row names; who is covered stands with the union."""
        said = row.values
        if "territory" in said:
            said["territory_id"] = str(self.directory.find(said["territory"], "territory", _is_territory).id)
        if "union" in said:
            said["union_id"] = str(self.directory.find(said["union"], "union", is_union).id)
        row.organization_id = UUID(said["union_id"]) if "union_id" in said else self._territory(said).id
        return self._key(said)

    def _territory(self, said: Mapping[str, Any]) -> Site:
        """The place of an employer: as said, or as its region code says, or the place that the import is for."""
        if "territory_id" in said:
            return self.directory.by_id[UUID(said["territory_id"])]
        known = self.directory.by_region.get(said.get("region_code", ""))
        return known if known is not None and _is_territory(known) else self.directory.root

    def _key(self, said: Mapping[str, Any]) -> str:
        """The code, or the name; a row without a code is about the one of its name that came before it."""
        name = str(said.get("name", ""))
        own = f"code {said['credit_code']}" if "credit_code" in said else f"name {name}"
        first = self._keys.setdefault(name, own)
        return first if own.startswith("name") or first.startswith("name") else own

    async def find(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool) -> Mapping[At, Found]:
        """By code within the scope, by name below the union of the import; codes held beyond the scope are told."""
        if hold:
            await self._hold_named(work, rows, head)
        root = self.directory.root
        known = await store.find_known(
            work.session,
            codes=sorted({row.values["credit_code"] for row in rows if "credit_code" in row.values}),
            names=sorted({row.values["name"] for row in rows}),
            under=(root.low, root.high),
            hold=hold,
        )
        found_of = {each.id: _found(work.vault, each) for each in known}
        by_code = {each.credit_code: found_of[each.id] for each in known if each.credit_code}
        by_name: dict[str, list[Found]] = {}
        for each in known:
            by_name.setdefault(each.name, []).append(found_of[each.id])
        matched: dict[At, Found] = {}
        for row in rows:
            try:
                found = rules.match(row.values, by_code, by_name.get(row.values["name"], []))
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head)
            else:
                if found is not None:
                    matched[row.at] = found
        await self._tell_elsewhere(work, [row for row in rows if row.values.get("credit_code") not in by_code], head)
        return matched

    async def _hold_named(self, work: Work, rows: Sequence[Judged], head: Head) -> None:
        """What rows name is kept as it is until they are written; a union that is gone is told."""
        named = {row.at: {UUID(row.values[name]) for name in _IDS if name in row.values} for row in rows}
        wanted = set().union(*named.values(), {row.organization_id for row in rows})
        self._held = await import_sites.hold_sites(work.session, list(wanted))
        for row in rows:
            if not named[row.at] | {row.organization_id} <= self._held.keys():
                row.refuse(ImportRowState.WRONG, RowUnionEnded(), head, "union")

    async def _tell_elsewhere(self, work: Work, rows: Sequence[Judged], head: Head) -> None:
        codes = sorted({row.values["credit_code"] for row in rows if "credit_code" in row.values})
        root = self.directory.root
        taken = await store.find_taken_codes(
            work.session, codes, territory_id=root.id, code=root.low, line_code=root.line_code, at=work.now
        )
        for row in rows:
            if row.values.get("credit_code") in taken:
                row.refuse(ImportRowState.ELSEWHERE, EmployerElsewhere(), head, "credit_code")

    def require(self, work: Work, row: Judged, found: Found | None) -> None:
        """The rules of an employer; closing it and changing its union are steps."""
        said = row.values
        require_region(said.get("region_code"), today=work.today, stored=found.values["region_code"] if found else None)
        kind = self.directory.by_id[UUID(said["union_id"])].kind if "union_id" in said else None
        if found is None:
            if not _is_territory(self._territory(said)):
                raise TerritoryUnfit(pointer="/territory")
            rules.require_new(said, kind, today=work.today)
        else:
            rules.require_change(found.values, said, kind, today=work.today)
        if kind is not None and (found is None or found.values["union_id"] is None):
            said.setdefault("covered_on", work.today.isoformat())

    async def add(self, work: Work, rows: Sequence[Judged], head: Head) -> Mapping[At, UUID]:
        """Employers that stand with their union or their place."""
        new = {row.at: self._new(work, row) for row in rows}
        written = await store.add_employers(work.session, list(new.values()))
        for row in rows:
            columns = new[row.at]
            if columns["id"] in written:
                about = About("employer", columns["id"], columns["code"], columns["line_code"])
                work.tell(
                    "employer_added", about, **{name: columns[name] for name in ("name", "territory_id", "source")}
                )
            else:
                row.refuse(ImportRowState.ELSEWHERE, EmployerElsewhere(), head, "credit_code")
        return {at: columns["id"] for at, columns in new.items() if columns["id"] in written}

    def _new(self, work: Work, row: Judged) -> dict[str, Any]:
        code, line_code = self._held[row.organization_id]
        said = {name: row.values.get(name) for name in rules.FIELDS}
        listed = self.listed or {}
        source = listed.get("source", EmployerSource.MANUAL.value)
        id = new_id()
        return _columns(work.vault, id, said) | {
            "id": id,
            "territory_id": self._territory(row.values).id,
            "code": code,
            "line_code": line_code,
            "source": source,
            "listed_on": date.fromisoformat(listed["listed_on"]) if listed else None,
            "listings": {source: listed["listed_on"]} if listed else {},
            "created_at": work.now,
            "version": 1,
        }

    async def change(self, work: Work, changes: Sequence[tuple[Found, Mapping[str, Any]]]) -> None:
        """Write over known employers; one that gets a union stands with it, one without stands with its place."""
        after = [(found, {**found.values, **said}) for found, said in changes]
        places = await import_sites.hold_sites(work.session, list({_home(whole) for _found, whole in after}))
        rows = []
        for found, whole in after:
            code, line_code = places.get(_home(whole), (found.code, found.line_code))
            rows.append(_columns(work.vault, found.id, whole) | {"id": found.id, "code": code, "line_code": line_code})
            self._tell(work, found, whole, About("employer", found.id, code, line_code))
        await update_rows(work.session, Employer, rows)

    def _tell(self, work: Work, found: Found, whole: Mapping[str, Any], about: About) -> None:
        """An employer that gets a union, or loses one again, is told as by the step on its page."""
        changes = differing(found.values, whole, rules.FIELDS)
        union, day = changes.pop("union_id", None), changes.pop("covered_on", None)
        if union is not None and union[1] is not None:
            facts = {"union_id": union[1], "former_union_id": union[0], "on": whole["covered_on"], "reason": ""}
            work.tell("employer_covered", about, **facts)
        elif union is not None:
            work.tell("employer_uncovered", about, former_union_id=union[0], on=day and day[0], reason="")
        fields = ["contact_phone"] if changes.pop("contact_phone", None) else []
        if changes or fields:
            more = {"fields": fields} if fields else {}
            work.tell("employer_edited", about, changes=changes, source=(self.listed or {}).get("source"), **more)

    async def conclude(self, work: Work, import_: Import) -> None:
        """Of whom an agency's list says nothing new, it says that they are still there."""
        if import_.listed is not None:
            await store.note_listed(
                work.session, import_.id, source=import_.listed["source"], day=import_.listed["listed_on"]
            )

    async def revoke(self, work: Work, import_: Import) -> None:
        """The list was never taken in."""
        if import_.listed is not None:
            await store.forget_listed(
                work.session, import_.id, source=import_.listed["source"], day=import_.listed["listed_on"]
            )

    async def hold(self, work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Found]:
        """Employers that the scope still holds."""
        return {each.id: _found(work.vault, each) for each in await store.hold_employers(work.session, ids)}

    async def find_used(self, work: Work, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Those whose people are registered."""
        return await import_sites.find_referred(work.session, "employer", ids)

    async def remove(self, work: Work, records: Sequence[Found]) -> None:
        """As if they had never been listed."""
        for found in records:
            about = About("employer", found.id, found.code, found.line_code)
            work.tell("employer_removed", about, name=found.values["name"])
        await delete_rows(work.session, Employer, [found.id for found in records])


def _home(values: Mapping[str, Any]) -> UUID:
    """With whom an employer of these values stands."""
    return UUID(values["union_id"] or values["territory_id"])


def _found(vault: Vault, row: Any) -> Found:
    values = {name: getattr(row, name) for name in _COMPARED} | {"contact_phone": open_phone(vault, row)}
    values = {name: str(value) if isinstance(value, UUID) else plain(value) for name, value in values.items()}
    names = {"territory_id": row.territory_name, "union_id": row.union_name}
    home = row.union_id or row.territory_id
    return Found(row.id, row.version, home, row.code, row.line_code, values, names)


def _columns(vault: Vault, id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an employer of these values."""
    typed = EMPLOYERS.typed(values)
    return typed | {
        "initials": pinyin_of_title(values["name"])[1],
        "employees": values["employees"] or 0,
        "women_employees": values["women_employees"] or 0,
        "address": values["address"] or "",
        "contact_name": values["contact_name"] or "",
        "contact_phone": seal_phone(vault, id, values["contact_phone"]),
        **{name: values[name] and UUID(values[name]) for name in _IDS},
    }
