"""A case file that is what it says is proven, by what stands alone."""

from pathlib import Path

import pytest

from audit.verifier.casefile import verify
from audit.verifier.checkpoint import trusted
from audit.verifier.report import Exit
from tests.audit.proof.journals import OPERATOR, WITNESSES, Journal

pytestmark = pytest.mark.engines


def test_every_case_of_the_story_is_proven(journal: Journal, opa: Path) -> None:
    trust = trusted([str(OPERATOR.key)], [str(each.key) for each in WITNESSES], 2)
    cases = {entry.case_id for entry in journal.entries}
    assert len(cases) > 5
    for case_id in sorted(cases)[:3]:
        report = verify(journal.file(case_id, OPERATOR, *WITNESSES[:2]), trust, opa)
        assert report.findings == []
        assert report.exit is Exit.PROVEN
