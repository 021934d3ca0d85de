"""What a verdict costs OPA, beside a rule that decides nothing: `python -m bench.policy`.

OPA's own `opa bench` measures, on one core, the very content of the bundle that production serves. The dossier holds
everything that the contract's golden examples tell of an initiative. Takes about a minute and a half.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from domain.initiative import INITIATIVE
from domain.question import Opinion
from engines import artifacts
from engines.bundle import stage
from engines.rego import Opa
from events.signing import Key
from settings import ROOT, Settings

EXAMPLES: Final = ROOT / "events" / "examples"
EMPTY: Final = "package empty\n\nverdict := true\n"
BATCH: Final = 500
GOAL_MS: Final = 1.0
"""Milliseconds that the verdict of a gate should take at most, by its median, on an idle core."""

KINDS: Final = ("privacy", "algorithmic_impact", "equity", "security")
UNTOLD: Final[dict[str, dict[str, bool]]] = {
    "data": {"collected_from_persons": False, "accesses_logged": True, "communications_registered": True},
    "trial": {"care_setting": True},
    "assessment": {"diversity_experts": True},
}
"""What the examples leave out, being examples, and a complete dossier would say."""

SOURCE: Final = "urn:balise:etablissement:banc"
OPINIONS: Final = {
    "privacy_officer": "urn:balise:gouvernance:msss",
    "comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante",
    "professional_order": "urn:balise:gouvernance:ordre",
}
GIVERS: Final = {body: (Key.new(), f"p-{number:012x}") for number, body in enumerate(OPINIONS)}
"""Key and reference of who speaks for each body."""
TODAY: Final = "2026-11-02T14:00:00Z"

ONE: Final = "data.balise.verdict"
MANY: Final = "data.balise.verdicts"


@dataclass(frozen=True)
class Cost:
    """What one kind of question costs. Times are in milliseconds of OPA's evaluation, on one core."""

    asked: str
    outcome: str
    rules: int
    """Rules judged, over all the questions of one request."""
    median: float
    lowest: float
    per_second: float
    """Questions per second and core, at the median."""
    of_empty: float
    """Median over that of the empty rule."""
    kilobytes: float
    """Memory allocated per question."""


def dossier() -> dict[str, dict[str, Any]]:
    """Return the facts that the golden examples give, and the few they leave out, as policies read them."""
    facts: dict[str, dict[str, Any]] = {}
    for message_type in INITIATIVE.facts:
        data = json.loads((EXAMPLES / f"{message_type}.json").read_bytes())["data"]
        topic, _, kind = (INITIATIVE.topic(message_type, data) or "").partition(".")
        whole = {**data, **UNTOLD.get(topic, {})}
        if topic == "assessment":
            facts[topic] = {one: {**whole, "kind": one} for one in KINDS}
        else:
            facts[topic] = {kind: data} if kind else whole
    return facts


