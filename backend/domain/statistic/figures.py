"""What is done with counts to make them figures: rates and comparisons."""


def rate(part: int | None, whole: int | None) -> float | None:
    """The share of `part` in `whole` in percent with one decimal; None where either is not known or `whole` is nothing.

    More than 100 is left standing: members may outnumber the employees that an employer declared, and that is to be seen.
    """
    if part is None or not whole:
        return None
    # Halves go up, as on the forms; `round` would send them to the even neighbour.
    return (2000 * part + whole) // (2 * whole) / 10


def change(now: float | None, before: float | None) -> float | None:
    """How much more than before; of rates, in percentage points. None where either is not known."""
    if now is None or before is None:
        return None
    return round(now - before, 1)


def growth(now: float | None, before: float | None) -> float | None:
    """The change in percent of what was before, with one decimal; None where it cannot be said."""
    if now is None or not before:
        return None
    return round(100 * (now - before) / before, 1)
