"""Whether this machine can lay out PDF pages: it takes pango, which a package index does not bring (DECISIONS, 慰问安排表)."""

from functools import cache


@cache
def laid_out() -> bool:
    """Whether the native libraries are there; without them the product answers `pdf_unavailable`."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True
