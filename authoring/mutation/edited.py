"""Which policies are being worked on, as git tells it."""

import subprocess
from pathlib import Path
from typing import Final

TESTS: Final = "_test.rego"


def changed(policies: Path) -> set[str]:
    """Return the files below *policies* that git does not have as they are now; for tests, what they test."""
    listing = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all", "--", "."],  # noqa: S607  whichever git the person uses
        cwd=policies,
        capture_output=True,
        text=True,
        check=True,
    )
    top = subprocess.run(
        ["git", "rev-parse", "--show-prefix"],  # noqa: S607
        cwd=policies,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line[3:].rpartition(" -> ")[2].strip('"') for line in listing.stdout.splitlines()]
    below = [name.removeprefix(top.stdout.strip()) for name in names]
    return {name.removesuffix(TESTS) + ".rego" if name.endswith(TESTS) else name for name in below}
