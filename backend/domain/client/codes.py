"""The states of a client of the statistics and of what is sent to it, and the events it may be told."""

from backend.domain.codes import Code


class ClientState(Code):
    """Whether a client may pull. Expired follows from its last day and is stored nowhere."""

    ACTIVE = "active", "可用", "Active"
    EXPIRED = "expired", "已过期", "Expired"
    REVOKED = "revoked", "已停用", "Revoked"


class WebhookState(Code):
    """Whether events are sent."""

    ACTIVE = "active", "启用", "Active"
    PAUSED = "paused", "暂停", "Paused"


class DeliveryState(Code):
    """How far one event to one address is."""

    WAITING = "waiting", "等待发送", "Waiting"
    DELIVERED = "delivered", "已送达", "Delivered"
    FAILED = "failed", "未送达", "Failed"


class WebhookEvent(Code):
    """What outside systems are told. A message names the thing by its id; what it is, is asked for with own rights."""

    MONTH_CLOSED = "month.closed", "月度统计已结转", "A month was closed"
    ORGANIZATION_FOUNDED = "organization.founded", "工会成立", "A union was founded"
    ORGANIZATION_CHANGED = "organization.changed", "工会变更", "A union was changed"
    ORGANIZATION_ENDED = "organization.ended", "工会撤销或合并", "A union ended"
