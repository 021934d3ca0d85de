"""Fetch Maven artifacts without Maven: run as a script, with the jgo library on PYTHONPATH.

python jars.py FOLDER GROUP:ARTIFACT:VERSION...
"""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def fetch(folder: Path, coordinates: list[str]) -> None:
    """Put the jar of each of *coordinates* into *folder*."""
    # Here and not above: jgo lives in a folder of the cache, never beside Balise.
    from jgo.maven import MavenContext  # type: ignore[import-not-found]  # noqa: PLC0415

    context = MavenContext(repo_cache=folder / ".repository", timeout=120)

    def one(coordinate: str) -> None:
        group, artifact, version = coordinate.split(":")
        jar = context.project(group, artifact).at_version(version).artifact().resolve()
        shutil.copy(jar, folder / Path(jar).name)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, coordinates))
    shutil.rmtree(folder / ".repository")


if __name__ == "__main__":
    fetch(Path(sys.argv[1]), sys.argv[2:])
