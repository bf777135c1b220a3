"""What is asked in the bench: by whom, with which requests, and by which SQL on the floor.

For each height of scope there are as many callers as clients, each with an organization and a session of their own, so
that the plans, the pages and the remembered callers are not those of one lucky person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

import psycopg

from backend.api import tokens
from backend.db.crypto import Vault
from backend.db.keys import KeyRing
from backend.db.records import open_field
from backend.db.scope import SETTINGS, settings_of
from backend.db.session import Database
from backend.db.statements import Asked
from backend.db.tables.account import RoleGrant, SignInSession, UserAccount
from backend.domain.access import EVERYTHING, Role, Scope
from backend.domain.organization.codes import Tree
from tests.bench import client

SPACE = UUID("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d")
HEIGHTS = ("city", "county", "township", "union", "line")
PAGE = 50
DEEP = 200
"""The page that counts as deep; where a scope has fewer, its last full one."""
SEARCHES = 8
"""Different terms that each caller looks for."""

_PLACES = {
    "city": "select id, code, code_hi, line_code from organization where level = 1",
    "county": "select id, code, code_hi, line_code from organization where level = 2 order by md5(id::text)",
    "township": """select id, code, code_hi, line_code from organization
        where level = 3 and kind <> 'line_federation' order by md5(id::text)""",
    "union": """select o.id, o.code, o.code_hi, o.line_code from organization o join
        (select organization_id, members from organization_stat where members between 60 and 400) s
        on s.organization_id = o.id where o.level = 4 order by md5(o.id::text)""",
    "line": "select o.id, l.code, l.code_hi, o.line_code, o.code from line l join organization o on o.id = l.organization_id",
}


@dataclass(slots=True, kw_only=True)
class Caller:
    """Somebody signed in, and the scope they read with."""

    height: str
    user_id: UUID
    session_id: UUID
    scope: Scope
    members: list[dict[str, Any]] = field(default_factory=list)
    """Some members of the scope: name, initials, and the last four of ID number or phone in `tail`."""
    cursors: dict[str, str] = field(default_factory=dict)

    def get(self, ring: KeyRing, path: str, **query: Any) -> bytes:
        """A request of this caller. The token lasts ten minutes: make requests just before they are sent."""
        token = tokens.issue(
            ring, use=tokens.Use.ACCESS, user_id=self.user_id, session_id=self.session_id, now=datetime.now(UTC)
        )
        return client.request(f"/api/v1{path}" + (f"?{urlencode(query)}" if query else ""), token=token)


async def sign_in(database: Database, url: str, *, each: int) -> dict[str, list[Caller]]:
    """Callers of every height, with fresh sessions."""
    with psycopg.connect(url) as connection:
        found = {height: connection.execute(_PLACES[height]).fetchmany(each) for height in HEIGHTS}
    now = datetime.now(UTC)
    callers: dict[str, list[Caller]] = {}
    async with database.transaction(EVERYTHING) as session:
        for height, places in found.items():
            for number in range(each if places else 0):
                organization, low, high, line_code, *own = places[number % len(places)]
                user = uuid5(SPACE, f"{height}:{number}")
                tree = Tree.LINE if height == "line" else Tree.TERRITORY
                code = own[0] if own else low
                await session.merge(
                    UserAccount(
                        id=user,
                        login=f"bench-{height}-{number}",
                        name="测量",
                        organization_id=organization,
                        code=code,
                        status="active",
                        must_change_password=False,
                        totp_enabled=True,
                        created_at=now,
                    )
                )
                await session.flush()
                await session.merge(
                    RoleGrant(
                        id=uuid5(user, "grant"),
                        user_id=user,
                        role=Role.OFFICER,
                        tree=tree,
                        organization_id=organization,
                        code=code,
                        line_code=line_code,
                        starts_on=date(2024, 1, 1),
                        status="active",
                        created_at=now,
                    )
                )
                held = SignInSession(id=uuid5(user, now.isoformat()), user_id=user, started_at=now, last_seen_at=now)
                session.add(held)
                scope = Scope(tree=tree, low=low, high=high, user_id=user, organization_id=organization)
                callers.setdefault(height, []).append(
                    Caller(height=height, user_id=user, session_id=held.id, scope=scope)
                )
    return callers


def find_members(url: str, vault: Vault, callers: Iterable[Caller]) -> None:
    """Members whom each caller will look for: taken evenly from the whole scope."""
    with psycopg.connect(url) as connection:
        for caller in callers:
            column = "code" if caller.scope.tree is Tree.TERRITORY else "line_code"
            [(most,)] = connection.execute(
                f"select count(*) from member where {column} between %s and %s", (caller.scope.low, caller.scope.high)
            ).fetchall()
            for number in range(SEARCHES):
                row = connection.execute(
                    f"""select id, name, initials, id_number, phone from member where {column} between %s and %s
                    order by {column}, id offset %s limit 1""",
                    (caller.scope.low, caller.scope.high, min(most - 1, 20_000) * number // SEARCHES),
                ).fetchone()
                if row is None:
                    continue
                id, name, initials, id_number, phone = row
                whole = open_field(vault, id, "phone", phone) if number % 2 else None
                tail = (whole or open_field(vault, id, "id_number", id_number) or "0000")[-4:]
                caller.members.append({"name": name, "initials": initials, "tail": tail})


def name_part(number: int, name: str) -> str:
    """What people type of a name: the given name, the whole, or one character of it."""
    return (name[1:], name, name[-1])[number % 3]


async def find_deep_pages(port: int, ring: KeyRing, callers: Iterable[Caller]) -> dict[str, int]:
    """Walk to the 200th page of each caller's list; returns how deep it was, by height."""
    depth: dict[str, int] = {}
    for caller in callers:
        step, cursor, seen = PAGE * 10, "", 0
        while seen < PAGE * (DEEP - 1):
            limit = min(step, PAGE * (DEEP - 1) - seen)
            query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            status, body, _ = await client.ask_json(port, caller.get(ring, "/members", **query))
            if status != 200:
                raise RuntimeError(f"{caller.height}: {status} {body}")
            following = str(body["next_cursor"] or "")
            if not following and step > PAGE:
                step = PAGE
                continue
            if not following:
                break
            cursor, seen = following, seen + limit
        caller.cursors["deep"] = cursor
        pages = seen // PAGE + 1
        depth[caller.height] = min(depth.get(caller.height, pages), pages)
    return depth


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as asyncpg takes it."""

    tell: str
    scope: list[str]
    sql: str
    parameters: list[Any]

    def packed(self) -> dict[str, Any]:
        """For the process of the floor."""
        return {"tell": self.tell, "scope": self.scope, "sql": self.sql, "parameters": self.parameters}


def statement_of(asked: Asked, scope: Scope) -> Statement:
    """The very SQL that the product sends, with the transaction's scope."""
    values = settings_of(scope)
    return Statement(
        tell="select " + ", ".join(f"set_config('app.{name}', ${n}, true)" for n, name in enumerate(SETTINGS, start=1)),
        scope=[values[name] for name in SETTINGS],
        sql=asked.statement.sql,
        parameters=asked.arguments,
    )


def spread(requests: Sequence[bytes], clients: int) -> list[list[bytes]]:
    """Requests dealt out to the clients."""
    return [list(requests[number::clients]) or [requests[number % len(requests)]] for number in range(clients)]
