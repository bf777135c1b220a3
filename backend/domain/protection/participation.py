"""Whether enough of a unit join: 80 % of the staff, and everybody in a unit of fewer than a hundred (domain-facts 3.3).

The bar is said and not enforced: a unit enrols in several goes, and who runs the plan decides what to do about one that
stays below.
"""

from dataclasses import dataclass

from backend.domain.protection.codes import ParticipationBar


@dataclass(frozen=True, slots=True)
class Participation:
    """A unit against its bar. `staff` is what the bar is taken of, `needed` how many of them must be insured."""

    staff: int
    insured: int
    needed: int
    bar: ParticipationBar

    @property
    def reached(self) -> bool:
        return self.insured >= self.needed

    @property
    def percent(self) -> float | None:
        """Insured per hundred of the staff, one place; None for a unit with no staff on record."""
        return None if self.staff == 0 else round(100 * self.insured / self.staff, 1)

    def sentence(self, language: str, *, bar_percent: int, all_below: int) -> str:
        """Which bar holds and what is missing."""
        missing = max(0, self.needed - self.insured)
        if language == "en":
            rule = (
                f"Fewer than {all_below} staff: everybody joins"
                if self.bar is ParticipationBar.ALL
                else f"{all_below} staff or more: at least {bar_percent}% join ({self.needed})"
            )
            return f"{rule}; {'reached' if not missing else f'{missing} missing'}."
        rule = (
            f"职工不足 {all_below} 人，应全员参保"
            if self.bar is ParticipationBar.ALL
            else f"职工 {all_below} 人及以上，参保应不低于 {bar_percent}%（{self.needed:,} 人）"
        )
        return f"{rule}；{'已达到' if not missing else f'还差 {missing:,} 人'}。"


def participation(*, employees: int, members: int, insured: int, bar_percent: int, all_below: int) -> Participation:
    """A unit against the bar of a plan. Its staff is the number on record, and never fewer than its members."""
    staff = max(employees, members)
    if staff < all_below:
        return Participation(staff, insured, staff, ParticipationBar.ALL)
    return Participation(staff, insured, -(-staff * bar_percent // 100), ParticipationBar.SHARE)
