"""`balise policy test`: every rule's tests, and the lines they pass through."""

from rich.console import Console

from cli.policy import desk
from cli.screen import Exit, screen


def test() -> None:
    """Run the tests, then measure what they cover."""
    policies = desk.policies()
    with desk.readable(policies):
        results = policies.rego.test()
        failed = [
            f"{result['package']}.{result['name']}" for result in results if result.get("fail") or result.get("error")
        ]
        # OPA does not measure what tests that fail pass through.
        covered, holes = (None, []) if failed else policies.rego.coverage()
    passed = len(results) - len(failed)
    answer = {"passed": passed, "failed": len(failed), "failures": failed, "coverage": covered, "uncovered": holes}
    screen.answer(answer, lambda console: _outcome(console, passed, failed, covered, holes))
    if failed or not results or holes:
        raise SystemExit(int(Exit.REFUSED))


def _outcome(console: Console, passed: int, failed: list[str], covered: float | None, holes: list[str]) -> None:
    for name in failed:
        console.print(f"[red]✗[/red] {name}", soft_wrap=True)
    for hole in holes:
        console.print(screen.text(f"non couvert : {hole}", f"not covered: {hole}"), soft_wrap=True)
    if covered is not None:
        console.print(screen.text(f"couverture : {covered:.2f} %", f"coverage: {covered:.2f}%"))
    console.print(f"{passed} passed, {len(failed)} failed")
