"""What is done with counts to make them figures."""


def rate(part: int | None, whole: int | None) -> float | None:
    """The share of `part` in `whole` in percent with one decimal; None where either is not known or `whole` is nothing
    or less (money that was handed on).

    More than 100 is left standing: members may outnumber the employees that an employer declared, and that is to be seen.
    """
    if part is None or whole is None or whole <= 0:
        return None
    # Halves go up, as on the forms; `round` would send them to the even neighbour.
    return (2000 * part + whole) // (2 * whole) / 10
