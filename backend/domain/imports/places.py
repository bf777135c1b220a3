"""Which union a row means: by the names that people write, inside the union that the workbook is for.

A workbook of a basic union may name its branches; one of a township names its unions, often by the employer's name.
A name that means none or several is told, never guessed: a person in the wrong union is counted in the wrong union.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from backend.domain.organization.codes import Level, OrganizationKind
from backend.domain.refusals import Invalid


class UnionUnsaid(Invalid):
    """The workbook is for a federation and the row names no union."""

    code = "import_union_unsaid"
    zh = "没有写明所在工会。{root}的表格要在“所在工会”或“工作单位”列写明每个人的基层工会。"
    en = "The row does not say the union. A workbook of {root} must name everybody's basic union."


class UnionUnknown(Invalid):
    """No union of this name where the workbook is for."""

    code = "import_union_unknown"
    zh = "在{root}之下没有找到这家工会。请核对名称是否与系统登记的一致；新单位请先建会，再导入会员。"
    en = "There is no such union under {root}. Compare the name with the register; found a new union first."


class UnionAmbiguous(Invalid):
    """Several unions of this name."""

    code = "import_union_ambiguous"
    zh = "在{root}之下有 {count} 家工会叫这个名称，无法确定是哪一家。请填写工会全称，或按工会分别导入。"
    en = "{count} unions under {root} have this name. Write the full name, or import each union by itself."


class BranchUnknown(Invalid):
    """No branch or group of this name under the union."""

    code = "import_branch_unknown"
    zh = "{union}没有这个分会或小组。请核对名称；新的分会请先在组织中添加，也可以留空。"
    en = "{union} has no such branch or group. Check the name, add the branch first, or leave the cell empty."


@dataclass(frozen=True, slots=True)
class Place:
    """A living organization in which a member may be put, or that stands above such."""

    id: UUID
    name: str
    kind: OrganizationKind
    low: int
    high: int

    @property
    def takes_members(self) -> bool:
        """Members stand with basic unions, their branches and groups, never with a federation (MBR-01)."""
        return self.kind.level >= Level.UNION


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row puts a person."""

    organization_id: UUID
    employer_id: UUID | None = None


class Places:
    """The unions below `root`, and the employers they cover: (employer, its name, the union that covers it)."""

    def __init__(self, root: Place, below: Iterable[Place], employers: Iterable[tuple[UUID, str, UUID]] = ()) -> None:
        self._root = root
        self._unions: dict[str, list[Place]] = {}
        self._branches: dict[str, list[Place]] = {}
        self._by_id = {root.id: root}
        self._employers: dict[str, list[tuple[UUID, UUID, str]]] = {}
        for place in (root, *below):
            self._by_id[place.id] = place
            if place.kind.level == Level.UNION:
                for spelling in {plain_name(place.name), bare_name(place.name)}:
                    _put(self._unions, spelling, place)
            elif place.takes_members:
                _put(self._branches, plain_name(place.name), place)
        for id, name, union_id in employers:
            self._employers.setdefault(plain_name(name), []).append((id, union_id, name))

    def find(self, values: Mapping[str, object]) -> Standing:
        """Where a row with these `union`, `employer` and `branch` puts a person.

        Raises `UnionUnsaid`, `UnionUnknown`, `UnionAmbiguous`, `BranchUnknown`; their fact `pointer` names the column.
        """
        union_name, employer_name = str(values.get("union") or ""), str(values.get("employer") or "")
        if union_name:
            union = self._union(union_name, "union")
        elif self._root.takes_members:
            union = self._root
        elif employer_name:
            union = self._of_employer(employer_name)
        else:
            raise UnionUnsaid(root=self._root.name, pointer="/union")
        branch_name = str(values.get("branch") or "")
        place = self._branch(branch_name, union) if branch_name else union
        return Standing(place.id, self._employer(employer_name, union))

    def names(self) -> dict[str, list[str]]:
        """What can be chosen in each column of places, sorted."""
        places = self._by_id.values()
        covering = {place.id for place in places}
        return {
            "union": sorted({place.name for place in places if place.kind.level == Level.UNION}),
            "branch": sorted({place.name for place in places if place.kind.level > Level.UNION}),
            "employer": sorted(
                {name for found in self._employers.values() for _id, union_id, name in found if union_id in covering}
            ),
        }

    def _union(self, name: str, column: str) -> Place:
        found = self._unions.get(plain_name(name)) or self._unions.get(bare_name(name), [])
        if (
            not found
            and self._root.takes_members
            and plain_name(name) in (plain_name(self._root.name), bare_name(self._root.name))
        ):
            return self._root
        if not found:
            raise UnionUnknown(root=self._root.name, pointer=f"/{column}")
        if len(found) > 1:
            raise UnionAmbiguous(root=self._root.name, count=len(found), pointer=f"/{column}")
        return found[0]

    def _of_employer(self, name: str) -> Place:
        """The union that covers the employer of this name, or that bears its name."""
        covering = {union_id for _, union_id, _ in self._employers.get(plain_name(name), []) if union_id in self._by_id}
        if len(covering) == 1:
            return self._by_id[covering.pop()]
        return self._union(name, "employer")

    def _branch(self, name: str, union: Place) -> Place:
        inside = [p for p in self._branches.get(plain_name(name), []) if union.low <= p.low and p.high <= union.high]
        if len(inside) == 1:
            return inside[0]
        if plain_name(name) == plain_name(union.name):
            return union
        raise BranchUnknown(union=union.name, pointer="/branch")

    def _employer(self, name: str, union: Place) -> UUID | None:
        found = [id for id, union_id, _ in self._employers.get(plain_name(name), []) if union_id == union.id]
        return found[0] if len(found) == 1 else None


def _put(where: dict[str, list[Place]], spelling: str, place: Place) -> None:
    if place not in where.setdefault(spelling, []):
        where[spelling].append(place)


def plain_name(name: str) -> str:
    """A name as it is compared: no spaces, one width, one case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).upper()


def bare_name(name: str) -> str:
    """The name without what says that it is a union: 青溪纺织有限公司 for 青溪纺织有限公司工会委员会."""
    plain = plain_name(name)
    for ending in ("联合工会委员会", "工会委员会", "联合工会", "工会"):
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            return plain[: -len(ending)]
    return plain
