"""What a release of the policies is made of: proposed, tested, approved by another, then let in by degrees."""

from domain.process import Process

POLICY_RELEASE = Process(
    name="policy-release",
    stages=("proposed", "tested", "approved", "recording", "warning", "in_force"),
    declaration="release.proposed",
    facts={
        "release.proposed": "declaration",
        "release.tested": "tests",
        "backtest.completed": "backtest",
        "release.approved": "approval",
        "release.staged": "staging",
        "observation.completed": "observation.{mode}",
        "rollback.rehearsed": "rollback",
        "release.reverted": "reversal",
    },
)
