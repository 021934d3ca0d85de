"""Lives written by hand, of which every figure is known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.case import Case, Fact, OpinionFact
from domain.processes import PROCESSES
from domain.question import Mode, Opinion, Passage
from domain.standing import stage_after
from domain.text import Text
from domain.verdict import Citation, Obligation, Outcome, Reason, RequiredOpinion, Verdict
from reporting.life import Entered, Judgement, Life, Told

FIRST_DAY = datetime(2026, 1, 5, 14, tzinfo=UTC)
"""A Monday morning in Québec."""

NOBODY_ELSE = Citation(key="k", instrument="Loi sur l'essai", article="12", confidence="verified")


def after(days: float) -> datetime:
    """Return the moment so many *days* after the first one."""
    return FIRST_DAY + timedelta(days=days)


def text(said: str) -> Text:
    return Text(fr=f"{said} (fr)", en=f"{said} (en)")


def reason(rule: str, gate: str, cause: Any = "violated") -> Reason:
    return Reason(
        rule=rule,
        gate=gate,
        title=text(f"Titre de {rule}"),
        message=text(f"Motif de {rule}"),
        remedy=text(f"Remède à {rule}"),
        citation=NOBODY_ELSE,
        cause=cause,
    )


def awaited(body: str, gate: str) -> RequiredOpinion:
    return RequiredOpinion(
        body=body, gate=gate, title=text(f"Avis de {body}"), message=text("Attendu"), remedy=text("Soumettre"),
        cause="absent",
    )  # fmt: skip


def owed(identifier: str, due: date, *, by: str = "chum", kind: Any = "regularize") -> Obligation:
    rule, _, gate = identifier.partition("@")
    return Obligation(
        id=identifier, kind=kind, rule=rule, gate=gate, what=text(f"Faire {rule}"), remedy=text("Le faire"), by=by,
        due=due,
    )  # fmt: skip


def verdict(
    *reasons: Reason | RequiredOpinion,
    obligations: tuple[Obligation, ...] = (),
    revision: str = "sha256:r1",
    suspends: tuple[Reason, ...] = (),
) -> Verdict:
    """Return the verdict that follows from *reasons*; none means that the gate opens. What *suspends* closes none."""
    violations = tuple(each for each in reasons if isinstance(each, Reason) and each.cause == "violated")
    indeterminates = tuple(each for each in reasons if isinstance(each, Reason) and each.cause != "violated")
    opinions = tuple(each for each in reasons if isinstance(each, RequiredOpinion))
    outcome = (
        Outcome.DENY
        if violations
        else Outcome.INDETERMINATE
        if indeterminates
        else Outcome.REVIEW
        if opinions
        else Outcome.ALLOW
    )
    return Verdict(
        decision_id="sha256:d",
        path="balise/verdict",
        revision=revision,
        outcome=outcome,
        violations=violations,
        indeterminates=indeterminates,
        opinions=opinions,
        suspends=suspends,
        obligations=obligations,
        gates=("planning",),
        evaluated=(),
    )


class Writer:
    """Writes one case's life, message by message, as Balise would announce it."""

    def __init__(self, case_id: str = "initiative:chum/essai", **declared: Any) -> None:
        self.case = Case.opened(case_id)
        self.declared = {"title": "Un essai", **declared}
        self._told: list[Told] = []
        self._judgements: list[Judgement] = []
        self._entries: list[Entered] = []
        self._verdict: Verdict | None = None

    def says(
        self,
        days: float,
        kind: str,
        *,
        what: str | None = None,
        data: dict[str, Any] | None = None,
        to: str | None = None,
        mode: Mode = Mode.PASSAGE,
        judged: Verdict | None = None,
        settled: tuple[str, ...] = (),
        said_after: float = 0.0,
    ) -> "Writer":
        """Tell one message, and the verdict on the passage *to* that it asked for."""
        at, sequence = after(days), len(self._told) + 1
        case = self.case
        facts = case.facts
        if what is not None:
            facts = {**facts, what: Fact(data=data or {}, event_id=f"e-{sequence}", time=at)}
        if what == "declaration":
            facts["declaration"] = Fact(data=self.declared | (data or {}), event_id=f"e-{sequence}", time=at)
        changes: dict[str, Any] = {"facts": facts, "seen": (*case.seen, f"k-{sequence}")}
        if judged is not None and to is not None:
            passage = Passage(mode=mode, origin=case.stage, to=to)
            entered = judged.outcome is Outcome.ALLOW and mode is not Mode.STANDING
            changes |= {"outcome": judged.outcome, "obligations": judged.obligations}
            stage = stage_after(PROCESSES[case.process], case, passage, judged)
            changes |= {"stage": stage} | ({"passage": None} if entered else {})
            changes |= {} if entered or mode is Mode.STANDING else {"passage": passage}
            self._verdict = judged
            self._judgements.append(
                Judgement(
                    sequence=sequence, at=at, said_at=at + timedelta(seconds=said_after), passage=passage,
                    stage=stage, settled=settled, verdict=judged,
                )
            )  # fmt: skip
            if stage is not None and stage != case.stage:
                self._entries.append(Entered(sequence=sequence, at=at, stage=stage, origin=case.stage, mode=mode))
        elif kind == "passage.withdrawn":
            changes["passage"] = None
        self.case = case.model_copy(update=changes)
        self._told.append(
            Told(
                sequence=sequence, at=at, event_id=f"e-{sequence}", type=kind, what=what or kind,
                stage=self.case.stage, gate=to, outcome=judged.outcome if judged else None,
            )
        )  # fmt: skip
        return self

    def opinion(self, body: str) -> "Writer":
        given = OpinionFact(
            opinion=Opinion(body=body, answer="favourable", covers="sha256:x"), event_id="o-1", time=FIRST_DAY
        )
        self.case = self.case.model_copy(update={"opinions": {**self.case.opinions, body: given}})
        return self

    @property
    def life(self) -> Life:
        """What was written so far."""
        return Life(
            case=self.case,
            verdict=self._verdict,
            told=tuple(self._told),
            judgements=tuple(self._judgements),
            entries=tuple(self._entries),
            announced=len(self._told),
        )


def refused_then_allowed() -> Writer:
    """Return a case stopped at planning by two rules and an opinion: data lifts the one, days later need the other."""
    both = (reason("DON-001", "planning"), reason("BES-002", "planning", "fact_missing"))
    return (
        Writer()
        .says(0, "initiative.declared", what="declaration", to="opportunity", judged=verdict())
        .says(10, "passage.requested", to="planning", judged=verdict(*both, awaited("privacy_officer", "planning")))
        .says(12, "data.described", what="data", to="planning",
              judged=verdict(both[1], awaited("privacy_officer", "planning")))
        .says(14, "need.described", what="need", to="planning", judged=verdict(awaited("privacy_officer", "planning")))
        .says(20, "opinion.rendered", to="planning", judged=verdict(), said_after=3)
    )  # fmt: skip
