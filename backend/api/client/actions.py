"""All that can happen to a client."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work, plain
from backend.db.queries import client as clients
from backend.db.queries import organization as organizations
from backend.db.tables.client import Client, ClientSecret
from backend.domain.client import terms as rules
from backend.domain.client.credentials import SECRET_BYTES, hint_of, secret_hash, secret_text
from backend.domain.client.terms import ClientChange, ClientDraft
from backend.domain.organization.changes import require_active
from backend.domain.refusals import NotFound

CHANGED = ("name", "holder", "datasets", "networks", "per_minute", "expires_on")


async def make(work: Work, draft: ClientDraft) -> tuple[Client, str]:
    """A client and its first secret, which is told this once. Raises `NotFound`, `NotLiving`, `ClientTooLong`."""
    rules.require_days(draft.expires_on, work.today)
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    client = Client(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        **{name: getattr(draft, name) for name in CHANGED},
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(client)
    await work.session.flush()
    secret = _give(work, client)
    work.tell("client_made", client, hint=hint_of(secret), **{name: getattr(draft, name) for name in CHANGED})
    return client, secret


async def edit(work: Work, id: UUID, change: ClientChange, *, seen: int) -> Client:
    """Change what a client may do; it holds for the next request. Raises `NotFound`, `ClientRevoked`, `ClientTooLong`."""
    client = await _open(work, id)
    if change.expires_on is not None and change.expires_on != client.expires_on:
        rules.require_days(change.expires_on, work.today)
    wanted = {name: value for name in CHANGED if (value := getattr(change, name)) is not None}
    changes = {
        name: plain({"from": getattr(client, name), "to": value})
        for name, value in wanted.items()
        if getattr(client, name) != value
    }
    take(client, seen)
    for name, value in wanted.items():
        setattr(client, name, value)
    await work.session.flush()
    if changes:
        work.tell("client_edited", client, changes=changes)
    return client


async def add_secret(work: Work, id: UUID, *, seen: int) -> tuple[Client, str]:
    """Another secret, which is told this once. Raises `NotFound`, `ClientRevoked`, `SecretsTwo`."""
    client = await _open(work, id)
    rules.require_room(len(await clients.list_secrets(work.session, id)))
    take(client, seen)
    secret = _give(work, client)
    await work.session.flush()
    work.tell("client_secret_added", client, name=client.name, hint=hint_of(secret))
    return client, secret


async def drop_secret(work: Work, id: UUID, secret_id: UUID, *, seen: int) -> Client:
    """Let a secret, and every token given for it, open nothing more. Raises as `add_secret`, and `SecretLast`."""
    client = await _open(work, id)
    in_use = await clients.list_secrets(work.session, id)
    dropped = _one_of(in_use, secret_id)
    rules.require_another(len(in_use))
    take(client, seen)
    dropped.dropped_at = work.now
    await work.session.flush()
    work.tell("client_secret_dropped", client, name=client.name, hint=dropped.hint)
    return client


async def revoke(work: Work, id: UUID, reason: str, *, seen: int) -> Client:
    """End a client at once, with all its secrets. Raises `NotFound`, `ClientRevoked`."""
    client = await _open(work, id)
    take(client, seen)
    client.revoked_at, client.revoked_for = work.now, reason
    for secret in await clients.list_secrets(work.session, id):
        secret.dropped_at = work.now
    await work.session.flush()
    work.tell("client_revoked", client, name=client.name, reason=reason)
    return client


async def _open(work: Work, id: UUID) -> Client:
    client = await clients.get_client(work.session, id, lock=True)
    rules.require_not_revoked(client.name, revoked=client.revoked_at is not None)
    return client


def _one_of(secrets_in_use: Sequence[ClientSecret], id: UUID) -> ClientSecret:
    for secret in secrets_in_use:
        if secret.id == id:
            return secret
    raise NotFound()


def _give(work: Work, client: Client) -> str:
    text = secret_text(secrets.token_bytes(SECRET_BYTES))
    work.session.add(
        ClientSecret(
            client_id=client.id,
            organization_id=client.organization_id,
            code=client.code,
            line_code=client.line_code,
            hash=secret_hash(text),
            hint=hint_of(text),
            made_by_name=work.caller.name,
            created_at=work.now,
        )
    )
    return text
