"""The name under which a browser saves an answer (RFC 6266, RFC 8187; ASVS 5.4.2)."""

from urllib.parse import quote


def disposition(name: str, plain: str) -> str:
    """`attachment`, with a name in ASCII for old clients and the true one in UTF-8. `plain` is ASCII of our making."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
