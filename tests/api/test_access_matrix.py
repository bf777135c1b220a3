"""Who may do what, to whose: every operation of the contract × every person of the town × every relation of object.

The two tables below are written by hand and are the documentation: `HOLDERS` says who holds a permission, `OPERATIONS`
what each operation asks for and what its `{id}` is. An operation of the contract that is not in the table fails, and so
does one in the table that is gone. Whoever lacks a permission gets 403; whoever holds it gets 404 for what lies outside
the subtree, in the same words as for what does not exist (trust.md A-01; ROL-01…08).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.domain.access import Permission
from tests.conftest import Api
from tests.town import ABSENT, BY_KEY, id_of

WRITERS = ["city_officer", "city_chair", "county_officer", "county_chair", "township_officer", "union_chair", "sibling_chair", "neighbour_officer", "third_officer", "line_officer"]
READERS = [*WRITERS, "county_finance", "county_auditor"]
ABOVE_UNIONS = ["city_officer", "city_chair", "county_officer", "county_chair", "township_officer", "neighbour_officer", "third_officer", "line_officer"]
# A line's union stands at the level of a township: it moves nobody's unions about.
ABOVE_TOWNSHIPS = [key for key in ABOVE_UNIONS if key not in ("township_officer", "line_officer")]
SECURITY = ["security_admin", "second_security_admin"]

HOLDERS: Mapping[str, list[str]] = {
    "audit:read": ["audit_admin"],
    "committee:edit": WRITERS,
    "committee:read": READERS,
    "employer:edit": ABOVE_UNIONS,
    "employer:read": READERS,
    "file:write": [*WRITERS, "county_finance"],
    "grant:approve": SECURITY,
    "grant:make": SECURITY,
    "grant:read": [*SECURITY, "system_admin"],
    "line:edit": ABOVE_TOWNSHIPS,
    "line:read": READERS,
    "member:approve": WRITERS,
    "member:edit": WRITERS,
    "member:import": WRITERS,
    "member:leave": WRITERS,
    "member:read": READERS,
    "member:reveal": [*WRITERS, "county_auditor"],
    "member:transfer": WRITERS,
    "officer:edit": WRITERS,
    "officer:read": READERS,
    "organization:edit": WRITERS,
    "organization:found": WRITERS,
    "organization:read": [*READERS, *SECURITY, "system_admin"],
    "organization:restructure": ABOVE_TOWNSHIPS,
    "user:approve": SECURITY,
    "user:make": ["system_admin"],
    "user:read": [*SECURITY, "system_admin"],
}
SIGNED_IN = "signed in"
PUBLIC = "public"


@dataclass(frozen=True)
class Row:
    """What an operation asks for, what its `{id}` names, and the least it must be sent."""

    needs: str
    object: str = ""
    body: Any = None
    query: dict[str, str] = field(default_factory=dict)


STEP = {"step": "dissolve", "effective_on": "2026-01-01"}

OPERATIONS: dict[str, Row] = {
    "get_live": Row(PUBLIC),
    "get_ready": Row(PUBLIC),
    "list_organizations": Row("organization:read"),
    "list_organizations_as_of": Row("organization:read", query={"on": "2026-01-01"}),
    "found_organization": Row("organization:found"),
    "get_organization": Row("organization:read", "organization"),
    "edit_organization": Row("organization:edit", "organization", {"employees": 7}),
    "step_organization": Row("organization:restructure", "organization", STEP),
    "list_organization_history": Row("organization:read", "organization"),
}

RELATIONS: Mapping[str, dict[str, str]] = {
    "organization": {
        "own": "qingxi",
        "child": "chengguan",
        "grandchild": "textile",
        "parent": "city",
        "sibling": "dongshan",
        "other county": "hekou",
        "line": "school",
        "absent": "",
    },
}
"""For each kind of object: things of the town, named by how they stand to the officer of 青溪县."""

VISIBLE: Mapping[str, set[str]] = {
    "city_officer": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "city_chair": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "system_admin": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "security_admin": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "second_security_admin": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "audit_admin": {"qingxi", "chengguan", "textile", "city", "dongshan", "hekou", "school"},
    "county_officer": {"qingxi", "chengguan", "textile"},
    "county_chair": {"qingxi", "chengguan", "textile"},
    "county_finance": {"qingxi", "chengguan", "textile"},
    "county_auditor": {"qingxi", "chengguan", "textile"},
    "township_officer": {"chengguan", "textile"},
    "union_chair": {"textile"},
    "sibling_chair": set(),
    "neighbour_officer": {"hekou", "school"},
    "third_officer": {"dongshan"},
    "line_officer": {"school"},
    "integrator": set(),
    "member": set(),
}


def holders_of(row: Row) -> set[str]:
    if row.needs == PUBLIC:
        return {*BY_KEY, "nobody"}
    return set(BY_KEY) if row.needs == SIGNED_IN else set(HOLDERS[row.needs])


async def call(client: httpx.AsyncClient, api: Api, name: str, **path: str) -> httpx.Response:
    """One operation with the least it needs."""
    row = OPERATIONS[name]
    method, url = next(
        (method, url)
        for url, methods in api.contract.document["paths"].items()
        for method, operation in methods.items()
        if operation["operationId"] == name
    )
    for part in re.findall(r"\{(\w+)\}", url):
        url = url.replace("{" + part + "}", path.get(part, str(ABSENT)))
    headers = {"If-Match": '"v1"', "Idempotency-Key": str(uuid4())}
    return await client.request(
        method, f"http://testserver{url}", params=row.query, json=row.body if method != "get" else None, headers=headers
    )


def test_the_table_names_every_operation_and_no_other(api_operations: set[str]) -> None:
    """A route without a row is a route that nobody thought about."""
    assert set(OPERATIONS) == api_operations


def test_every_permission_has_its_holders() -> None:
    """And the table names no permission that the domain does not know."""
    assert set(HOLDERS) == {permission.value for permission in Permission}


@pytest.mark.parametrize("person", [*BY_KEY, "nobody"])
async def test_function_level(api: Api, person: str) -> None:
    """403 exactly where the table says so; 401 for nobody."""
    client = api.anonymous() if person == "nobody" else await api.as_(person)
    wrong = []
    for name, row in OPERATIONS.items():
        status = (await call(client, api, name)).status_code
        may = person in holders_of(row)
        expected = "let in" if may else ("401" if person == "nobody" else "403")
        got = str(status) if status in (401, 403) else "let in"
        if row.needs == PUBLIC and status in (401, 403):
            got = "let in"
        if got != expected:
            wrong.append(f"{name}: expected {expected}, got {status}")
    await client.aclose()
    assert wrong == []


@pytest.mark.parametrize("person", list(BY_KEY))
async def test_object_level(api: Api, person: str) -> None:
    """What lies outside the subtree answers as if it did not exist; what lies inside does not."""
    client = await api.as_(person)
    wrong = []
    for name, row in OPERATIONS.items():
        if row.object not in RELATIONS or person not in holders_of(row):
            continue
        absent = (await call(client, api, name, id=str(ABSENT))).json()
        for relation, key in RELATIONS[row.object].items():
            answer = await call(client, api, name, id=object_id(row.object, key))
            seen = key in VISIBLE[person]
            if seen and answer.status_code == 404:
                wrong.append(f"{name} on {relation} ({key}): 404, and it is in the subtree")
            if not seen:
                same = {k: v for k, v in answer.json().items() if k not in ("instance", "request_id")}
                if answer.status_code != 404 or same != {k: absent[k] for k in same}:
                    wrong.append(f"{name} on {relation} ({key}): {answer.status_code}, and it is outside: {same}")
    assert wrong == []


def object_id(kind: str, key: str) -> str:
    """The id of a thing of the town; the absent one where there is no key."""
    if not key:
        return str(ABSENT)
    return str(id_of(key if kind == "organization" else f"{kind}:{key}"))


@pytest.fixture
def api_operations(api: Api) -> set[str]:
    return {operation["operationId"] for _, _, operation in api.contract.operations}
