"""The caller's own account, read and changed within their own rows (ROL-08)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from backend.api.work import Work
from backend.db.queries import sign_in as queries
from backend.db.queries import view as views
from backend.db.tables.account import Preference, SignInSession, UserAccount
from backend.domain.access import Grant, Permission, permissions_of
from backend.domain.account.sessions import RULES, SessionKind
from backend.domain.documents import require_document
from backend.domain.refusals import Conflict, NotFound, Stale

SOON = timedelta(days=90)
MOST_PREFERENCES = 300
PREFERENCE_BYTES = 64_000
NOTHING_YET = 0
"""The version of what is not kept."""


class TooManyPreferences(Conflict):
    code = "preference_too_many"
    zh = "保存的设置和草稿已达 {most} 份，没有保存。请先删去不用的草稿。"
    en = "There are {most} settings and drafts already; nothing was saved. Delete drafts that are not used."


async def whole(work: Work, *, compulsory: bool) -> dict[str, Any]:
    """Who the caller is, what they may do and where they may choose to do it."""
    caller = work.caller
    account = await work.session.get_one(UserAccount, caller.user_id)
    session = await work.session.get_one(SignInSession, caller.session_id)
    rule = RULES[SessionKind(session.kind)]
    return {
        "id": caller.user_id,
        "login": caller.login,
        "name": caller.name,
        "language": account.language,
        "organization": {
            "id": caller.organization_id,
            "name": caller.organization_name,
            "level": caller.organization_level,
        },
        "member_id": caller.member_id,
        "grants": [_grant(work, grant) for grant in caller.grants],
        "permissions": _names(caller.permissions),
        "scopes": scopes(caller.grants),
        "must_change_password": account.must_change_password,
        "totp": {"enabled": account.totp_enabled, "compulsory": compulsory},
        "session_id": caller.session_id,
        "idle_seconds": int(rule.idle.total_seconds()),
        "ends_at": session.started_at + rule.absolute,
        "last_signed_in_at": account.last_signed_in_at,
        "today": work.today,
    }


def scopes(grants: tuple[Grant, ...]) -> list[dict[str, Any]]:
    """The places where these grants let one work, the widest first."""
    by_place: dict[tuple[UUID, str], list[Grant]] = {}
    for grant in grants:
        by_place.setdefault((grant.organization_id, grant.tree), []).append(grant)
    ordered = sorted(by_place.values(), key=lambda here: here[0].low - here[0].high)
    return [
        {
            "organization_id": here[0].organization_id,
            "organization_name": here[0].organization_name,
            "level": int(here[0].level),
            "tree": here[0].tree,
            "roles": [grant.role for grant in here],
            "permissions": _names(permissions_of(here)),
        }
        for here in ordered
    ]


def _grant(work: Work, grant: Grant) -> dict[str, Any]:
    left = grant.ends_on - work.today if grant.ends_on else None
    return {
        "id": grant.id,
        "role": grant.role,
        "role_label": grant.role.en if work.language == "en" else grant.role.zh,
        "organization_id": grant.organization_id,
        "organization_name": grant.organization_name,
        "level": int(grant.level),
        "tree": grant.tree,
        "starts_on": grant.starts_on,
        "ends_on": grant.ends_on,
        "ends_within_days": left.days if left is not None and left <= SOON else None,
    }


def _names(permissions: frozenset[Permission]) -> list[str]:
    return sorted(permission.value for permission in permissions)


async def change(work: Work, *, language: str) -> None:
    """Change what people may change about themselves."""
    account = await work.session.get_one(UserAccount, work.caller.user_id)
    account.language = language


async def list_sessions(work: Work) -> list[dict[str, Any]]:
    """Where the caller is signed in now."""
    found = await work.session.execute(queries.list_sessions())
    return [dict(row) | {"current": row["id"] == work.caller.session_id} for row in found.mappings()]


async def end_session(work: Work, id: UUID) -> None:
    """End one of the caller's own sessions. Raises `NotFound`."""
    if not await queries.end_sessions(work.session, [id], now=work.now, why="ended_by_user"):
        raise NotFound
    account = await work.session.get_one(UserAccount, work.caller.user_id)
    work.tell("session_ended", account, session_id=id)


async def list_colleagues(work: Work) -> list[dict[str, Any]]:
    """The people of the caller's office: staff only, for members are no office."""
    if work.caller.member_id is not None:
        return []
    return await views.list_colleagues(work.session, organization_id=work.caller.organization_id)


async def list_preferences(work: Work) -> list[Preference]:
    """All that is kept for the caller."""
    return await views.list_preferences(work.session, work.caller.user_id)


async def get_preference(work: Work, name: str) -> Preference:
    """What is kept under a name. Raises `NotFound`."""
    try:
        return await work.session.get_one(Preference, (work.caller.user_id, name), populate_existing=True)
    except NoResultFound:
        raise NotFound from None


async def put_preference(work: Work, name: str, value: dict[str, Any], *, seen: int | None = None) -> Preference:
    """Keep a JSON object under a name, over the version that was `seen` if one is named.

    Refuses what `domain/documents.py` does, `TooManyPreferences`, and `Stale`.
    """
    require_document(value, most=PREFERENCE_BYTES, pointer="/value")
    others = await views.count_preferences(work.session, work.caller.user_id, besides=name)
    if others >= MOST_PREFERENCES:
        raise TooManyPreferences(most=MOST_PREFERENCES)
    if seen:
        await _require_version(work, name, seen)
    kept = await views.put_preference(
        work.session, work.caller.user_id, name, value, now=work.now, new=seen == NOTHING_YET
    )
    preference = await get_preference(work, name)
    if not kept:
        raise Stale(current=preference.version)
    return preference


async def delete_preference(work: Work, name: str, *, seen: int | None = None) -> None:
    """Forget what is kept under a name, if anything is. Refuses `Stale` when it is not the version that was `seen`."""
    if seen is not None:
        await _require_version(work, name, seen)
    await views.delete_preference(work.session, work.caller.user_id, name)


async def _require_version(work: Work, name: str, seen: int) -> None:
    kept = await work.session.get(Preference, (work.caller.user_id, name), with_for_update=True, populate_existing=True)
    current = NOTHING_YET if kept is None else kept.version
    if current != seen:
        raise Stale(current=current)
