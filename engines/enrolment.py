"""Which public keys an installation has enrolled, and how they join the policies' own table when a bundle is made.

They are the installation's and not the product's: they stay in its data folder. A key is never removed, because what
it signed while it held must still be proved; it is revoked from a day on.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

import yaml

TABLE: Final = Path("keys") / "data.yaml"
"""Of the policies."""
Keys = dict[str, dict[str, Any]]
"""By thumbprint: body, seat, person, establishment, public JWK, days."""


def enrolled(path: Path) -> Keys:
    """Return the keys that *path* holds; none when there is no such file."""
    if not path.exists():
        return {}
    held: Keys = json.loads(path.read_text(encoding="utf-8"))
    return held


def keep(path: Path, keys: Keys) -> None:
    """Write *keys* to *path*, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(keys, file, ensure_ascii=False, indent=2, sort_keys=True)
        file.write("\n")
    Path(name).replace(path)


def join(staged: Path, keys: Keys) -> None:
    """Add *keys* to the table in the *staged* policies. One that the policies themselves hold is theirs to say."""
    if not keys:
        return
    table = staged / TABLE
    own: Keys = yaml.safe_load(table.read_text(encoding="utf-8")) or {}
    table.write_text(json.dumps({**keys, **own}, ensure_ascii=False, sort_keys=True), encoding="utf-8")
