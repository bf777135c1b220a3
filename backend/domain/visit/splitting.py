"""Sharing a list of households out to teams, evenly, without sending two teams to one township where it can be helped.

The plan of AID-13 is of that kind: the first team goes to one town, the second to the other.
"""

from collections.abc import Hashable, Sequence

SLACK = 4
"""A cut moves by up to a quarter of a team's share to fall between two townships."""


def shares(townships: Sequence[Hashable], teams: int) -> list[int]:
    """Which team goes to each household, by its place from 0.

    `townships` are those of the households in the order of the tree, so that one township's stand together. Teams get
    neighbouring households; how many differ by at most half a share, and by one where no boundary is near. More teams
    than households leave the last ones without any.
    """
    count = len(townships)
    cuts = [0]
    for team in range(1, teams):
        cuts.append(max(cuts[-1], _cut(townships, round(team * count / teams), count // teams // SLACK)))
    return [max(team for team, cut in enumerate(cuts) if cut <= place) for place in range(count)]


def _cut(townships: Sequence[Hashable], ideal: int, slack: int) -> int:
    """The boundary between townships that is nearest to `ideal` and within `slack`, or else `ideal`."""
    near = sorted(range(ideal - slack, ideal + slack + 1), key=lambda cut: (abs(cut - ideal), cut))
    inside = (cut for cut in near if 0 < cut < len(townships))
    return next((cut for cut in inside if townships[cut - 1] != townships[cut]), ideal)
