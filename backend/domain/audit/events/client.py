"""Machines that pull figures."""

from typing import Final

from backend.domain.audit.event import Event, changes, told

EVENTS: Final = (
    Event(
        "client_made",
        ("建立对接应用", "Client made"),
        ("{who}建立了{what}", "{who} made {what}"),
        told("name", "holder", "datasets", "networks", "per_minute", "expires_on", "hint"),
    ),
    Event(
        "client_edited",
        ("修改对接应用", "Client changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told(
            changes=changes("name", "holder", "datasets", "networks", "per_minute", "expires_on"),
        ),
    ),
    Event(
        "client_secret_added",
        ("发放密钥", "Secret added"),
        ("{who}给{what}发放了新密钥", "{who} gave {what} a new secret"),
        told("name", "hint"),
    ),
    Event(
        "client_secret_dropped",
        ("停用密钥", "Secret dropped"),
        ("{who}停用了{what}的一个密钥", "{who} dropped a secret of {what}"),
        told("name", "hint"),
    ),
    Event(
        "client_revoked",
        ("停用对接应用", "Client revoked"),
        ("{who}停用了{what}", "{who} revoked {what}"),
        told("name", "reason"),
    ),
)
