"""Bars, vacancies and committees (ORG-05, ORG-19, ORG-21, ORG-22; domain-facts 3.1)."""

from itertools import product

import pytest

from backend.domain.identity import Sex
from backend.domain.organization.codes import CommitteeForm, CommitteeKind, Level, Post
from backend.domain.organization.codes import OrganizationKind as K
from backend.domain.organization.officers import (
    BARS,
    Candidate,
    OfficerBarred,
    Standing,
    WomenDirectorNotWoman,
    committees_due,
    require_eligible,
    vacancies,
)


def candidate(*standings: Standing, sex: Sex = Sex.MALE) -> Candidate:
    return Candidate(sex=sex, standings=frozenset(standings))


@pytest.mark.parametrize("post", [Post.CHAIR, Post.AUDIT_DIRECTOR])
@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.PARTY_SECRETARY])
def test_who_may_not_lead(post: Post, standing: Standing) -> None:
    """ORG-21: heads and deputies, partners, HR heads, owners, near relatives, foreigners; the refusal names the bar."""
    with pytest.raises(OfficerBarred) as caught:
        require_eligible(candidate(standing), post, K.BASE_UNION)
    assert standing.zh in caught.value.sentence("zh")
    require_eligible(candidate(), post, K.BASE_UNION)


@pytest.mark.parametrize(
    ("standing", "barred"), [(each, each in (Standing.OWNER, Standing.NEAR_RELATIVE)) for each in Standing]
)
def test_who_may_not_sit_on_the_audit_committee(standing: Standing, barred: bool) -> None:
    """ORG-21: the owner and near relatives."""
    if barred:
        with pytest.raises(OfficerBarred):
            require_eligible(candidate(standing), Post.AUDIT_MEMBER, K.BASE_UNION)
    else:
        require_eligible(candidate(standing), Post.AUDIT_MEMBER, K.BASE_UNION)


def test_the_community_chair_may_be_the_party_secretary() -> None:
    """ORG-21: also one who heads the community; but not an owner, and not in an enterprise."""
    secretary = candidate(Standing.PARTY_SECRETARY, Standing.ADMINISTRATIVE_HEAD)
    require_eligible(secretary, Post.CHAIR, K.COMMUNITY_UNION)
    with pytest.raises(OfficerBarred):
        require_eligible(secretary, Post.CHAIR, K.BASE_UNION)
    with pytest.raises(OfficerBarred):
        require_eligible(candidate(Standing.ADMINISTRATIVE_HEAD), Post.CHAIR, K.COMMUNITY_UNION)
    with pytest.raises(OfficerBarred):
        require_eligible(candidate(Standing.PARTY_SECRETARY, Standing.OWNER), Post.CHAIR, K.COMMUNITY_UNION)


@pytest.mark.parametrize(("post", "kind"), list(product(BARS, [kind for kind in K if kind.level < Level.UNION])))
def test_federations_have_no_such_bar(post: Post, kind: K) -> None:
    """Their chairs come from party and state."""
    require_eligible(candidate(*Standing), post, kind)


def test_other_posts_have_no_bar_but_a_woman_directs_the_womens_committee() -> None:
    """domain-facts 3.1."""
    require_eligible(candidate(*Standing), Post.GROUP_LEADER, K.BASE_UNION)
    require_eligible(candidate(sex=Sex.FEMALE), Post.WOMEN_DIRECTOR, K.BASE_UNION)
    for kind in (K.BASE_UNION, K.CITY_FEDERATION):
        with pytest.raises(WomenDirectorNotWoman):
            require_eligible(candidate(), Post.WOMEN_DIRECTOR, kind)


def test_vacancies() -> None:
    """ORG-19, MBR-08: refilled on vacancy."""
    required = {Post.CHAIR: 1, Post.COMMITTEE_MEMBER: 3, Post.AUDIT_DIRECTOR: 1}
    held = [Post.CHAIR, Post.COMMITTEE_MEMBER, Post.COMMITTEE_MEMBER, Post.GROUP_LEADER]
    assert vacancies(required, held) == {Post.COMMITTEE_MEMBER: 1, Post.AUDIT_DIRECTOR: 1}
    assert vacancies(required, [*held, Post.COMMITTEE_MEMBER, Post.AUDIT_DIRECTOR]) == {}
    assert vacancies({}, held) == {}


def forms(**given: int | CommitteeForm) -> dict[CommitteeKind, CommitteeForm]:
    return {due.kind: due.form for due in committees_due(**given)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("women", "form"),
    [(0, None), (1, CommitteeForm.SINGLE), (9, CommitteeForm.SINGLE), (10, CommitteeForm.COMMITTEE)],
)
def test_the_womens_committee_from_ten(women: int, form: CommitteeForm | None) -> None:
    """ORG-05, first document."""
    assert forms(members=100, women=women).get(CommitteeKind.WOMEN) is form


@pytest.mark.parametrize(
    ("women", "form"),
    [(2, None), (3, CommitteeForm.GROUP), (49, CommitteeForm.GROUP), (50, CommitteeForm.COMMITTEE)],
)
def test_the_womens_committee_from_fifty(women: int, form: CommitteeForm | None) -> None:
    """ORG-05, other standard: contradiction (a) is a setting."""
    due = forms(members=100, women=women, women_threshold=50, small_women_form=CommitteeForm.GROUP, small_women_from=3)
    assert due.get(CommitteeKind.WOMEN) is form


def test_small_unions_have_one_person() -> None:
    """ORG-22 and the charter: a committee from 25 members."""
    assert forms(members=24, women=0) == {
        CommitteeKind.UNION: CommitteeForm.SINGLE,
        CommitteeKind.AUDIT: CommitteeForm.SINGLE,
    }
    assert set(forms(members=25, women=0).values()) == {CommitteeForm.COMMITTEE}
