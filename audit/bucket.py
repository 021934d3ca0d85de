"""A bucket of an S3-compatible store as a place of files: read, and written so that two writers cannot both go on.

Credentials and endpoint are those of the environment (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT`…), as `obstore` reads them.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import S3Store

from audit.log.refusal import LogRefused
from audit.verifier.tiles import CHECKPOINT

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import RetryConfig

AT_ONCE: Final = 16
"""Requests under way together: a store answers one in tens of milliseconds."""


PATIENCE: Final["RetryConfig"] = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
"""The journal tries again by itself, and says so each time."""


class Bucket:
    """The files under the `s3://bucket/prefix` that *url* is. It holds what the store answers to be durable."""

    def __init__(self, url: str) -> None:
        self.url = url
        with _told("s3"):
            self._store = S3Store.from_url(url, retry_config=PATIENCE)
        self._seen: str | None = None
        """The entity tag of the checkpoint that was found here first, or of the last one written from here.

        Never of one that is only read to be served: another writer's would then be written over.
        """
        self._sent: bytes | None = None
        """The checkpoint sent last, whose answer may have been lost: if it is there, it is ours."""

    def read(self, path: str) -> bytes:
        """Return what the object holds."""
        content, tag = self._get(path)
        if path == CHECKPOINT and self._seen is None:
            self._seen = tag
        return content

    def write(self, files: Mapping[str, bytes]) -> None:
        """Create the objects, all of them there when this returns; one that is there already must be the same.

        Raises:
            LogRefused: another writer put something else there.
        """
        self._is_ours()
        self._each(self._create, files)

    def replace(self, files: Mapping[str, bytes]) -> None:
        """Write the objects over what is there; the checkpoint, only over the one found or written here.

        Raises:
            LogRefused: another writer has published a checkpoint.
        """
        self._each(self._publish if CHECKPOINT in files else self._overwrite, files)

    def has(self, path: str) -> bool:
        """Return whether there is such an object, or any below it."""
        _check(path)
        with _told(path):
            try:
                obstore.head(self._store, path)
            except FileNotFoundError:
                return any(obstore.list(self._store, path, chunk_size=1))
            return True

    def below(self, path: str) -> list[str]:
        """Return the names of the objects right below *path*."""
        _check(path)
        with _told(path):
            found = obstore.list_with_delimiter(self._store, path)["objects"]
            return sorted(each["path"].rpartition("/")[2] for each in found)

    def discard(self, path: str) -> None:
        """Delete the object, and all below it."""
        _check(path)
        with _told(path):
            paths = [each["path"] for chunk in obstore.list(self._store, path) for each in chunk]
            obstore.delete(self._store, [path, *paths])

    def _each(self, act: Callable[[str, bytes], None], files: Mapping[str, bytes]) -> None:
        if len(files) == 1:
            for path, content in files.items():
                act(path, content)
            return
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(act, files, files.values()))

    def _create(self, path: str, content: bytes) -> None:
        _check(path)
        with _told(path):
            try:
                obstore.put(self._store, path, content, mode="create", use_multipart=False)
            except AlreadyExistsError:
                if self.read(path) != content:
                    raise _another(path) from None

    def _overwrite(self, path: str, content: bytes) -> None:
        _check(path)
        with _told(path):
            obstore.put(self._store, path, content, use_multipart=False)

    def _publish(self, path: str, content: bytes) -> None:
        if path != CHECKPOINT:
            self._overwrite(path, content)
            return
        before, self._sent = self._sent, content
        with _told(path):
            try:
                self._put_checkpoint(content)
            except (AlreadyExistsError, PreconditionError):
                there, tag = self._get(path)
                if there not in {content, before}:
                    raise _another(path) from None
                self._seen = tag
                if there != content:
                    self._put_checkpoint(content)

    def _put_checkpoint(self, content: bytes) -> None:
        mode: PutMode = {"e_tag": self._seen} if self._seen is not None else "create"
        self._seen = obstore.put(self._store, CHECKPOINT, content, mode=mode, use_multipart=False)["e_tag"]

    def _is_ours(self) -> None:
        """Hold the checkpoint that is there to be the one found or written here, before anything goes beside it."""
        with _told(CHECKPOINT):
            if self._seen is None or obstore.head(self._store, CHECKPOINT)["e_tag"] == self._seen:
                return
        there, tag = self._get(CHECKPOINT)
        if there != self._sent:
            raise _another(CHECKPOINT)
        self._seen = tag

    def _get(self, path: str) -> tuple[bytes, str | None]:
        _check(path)
        with _told(path):
            found = obstore.get(self._store, path)
            return bytes(found.bytes()), found.meta["e_tag"]


def _another(path: str) -> LogRefused:
    return LogRefused(
        f"Le seau a reçu {path} d'ailleurs : un autre processus tient ce journal, ou l'a tenu avec un autre index. "
        "Rien n'est écrit par-dessus. Arrêtez l'autre ; si c'est ici qu'il faut continuer, repartez de l'index de "
        "l'autre, ou sans index.",
        f"The bucket got {path} from elsewhere: another process keeps this log, or kept it with another index. Nothing "
        "is written over it. Stop the other; if it is here that the log must go on, start again from the other's "
        "index, or without one.",
    )


def _check(path: str) -> None:
    if any(part in {"", ".", ".."} for part in path.split("/")) or "\0" in path:
        raise FileNotFoundError(path)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Raise what the store refuses as what a disk would: it may be there again the next time."""
    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(path) from None
    except (BaseError, ValueError) as error:
        raise OSError(f"{path}: {type(error).__name__}") from None