def said(facts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return who said *facts*: the case's establishment."""
    spoken = {}
    for message_type, template in INITIATIVE.facts.items():
        topic, by_kind, _ = template.partition(".")
        for each in facts.get(topic, {}) if by_kind else [topic] if topic in facts else ():
            spoken[f"{topic}.{each}" if by_kind else topic] = _said(message_type)
    return spoken


def _said(message_type: str) -> dict[str, str]:
    return {"source": SOURCE, "type": message_type}


def enrolled() -> dict[str, dict[str, Any]]:
    """Return the table of the keys of those who give opinions."""
    days = {"valid_from": "2026-01-01", "valid_until": "2026-12-31", "revoked_from": None}
    return {
        key.id: {"body": body, "seat": None, "person": person, "establishment": None, "jwk": key.jwk, **days}
        for body, (key, person) in GIVERS.items()
    }


def given(case_id: str) -> dict[str, Any]:
    """Return every opinion on a case, signed as production has them."""
    opinions = {}
    for body, (key, person) in GIVERS.items():
        opinion = Opinion(body=body, answer="favourable", covers="d", reasons="Le besoin est établi.", language="fr")
        signature = key.signed(case_id, opinion, person=person, signed_on=date(2026, 11, 2))
        opinions[body] = {**opinion.model_dump(mode="json"), "signature": signature, "received_at": TODAY}
    return opinions


def question(mode: str, origin: str | None, to: str, facts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a question as production asks it, every opinion given."""
    return {
        "as_of": TODAY,
        "process": INITIATIVE.name,
        "case": {
            "id": "initiative:banc/essai",
            "establishment": "banc",
            "stage": origin,
            "dossier": "d",
            "heard": "2026-11-02T14:00:00Z",
        },
        "passage": {"mode": mode, "origin": origin, "to": to},
        "facts": facts,
        "opinions": given("initiative:banc/essai"),
        "provenance": {"facts": said(facts), "opinions": OPINIONS, "passage": _said("passage.requested")},
        "event_id": "e",
    }


def questions() -> dict[str, dict[str, Any]]:
    """Return what is asked: every gate of an ordinary life, a gate with nothing to judge by, a case declared late."""
    whole = dossier()
    stages = INITIATIVE.stages
    passages = {
        f"passage to {to}": question("passage", origin, to, whole)
        for origin, to in zip((None, *stages), stages, strict=False)
    }
    return passages | {
        "passage to production, no fact": question("passage", "realization", "production", {}),
        "recension in production": question("recension", None, "production", whole),
    }


def measured(opa: Path, folder: Path) -> Iterator[Cost]:
    """Measure in *folder*, the empty rule first."""
    (folder / "empty").mkdir()
    (folder / "empty" / "empty.rego").write_text(EMPTY, encoding="utf-8")
    staged = stage(ROOT / "policies", folder / "staged", opa, enrolled())
    floor = _bench(opa, folder / "empty", "data.empty.verdict", {}, folder)
    yield _cost("empty rule", "-", 0, floor, floor)
    asked = questions()
    for name, one in asked.items():
        verdict = Opa(opa, staged).evaluate(ONE, one)
        yield _cost(name, verdict["outcome"], len(verdict["evaluated"]), _bench(opa, staged, ONE, one, folder), floor)
    each = asked["passage to production"]
    # Each is another case: OPA would answer the same question once.
    cases = [f"initiative:banc/{number}" for number in range(BATCH)]
    batch = {"questions": [{**each, "case": {**each["case"], "id": one}, "opinions": given(one)} for one in cases]}
    verdicts = Opa(opa, staged).evaluate(MANY, batch)
    spent = _bench(opa, staged, MANY, batch, folder)
    rules = sum(len(verdict["evaluated"]) for verdict in verdicts)
    per_question = {name: figure / BATCH for name, figure in spent.items()}
    yield _cost(f"{BATCH} passages to production", verdicts[0]["outcome"], rules, per_question, floor)


def _bench(opa: Path, policies: Path, query: str, document: Any, folder: Path) -> dict[str, float]:
    written = folder / "input.json"
    written.write_text(json.dumps(document), encoding="utf-8")
    command = [
        *(str(opa), "bench", "--bundle", str(policies), "--input", str(written), "--format", "json"),
        *("--optimize-store-for-read-speed", "--benchmem", "--count", "1", query),
    ]
    done = subprocess.run(  # noqa: S603  our own command, and no shell reads it
        command, env={**os.environ, "GOMAXPROCS": "1", "GOGC": "400"}, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    timer = "histogram_timer_rego_query_eval_ns"
    return {
        "median": found["Extra"][f"{timer}_median"] / 1e6,
        "lowest": found["Extra"][f"{timer}_min"] / 1e6,
        "bytes": found["MemBytes"] / found["N"],
    }


def _cost(asked: str, outcome: str, rules: int, spent: dict[str, float], floor: dict[str, float]) -> Cost:
    return Cost(
        asked=asked,
        outcome=outcome,
        rules=rules,
        median=spent["median"],
        lowest=spent["lowest"],
        per_second=1000 / spent["median"],
        of_empty=spent["median"] / floor["median"],
        kilobytes=spent["bytes"] / 1000,
    )


def _table(costs: list[Cost]) -> Table:
    table = Table(box=None, pad_edge=False, title="one core, OPA's evaluation alone", title_justify="left")
    for name in ("asked", "outcome", "rules", "median ms", "lowest ms", "a second", "x empty", "kB"):
        table.add_column(name, justify="left" if name in {"asked", "outcome"} else "right", no_wrap=True)
    for cost in costs:
        table.add_row(
            *(cost.asked, cost.outcome, str(cost.rules), f"{cost.median:.3f}", f"{cost.lowest:.3f}"),
            *(f"{cost.per_second:,.0f}", f"{cost.of_empty:,.0f}", f"{cost.kilobytes:.0f}"),
        )
    return table


def main() -> None:
    """Measure, and report as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.policy", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as JSON")
    chosen = parser.parse_args()
    progress = Console(stderr=True, highlight=False)
    before = os.getloadavg()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory(prefix="balise-bench-") as folder:
        opa = artifacts.opa(Settings().cache, lambda text: progress.print(text.en))
        for cost in measured(opa, Path(folder)):
            progress.print(f"  {cost.asked}: {cost.median:.3f} ms")
            costs.append(cost)
    load = {"before": before, "after": os.getloadavg()}
    if chosen.json:
        print(json.dumps({"costs": [asdict(cost) for cost in costs], "load": load, "goal_ms": GOAL_MS}, indent=2))
        return
    console = Console(width=130, highlight=False)
    console.print(_table(costs))
    console.print(f"goal: the verdict of a gate in {GOAL_MS:g} ms or less; load before and after: {load}")


if __name__ == "__main__":
    main()
