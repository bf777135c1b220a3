"""Logs: one JSON line per event on standard error (trust.md 4.3).

No body, no query, no person's data, and of an exception its kind and its frames but never the values in them, which
would repeat ID numbers.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(level: str = "info") -> None:
    """Set the form of all log lines of this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            _frames,
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.BytesLoggerFactory(file=sys.stderr.buffer),
        cache_logger_on_first_use=False,
    )


def _frames(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its chain of kinds and the places it passed; its text stays out."""
    error = event.pop("exc_info", None)
    if not isinstance(error, BaseException):
        return event
    kinds, frames = [], []
    current: BaseException | None = error
    while current is not None:
        kinds.append(type(current).__name__)
        trace = current.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(f"{code.co_filename.rsplit('/', 3)[-1]}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        current = current.__cause__
    event["kinds"], event["frames"] = kinds, frames[-30:]
    return event
