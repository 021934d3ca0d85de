"""What names a bundle of policies: a digest that whoever holds the archive works out again, with no tool but this."""

import gzip
import io
import json
import tarfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from domain.canonical import dumps

MANIFEST: Final = ".manifest"
SIGNATURES: Final = ".signatures.json"
LARGEST: Final = 256 * 2**20
"""Bytes that an archive may hold once unpacked: a small file can unpack to more than any machine has."""


class NotABundle(Exception):  # noqa: N818  named after what was found
    """The archive cannot be read, or holds what no bundle holds."""


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of *archive*, a gzipped tar, by their path.

    Raises:
        NotABundle: it is none.
    """
    found: dict[str, bytes] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
            for member in tar:
                name, held = member.name.lstrip("/"), tar.extractfile(member) if member.isfile() else None
                total += member.size
                if held is None or ".." in name.split("/") or name in found or total > LARGEST:
                    raise NotABundle(name)
                found[name] = held.read()
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise NotABundle(type(error).__name__) from None
    except ValueError as error:  # a header that holds no number where one is due
        raise NotABundle(str(error)) from None
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of *files*: the same files make the same bytes."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted(files):
            member = tarfile.TarInfo(f"/{name}")
            member.size, member.mode = len(files[name]), 0o600
            tar.addfile(member, io.BytesIO(files[name]))
    return gzip.compress(written.getvalue(), mtime=0)


def revision(files: Mapping[str, bytes]) -> str:
    """Return the revision of a bundle of *files*: every path and byte, without the signature and what it is called.

    Raises:
        NotABundle: its manifest cannot be read.
    """
    total = sha256()
    for name in sorted(files):
        if name == SIGNATURES:
            continue
        content = _unnamed(files[name]) if name == MANIFEST else files[name]
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"


def claimed(files: Mapping[str, bytes]) -> str | None:
    """Return the revision that a bundle of *files* says it is of."""
    said = _manifest(files[MANIFEST]).get("revision") if MANIFEST in files else None
    return said if isinstance(said, str) else None


def named(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Return *files* with *name* as their revision."""
    return {**files, MANIFEST: dumps({**_manifest(files[MANIFEST]), "revision": name})}


def _unnamed(manifest: bytes) -> bytes:
    return dumps({key: value for key, value in _manifest(manifest).items() if key != "revision"})


def _manifest(written: bytes) -> dict[str, object]:
    try:
        read = json.loads(written)
    except ValueError:
        raise NotABundle(MANIFEST) from None
    if not isinstance(read, dict):
        raise NotABundle(MANIFEST)
    return read
