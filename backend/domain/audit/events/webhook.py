"""Addresses that are told."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.client.codes import WebhookEvent

EVENTS: Final = (
    Event(
        "webhook_made",
        ("登记回调地址", "Webhook made"),
        ("{who}登记了{what}", "{who} made {what}"),
        told("url", "events"),
    ),
    Event("webhook_paused", ("暂停回调", "Webhook paused"), ("{who}暂停了{what}", "{who} paused {what}"), told("url")),
    Event(
        "webhook_resumed", ("启用回调", "Webhook resumed"), ("{who}启用了{what}", "{who} resumed {what}"), told("url")
    ),
    Event(
        "webhook_secret_changed",
        ("更换签名密钥", "Signing secret changed"),
        ("{who}更换了{what}的签名密钥", "{who} changed the signing secret of {what}"),
        told("url"),
    ),
    Event(
        "webhook_deleted",
        ("删除回调地址", "Webhook deleted"),
        ("{who}删除了{what}", "{who} deleted {what}"),
        told("url"),
    ),
    Event(
        "webhook_replayed",
        ("重发消息", "Message sent again"),
        ("{who}要求重发{what}", "{who} had {what} sent again"),
        told(webhook_event=code(WebhookEvent)),
    ),
)
