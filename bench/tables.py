"""How a run's figures are shown to people."""

from collections.abc import Mapping
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.drive import BALISE
from bench.figures import GOAL_OF_LIMIT, GOAL_OF_PLAIN, GOAL_OF_UNKEPT, Spread, percentile, ratios
from bench.report import Latency, Report, Staged

AWAITED = ("ask OPA", "announce on Kafka", "signal with start")
"""Stages that wait: the processor time of their thread is also that of everything else it did meanwhile."""

SELDOM = 0.05
"""Calls per event below which an operation of the server is left out."""


def show(report: Report, console: Console) -> None:
    """Print *report* on *console*."""
    console.print(_contenders(report))
    console.print(_processes(report))
    for line in _sentences(report):
        console.print(line, soft_wrap=True)
    console.print(_stages(report.staged))
    console.print(_calls({name: one.server_calls for name, one in report.measured.items()}))


def _contenders(report: Report) -> Table:
    table = _table(
        f"{report.rounds} rounds of {report.shape.cases} cases and {report.shape.events} events",
        *("", "events/s", "lowest", "highest", "of limit", "of plain", "grouped/s", "verdicts"),
        *("history events", "history bytes"),
    )
    for name, one in report.measured.items():
        rate = one.rate
        references = (report.measured[other].rounds for other in ("limit", "plain"))
        table.add_row(
            *(name, f"{rate.median:.1f}", f"{rate.low:.1f}", f"{rate.high:.1f}"),
            *(f"{ratios(one.rounds, rounds).median:.2f}" for rounds in references),
            *(f"{one.grouped.rate:.1f}", str(one.rounds[0].verdicts)),
            *(f"{one.history.events:.1f}", f"{one.history.bytes:.0f}"),
        )
    return table


def _processes(report: Report) -> Table:
    names = list(report.idle)
    table = _table("processor ms per event", "", *names, "all", "others' share of the machine")
    for contender, one in report.measured.items():
        costs = report.cpu(contender)
        table.add_row(
            *(contender, *(f"{costs[name]:.1f}" for name in names), f"{sum(costs.values()):.1f}"),
            f"{median(each.others for each in one.rounds):.0%}",
        )
    return table


def _sentences(report: Report) -> list[str]:
    machine, sizes = report.machine, report.verdict_bytes
    return [
        _goal("the limit", report.of("limit"), GOAL_OF_LIMIT),
        _goal("the plain way", report.of("plain"), GOAL_OF_PLAIN),
        _goal("its own rate without a journal", report.keeping, GOAL_OF_UNKEPT),
        _latency(report.latency),
        f"a verdict's record: median {percentile(sizes, 0.5)} bytes, largest {sizes[-1]}",
        "idle, share of a core: " + ", ".join(f"{name} {share:.1%}" for name, share in report.idle.items()),
        f"{machine.cores} cores, load {machine.load_before[0]:.1f} before, {machine.load_after[0]:.1f} after",
        _largest(report),
    ]


def _largest(report: Report) -> str:
    """Name the process that costs most and, within the worker, the part that does."""
    processes, costs = report.cpu(BALISE), report.costs()
    dearest = max(processes, key=processes.__getitem__)
    part = next(name for name in costs if name.startswith("worker: "))
    return (
        f"largest cost: {dearest}, {processes[dearest]:.1f} of {sum(processes.values()):.1f} ms of processor time per "
        f"event; largest part of the {part}, {costs[part]:.1f} ms"
    )


def _goal(reference: str, ratio: Spread, goal: float) -> str:
    answer = "met" if ratio.median >= goal else "missed"
    return f"goal of {goal:g} times {reference}: {answer}, {ratio.median:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"


def _latency(latency: Latency) -> str:
    return (
        f"latency at {latency.rate:.1f} events/s ({latency.events} events): p50 {1000 * latency.p50:.0f} ms, "
        f"p99 {1000 * latency.p99:.0f} ms; others took {latency.others:.0%} of the machine"
    )


def _stages(staged: Staged) -> Table:
    table = _table("where the worker's time goes", "stage", "calls/event", "ms/call", "processor ms/event")
    for name, calls, clock, processor in staged.rows():
        table.add_row(name, f"{calls:.2f}", f"{clock:.2f}", "" if name in AWAITED else f"{processor:.2f}")
    for name, processor in staged.parts().items():
        table.add_row(name, "", "", f"{processor:.2f}")
    return table


def _calls(counted: Mapping[str, Mapping[str, float]]) -> Table:
    table = _table("calls counted by the Temporal server, per event", "", *counted)
    shown = {name for calls in counted.values() for name, count in calls.items() if count >= SELDOM}
    for name in sorted(shown):
        table.add_row(name, *(f"{calls.get(name, 0):.2f}" for calls in counted.values()))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table
