"""What a log line looks like: one JSON object, from structlog and from workflow code alike."""

import logging
import logging.handlers
import queue
import sys

import structlog
from temporalio import activity, workflow

SHARED: list[structlog.typing.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: str) -> None:
    """Send every log line at *level* or above to stderr, written by a thread of its own.

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
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(formatter)
    lines: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    listener = logging.handlers.QueueListener(lines, written)
    handler = _Untouched(lines)
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


class _Untouched(logging.handlers.QueueHandler):
    """Queue records as they are: formatting, and so the events that structlog put in them, is the listener's."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        return record
