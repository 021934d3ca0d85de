"""A server that speaks S3 on loopback, for tests to keep logs in: moto's, which honours conditions on writes."""

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engines import process
from engines.ports import free


@contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """Start one with a bucket called `journal`; yield what the environment must say for it to be found."""
    port = free(["s3"], {})["s3"]
    address = f"http://127.0.0.1:{port}"
    child = process.start(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], folder / "s3.log", {}
    )
    try:
        asked = urllib.request.Request(f"{address}/journal", method="PUT")  # noqa: S310  ours
        while True:
            try:
                urllib.request.urlopen(asked).close()  # noqa: S310
                break
            except urllib.error.URLError:
                assert process.alive(child), (folder / "s3.log").read_text()
                time.sleep(0.1)
        yield {
            "AWS_ENDPOINT": address,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "balise",
            "AWS_SECRET_ACCESS_KEY": "balise",
            "AWS_REGION": "ca-central-1",
        }
    finally:
        process.stop(child)


@contextmanager
def said(environment: dict[str, str]) -> Iterator[None]:
    """Say it to this process, and take it back."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
