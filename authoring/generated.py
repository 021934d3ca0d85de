"""Which files are made and never written by hand: the catalogue, the calendar, the built-ins allowed, the matrix."""

import json
from pathlib import Path

from authoring import catalogue, matrix, workdays
from authoring.policies import Policies
from engines.rego import CAPABILITIES


def generated(policies: Policies) -> dict[Path, str]:
    """Return every file that is generated from the policies, and what it must hold."""
    data = policies.folder / "catalogue" / "data.json"
    return {
        policies.folder / CAPABILITIES: capabilities(policies),
        policies.folder / "calendar" / "data.json": workdays.rendered(),
        data: catalogue.rendered(
            catalogue.catalogue(policies.folder, policies.opa, policies.inspected, policies.sources)
        ),
        **{policies.docs / name: matrix.written(policies, language) for language, name in matrix.DOCUMENTS.items()},
    }


def capabilities(policies: Policies) -> str:
    """Return the list of allowed built-ins as it is committed."""
    return json.dumps(policies.rego.allowed(), indent=2, sort_keys=True) + "\n"


def write(policies: Policies) -> None:
    """Write every generated file."""
    for path, content in generated(policies).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
