"""What a log line looks like: one JSON object, from structlog and from workflow code alike."""

import logging
import logging.handlers
import queue
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from temporalio import activity, workflow

SHARED: list[structlog.typing.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


REPEATED_AFTER = 10.0
"""Seconds before Kafka's client may say the same again: it says it several times a second while a broker is down."""


@contextmanager
def written(level: str) -> Iterator[None]:
    """Send every log line at *level* or above to stderr, written by a thread of its own until the last one.

    Workflow code logs through `workflow.logger`, which is silent during replay; a handler that blocked would hold
    a workflow task past its deadlock limit, hence the queue.
    """
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    stderr = logging.StreamHandler(sys.stderr)
    stderr.setFormatter(formatter)
    lines: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    listener = logging.handlers.QueueListener(lines, stderr)
    handler = _Untouched(lines)
    handler.addFilter(_NotAgain())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("aiokafka", "faststream"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # A failed effect is logged once, by the case that waits for it, and without a stack that tells nothing more.
    logging.getLogger("temporalio.activity").setLevel(logging.ERROR)
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    listener.start()
    try:
        yield
    finally:
        listener.stop()


class _Untouched(logging.handlers.QueueHandler):
    """Queue records as they are: formatting, and so the events that structlog put in them, is the listener's."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        return record


class _NotAgain(logging.Filter):
    """Let a line of Kafka's client through once in a while, not each time."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("aiokafka"):
            return True
        line, now = (record.name, str(record.msg)), time.monotonic()
        if now - self._said.get(line, -REPEATED_AFTER) < REPEATED_AFTER:
            return False
        self._said[line] = now
        return True
