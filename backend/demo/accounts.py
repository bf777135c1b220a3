"""The people of the demo who can sign in, one for every duty, ready for a newcomer to get in at once."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from backend.api.passwords import Passwords, generate_password, new_totp_secret
from backend.db.crypto import Vault
from backend.db.tables.account import RoleGrant, UserAccount, UserCredential
from backend.db.types import new_id
from backend.demo.city import City
from backend.domain.access import Role
from backend.domain.account.credentials import DJBH3
from backend.domain.organization.codes import Tree

SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account: `at` names the union where they work and hold their role."""

    login: str
    name: str
    role: Role
    at: str
    tree: Tree = Tree.TERRITORY


PEOPLE = (
    Person("hejing", "何静", Role.OFFICER, "青溪县总工会"),
    Person("duheng", "杜衡", Role.OFFICER, "南河县总工会"),
    Person("tianye", "田野", Role.OFFICER, "东山区总工会"),
    Person("zhouming", "周明", Role.OFFICER, "云江市总工会"),
    Person("zhaojianjun", "赵建军", Role.CHAIR, "云江市总工会"),
    Person("limei", "李梅", Role.OFFICER, "城关镇总工会"),
    Person("fangxiuyun", "方秀云", Role.CHAIR, "青溪纺织有限公司工会"),
    Person("zhenghai", "郑海", Role.AUDITOR, "青溪县总工会"),
    Person("sunli", "孙丽", Role.FINANCE, "青溪县总工会"),
    Person("qianwei", "钱薇", Role.FINANCE, "青溪县总工会"),
    Person("linjiao", "林姣", Role.OFFICER, "云江市教育工会", Tree.LINE),
    Person("chenlixin", "陈立新", Role.SYSTEM_ADMIN, "云江市总工会"),
    Person("shenan", "沈安", Role.SECURITY_ADMIN, "云江市总工会"),
    Person("luping", "陆平", Role.SECURITY_ADMIN, "云江市总工会"),
    Person("yanzheng", "严正", Role.AUDIT_ADMIN, "云江市总工会"),
    Person("jilin", "季琳", Role.INTEGRATOR, "云江市总工会"),
)
"""The first is the one to try first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with the secrets that open it."""

    person: Person
    user: UserAccount
    credential: UserCredential
    grant: RoleGrant
    password: str
    totp_secret: str


async def open_accounts(city: City, vault: Vault, *, now: datetime) -> list[Opened]:
    """Accounts for everybody: active, the second factor set up, no password to be changed."""
    hashing = Passwords()
    try:
        return [await _open(person, city, vault, hashing, now) for person in PEOPLE]
    finally:
        hashing.close()


async def _open(person: Person, city: City, vault: Vault, hashing: Passwords, now: datetime) -> Opened:
    node, since = city.named(person.at), datetime(SINCE.year, SINCE.month, SINCE.day, tzinfo=UTC)
    password, secret, id = generate_password(DJBH3, login=person.login), new_totp_secret(), new_id()
    user = UserAccount(
        id=id,
        login=person.login,
        name=person.name,
        organization_id=node.id,
        code=node.place.low,
        status="active",
        must_change_password=False,
        totp_enabled=True,
        created_at=since,
    )
    credential = UserCredential(
        user_id=id,
        password_hash=await hashing.hash(password),
        password_changed_at=now,
        totp_secret=vault.seal(secret, "user_credential", "totp_secret", id),
    )
    grant = RoleGrant(
        user_id=id,
        role=person.role,
        tree=person.tree,
        organization_id=node.id,
        code=node.place.low,
        line_code=node.line_code,
        starts_on=SINCE,
        status="active",
        created_at=since,
    )
    return Opened(person, user, credential, grant, password, secret)


def write_down(path: Path, accounts: Sequence[Opened]) -> None:
    """Write what signs these people in to a file that its owner alone can read."""
    people: list[dict[str, Any]] = [
        {
            "name": each.person.name,
            "role": each.person.role.zh,
            "organization": each.person.at,
            "login": each.person.login,
            "password": each.password,
            "totp_secret": each.totp_secret,
        }
        for each in accounts
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(people, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
