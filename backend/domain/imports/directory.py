"""The organizations at and below the union that a workbook is for, by name or credit code.

A name that means none or several is told, never guessed: a record under the wrong union is counted there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from backend.domain.imports.places import bare_name, plain_name
from backend.domain.organization.codes import Level, OrganizationKind
from backend.domain.refusals import Invalid


class OrganizationUnknown(Invalid):
    """Nothing of this name. Facts: `root`."""

    code = "import_organization_unknown"
    zh = (
        "在{root}之下没有找到这个工会，或它不适合填在这一列。请核对名称是否与系统登记的一致，也可以填统一社会信用代码。"
    )
    en = "There is no such union under {root}, or none that fits this column. Compare the name, or write its credit code."


class OrganizationAmbiguous(Invalid):
    """Several of this name. Facts: `root`, `count`."""

    code = "import_organization_ambiguous"
    zh = "在{root}之下有 {count} 个工会叫这个名称，无法确定是哪一个。请填它的统一社会信用代码，或按上级分别导入。"
    en = "{count} unions under {root} have this name. Write the credit code, or import each part by itself."


@dataclass(frozen=True, slots=True)
class Site:
    """A living organization: what it is, where it stands, by what it is known."""

    id: UUID
    name: str
    kind: OrganizationKind
    low: int
    high: int
    line_code: int | None = None
    region_code: str | None = None
    credit_code: str | None = None


Fits = Callable[[Site], bool]


def is_union(site: Site) -> bool:
    """Whether it has members and a committee of its own."""
    return site.kind.level is Level.UNION


def is_anything(site: Site) -> bool:
    """Every organization fits."""
    return True


class Directory:
    """The organizations at and below `root`."""

    def __init__(self, root: Site, below: Iterable[Site]) -> None:
        self.root = root
        self.by_id = {site.id: site for site in (root, *below)}
        self._by_name: dict[str, list[Site]] = {}
        self._by_bare: dict[str, list[Site]] = {}
        self._by_code = {site.credit_code: site for site in self.by_id.values() if site.credit_code}
        # The lowest place of a region is the one that a code of the region means.
        self.by_region = {
            site.region_code: site
            for site in sorted(self.by_id.values(), key=lambda site: (-site.kind.level, -site.low))
            if site.region_code
        }
        for site in self.by_id.values():
            self._by_name.setdefault(plain_name(site.name), []).append(site)
            self._by_bare.setdefault(bare_name(site.name), []).append(site)

    def find(self, name: str, column: str, fits: Fits = is_anything) -> Site:
        """The one that a cell of this column names. Raises `OrganizationUnknown`, `OrganizationAmbiguous`."""
        found = self.matches(name, fits)
        if not found:
            raise OrganizationUnknown(root=self.root.name, pointer=f"/{column}")
        if len(found) > 1:
            raise OrganizationAmbiguous(root=self.root.name, count=len(found), pointer=f"/{column}")
        return found[0]

    def matches(self, name: str, fits: Fits = is_anything) -> list[Site]:
        """Those that a name may mean: by code, by the whole name, or by the name without what says "union"."""
        plain = plain_name(name)
        if plain in self._by_code and fits(self._by_code[plain]):
            return [self._by_code[plain]]
        whole = [site for site in self._by_name.get(plain, ()) if fits(site)]
        return whole or [site for site in self._by_bare.get(bare_name(name), ()) if fits(site)]

    def names(self, fits: Fits = is_anything) -> list[str]:
        """What can be chosen, sorted."""
        return sorted({site.name for site in self.by_id.values() if fits(site)})
