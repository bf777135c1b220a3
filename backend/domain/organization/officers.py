"""Who may not hold which post, which posts are vacant, which committees are due (ORG-05, ORG-19, ORG-21, ORG-22).

The bars are those of the enterprise chairs' rules of 2008 and of ORG-21. They are about unions inside an employer;
federations from the township up are led by people of the party and the state and have no such bar.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.domain.codes import Code
from backend.domain.identity import Sex
from backend.domain.organization.codes import CommitteeForm, CommitteeKind, Level, OrganizationKind, Post
from backend.domain.refusals import Conflict


class Standing(Code):
    """What somebody is at the employer, as far as it bears on a post."""

    ADMINISTRATIVE_HEAD = "administrative_head", "行政负责人（含副职）", "Head or deputy head of the administration"
    PARTNER = "partner", "合伙人", "Partner"
    HR_HEAD = "hr_head", "人力资源部门负责人", "Head of human resources"
    OWNER = "owner", "私营企业主", "Owner of a private enterprise"
    NEAR_RELATIVE = "near_relative", "企业主或负责人的近亲属", "Near relative of the owner or of a head"
    FOREIGNER = "foreigner", "外籍职工", "Foreigner"
    PARTY_SECRETARY = "party_secretary", "党组织书记或副书记", "Secretary or deputy secretary of the party organization"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who is to hold a post."""

    sex: Sex
    standings: frozenset[Standing] = frozenset()


@dataclass(frozen=True, slots=True)
class CommitteeDue:
    """A body that a union has to set up, and in which form."""

    kind: CommitteeKind
    form: CommitteeForm


class OfficerBarred(Conflict):
    """Facts: `post`, `standing` (codes)."""

    code = "officer_barred"
    zh = "{standing.zh}不能担任“{post.zh}”（企业工会主席产生办法）。请另提人选；身份登记有误的，请先更正。"
    en = 'A "{standing.en}" may not be "{post.en}". Put forward somebody else, or correct the standing on record.'


class WomenDirectorNotWoman(Conflict):
    """The director of the women's committee is a female chair or vice-chair."""

    code = "officer_women_director"
    zh = "女职工委员会主任应由女同志担任（一般是女主席或女副主席）。请另提人选。"
    en = "The women's committee is directed by a woman, as a rule the female chair or vice-chair. Put forward another."


_S = Standing
_HEADS = frozenset({_S.ADMINISTRATIVE_HEAD, _S.PARTNER, _S.HR_HEAD})
_OWNERS = frozenset({_S.OWNER, _S.NEAR_RELATIVE})

BARS: Mapping[Post, frozenset[Standing]] = {
    Post.CHAIR: _HEADS | _OWNERS | {_S.FOREIGNER},
    Post.AUDIT_DIRECTOR: _HEADS | _OWNERS | {_S.FOREIGNER},
    Post.AUDIT_MEMBER: _OWNERS,
}
"""Per post, the standings that bar from it inside an employer."""


def require_eligible(candidate: Candidate, post: Post, kind: OrganizationKind) -> None:
    """Whether `candidate` may hold `post` in an organization of this kind (ORG-21).

    In a community union the chair may be the party secretary or a deputy, even one who also heads the community.
    Raises `OfficerBarred` (naming the first bar) or `WomenDirectorNotWoman`.
    """
    if post is Post.WOMEN_DIRECTOR and candidate.sex is not Sex.FEMALE:
        raise WomenDirectorNotWoman()
    barred = _bars_for(candidate, post, kind) & candidate.standings
    for standing in Standing:
        if standing in barred:
            raise OfficerBarred(post=post, standing=standing)


def vacancies(required: Mapping[Post, int], held: Iterable[Post]) -> dict[Post, int]:
    """How many of each required post nobody holds (ORG-19); posts that are filled do not appear."""
    filled = Counter(held)
    return {post: number - filled[post] for post, number in required.items() if number > filled[post]}


def committees_due(
    *,
    members: int,
    women: int,
    member_threshold: int = 25,
    women_threshold: int = 10,
    small_women_form: CommitteeForm = CommitteeForm.SINGLE,
    small_women_from: int = 1,
) -> tuple[CommitteeDue, ...]:
    """The bodies due in a union of so many members, so many of them women (ORG-05, ORG-22).

    The documents differ about the women's committee: from 10 women, below that one commissioner (the defaults); or
    from 50, with a group from 3 (`women_threshold=50, small_women_form=GROUP, small_women_from=3`).
    """
    form = CommitteeForm.COMMITTEE if members >= member_threshold else CommitteeForm.SINGLE
    due = [CommitteeDue(CommitteeKind.UNION, form), CommitteeDue(CommitteeKind.AUDIT, form)]
    if women >= women_threshold:
        due.append(CommitteeDue(CommitteeKind.WOMEN, CommitteeForm.COMMITTEE))
    elif women >= small_women_from:
        due.append(CommitteeDue(CommitteeKind.WOMEN, small_women_form))
    return tuple(due)


def _bars_for(candidate: Candidate, post: Post, kind: OrganizationKind) -> frozenset[Standing]:
    if kind.level < Level.UNION:
        return frozenset()
    bars = BARS.get(post, frozenset())
    party_led = kind is OrganizationKind.COMMUNITY_UNION and Standing.PARTY_SECRETARY in candidate.standings
    return bars - {_S.ADMINISTRATIVE_HEAD} if post is Post.CHAIR and party_led else bars
