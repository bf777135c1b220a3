"""All that can happen to a webhook and its messages."""

import secrets
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import client as clients
from backend.db.queries import webhook as webhooks
from backend.db.tables.client import Webhook, WebhookDelivery
from backend.domain.client.codes import DeliveryState, WebhookState
from backend.domain.client.credentials import SECRET_BYTES, webhook_secret
from backend.domain.client.terms import require_not_revoked
from backend.domain.client.webhooks import WebhookDraft, read_url, require_replayable, require_webhook_room
from backend.settings import settings


async def make(work: Work, draft: WebhookDraft) -> tuple[Webhook, str]:
    """An address and the secret its messages are signed with, which is told this once.

    Raises `NotFound`, `ClientRevoked`, `WebhooksTooMany`, `WebhookAddressInvalid`.
    """
    url = read_url(draft.url, plain_ok=bool(settings().webhook_networks))
    client = await clients.get_client(work.session, draft.client_id, lock=True)
    require_not_revoked(client.name, revoked=client.revoked_at is not None)
    require_webhook_room(await webhooks.count_webhooks(work.session, client.id))
    webhook = Webhook(
        client_id=client.id,
        organization_id=client.organization_id,
        code=client.code,
        line_code=client.line_code,
        url=url,
        events=list(dict.fromkeys(map(str, draft.events))),
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    secret = _sign_anew(work, webhook)
    work.session.add(webhook)
    await work.session.flush()
    work.tell("webhook_made", webhook, url=url, events=webhook.events)
    return webhook, secret


async def pause(work: Work, id: UUID, *, seen: int) -> Webhook:
    """Send nothing more for now. What happens meanwhile is not kept; what waits goes on waiting."""
    webhook = await webhooks.get_webhook(work.session, id, lock=True)
    take(webhook, seen)
    webhook.state = WebhookState.PAUSED
    await work.session.flush()
    work.tell("webhook_paused", webhook, url=webhook.url)
    return webhook


async def resume(work: Work, id: UUID, *, seen: int) -> Webhook:
    """Send again."""
    webhook = await webhooks.get_webhook(work.session, id, lock=True)
    take(webhook, seen)
    webhook.state = WebhookState.ACTIVE
    await work.session.flush()
    work.tell("webhook_resumed", webhook, url=webhook.url)
    return webhook


async def change_secret(work: Work, id: UUID, *, seen: int) -> tuple[Webhook, str]:
    """Sign with another secret from now on; it is told this once."""
    webhook = await webhooks.get_webhook(work.session, id, lock=True)
    take(webhook, seen)
    secret = _sign_anew(work, webhook)
    await work.session.flush()
    work.tell("webhook_secret_changed", webhook, url=webhook.url)
    return webhook, secret


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Remove an address, with its messages."""
    webhook = await webhooks.get_webhook(work.session, id, lock=True)
    take(webhook, seen)
    work.tell("webhook_deleted", webhook, url=webhook.url)
    await work.session.delete(webhook)
    await work.session.flush()


async def replay(work: Work, id: UUID, *, seen: int) -> WebhookDelivery:
    """Send a message once more. Raises `NotFound`, `DeliveryWaiting`."""
    delivery = await webhooks.get_delivery(work.session, id, lock=True)
    require_replayable(waiting=delivery.state == DeliveryState.WAITING)
    take(delivery, seen)
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, work.now
    await work.session.flush()
    work.tell("webhook_replayed", delivery, webhook_event=delivery.event)
    return delivery


def _sign_anew(work: Work, webhook: Webhook) -> str:
    text = webhook_secret(secrets.token_bytes(SECRET_BYTES))
    webhook.secret = work.vault.seal(text, "webhook", "secret", webhook.id)
    return text
