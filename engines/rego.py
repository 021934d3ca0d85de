"""How the `opa` command is asked to work on a folder of policies, and what Rego may not call."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CAPABILITIES = "capabilities.json"
"""Name of the file, at the root of the policies, that says which built-ins Rego may call."""

FORBIDDEN: Final = frozenset(
    {
        "http.send",
        "io.jwt.decode_verify",
        "io.jwt.encode_sign",
        "io.jwt.encode_sign_raw",
        "net.cidr_contains_matches",
        "net.lookup_ip_addr",
        "opa.runtime",
        "rand.intn",
        "rego.parse_module",
        "time.now_ns",
        "trace",
        "uuid.rfc4122",
    }
)
"""Clock, network, randomness, environment: what would let the same question get another answer."""


class RegoRefused(Exception):  # noqa: N818  named after what happened
    """OPA or Regal said no; *output* is what it said."""

    def __init__(self, output: str) -> None:
        super().__init__(output)
        self.output = output


@dataclass(frozen=True)
class Opa:
    """The `opa` command at *binary*, working on the folder *policies*."""

    binary: Path
    policies: Path

    def inspect(self) -> str:
        """Return everything OPA knows of the policies, annotations included, as JSON."""
        return self.run("inspect", "--annotations", "--format", "json", str(self.policies))

    def allowed(self) -> dict[str, Any]:
        """Return this OPA's capabilities without what is forbidden or may answer differently twice."""
        found: dict[str, Any] = json.loads(self.run("capabilities", "--current"))
        found["builtins"] = [
            builtin
            for builtin in found["builtins"]
            if builtin["name"] not in FORBIDDEN and not builtin.get("nondeterministic")
        ]
        return found

    def evaluate(
        self,
        query: str,
        document: Any = None,
        *,
        data: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        alone: bool = False,
    ) -> Any:
        """Return the value of *query* for the input *document*, or None when it is undefined.

        *alone*: the query needs nothing of the policies, which take longer to read than it takes to answer.
        """
        read = [flag for path in data for flag in ("--data", path)] or ["--bundle", str(self.policies)]
        read = [] if alone else read
        answer = json.loads(
            self.run("eval", "--format", "json", "--stdin-input", *read, *flags, query, stdin=json.dumps(document))
        )
        return answer["result"][0]["expressions"][0]["value"] if answer.get("result") else None

    def capabilities(self) -> tuple[str, str]:
        """Return the flag that holds Rego to the built-ins it may call."""
        return ("--capabilities", str(self.policies / CAPABILITIES))

    def test(self, *flags: str) -> list[dict[str, Any]]:
        """Run the tests of the policies and return what became of each."""
        arguments = ("test", "--bundle", str(self.policies), "--format", "json", *self.capabilities(), *flags)
        # OPA ends with 2 when a test failed: that is an answer too.
        results: list[dict[str, Any]] = json.loads(command(self.binary, *arguments, answers=(0, 2)))
        return results

    def coverage(self) -> tuple[float, list[str]]:
        """Run the tests again and return the percentage of the policies they cover, and the lines they do not."""
        arguments = ("test", "--bundle", str(self.policies), "--coverage", *self.capabilities())
        report = json.loads(command(self.binary, *arguments, answers=(0, 2)))
        if "coverage" not in report:
            raise RegoRefused(json.dumps(report)[:2000])
        holes = [
            f"{name}:{part['start']['row']}"
            for name, file in report["files"].items()
            for part in file.get("not_covered", ())
        ]
        return float(report["coverage"]), holes

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Run `opa` with *arguments* and return its output.

        Raises:
            RegoRefused: The command ended with an error.
        """
        return command(self.binary, *arguments, stdin=stdin)


def command(
    binary: Path,
    *arguments: str,
    stdin: str | None = None,
    cwd: Path | None = None,
    answers: tuple[int, ...] = (0,),
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run *binary* with *arguments* and return what it printed.

    Raises:
        RegoRefused: The command ended with a code that is none of *answers*.
    """
    done = subprocess.run(  # noqa: S603  our own commands, and no shell reads them
        [str(binary), *arguments],
        input=stdin,
        cwd=cwd,
        # A short command ends before its memory matters: collecting less often takes more than a third off its time.
        env={"GOGC": "800", **os.environ, **(environment or {})},
        capture_output=True,
        # A file that is not UTF-8 comes back in what OPA says of it.
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode not in answers:
        raise RegoRefused((done.stderr + done.stdout).strip())
    return done.stdout
