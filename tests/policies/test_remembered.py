"""What a check remembers: only what was fine, and only while nothing that it read has changed."""

import re
import shutil
from pathlib import Path

import pytest

from authoring import remembered
from authoring.alone import Bundle
from authoring.checks import answers, style, tests
from authoring.families import Families
from authoring.machinery import PACKAGE, Machinery
from authoring.policies import Policies
from authoring.reference import Reference
from authoring.remembered import Memory, Recall, digest
from engines.bundle import digest as content
from engines.bundle import stage
from engines.rego import Opa
from settings import ROOT

pytestmark = pytest.mark.engines

SMALL = {
    "rules/gates/need.rego": "# METADATA\n# description: Small.\npackage balise.rules.gates.need\n\n"
    "default met := false\n\n"
    "met if input.share >= data.rules.gates.parameters.need.share\n",
    "rules/gates/need_test.rego": "package balise.rules.gates.need_test\n\nimport data.balise.rules.gates.need\n\n"
    'test_met_at_it if need.met with input as {"share": 2}\n\n'
    'test_met_unmet_below if not need.met with input as {"share": 1}\n',
    "rules/gates/voice.rego": "package balise.rules.gates.voice\n\ndefault heard := false\n\n"
    "heard if input.share >= data.rules.gates.parameters.voice.share\n",
    "rules/gates/voice_test.rego": "package balise.rules.gates.voice_test\n\nimport data.balise.rules.gates.voice\n\n"
    'test_heard_at_it if voice.heard with input as {"share": 2}\n\n'
    'test_heard_unmet_below if not voice.heard with input as {"share": 0}\n',
    "balise/judged.rego": "package balise.judged\n\n"
    "yes if data.balise.rules[input.family][input.subject][data.names[input.subject]] == true\n",
    "balise/judged_test.rego": "package balise.judged_test\n\nimport data.balise.judged\n\n"
    'test_yes if judged.yes with input as {"family": "gates", "subject": "need", "share": 2}\n',
    "rules/gates/parameters/data.yaml": "need: {share: 2}\nvoice: {share: 1}\n",
    "names/data.yaml": "need: met\nvoice: heard\n",
}
NEED, VOICE = "rules/gates/need.rego", "rules/gates/voice.rego"
PARAMETERS = "rules/gates/parameters/data.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "policies" / ".regal", folder / ".regal")
    shutil.copyfile(ROOT / "policies" / "capabilities.json", folder / "capabilities.json")
    return folder


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_memory_outlives_the_run_until_it_is_begun_anew(tmp_path: Path) -> None:
    Memory(tmp_path).keep({"one": "", "other": "said of it"})
    kept = Memory(tmp_path)
    assert (kept.note("one"), kept.note("other"), kept.note("third")) == ("", "said of it", None)
    assert Memory(tmp_path, fresh=True).note("one") is None
    assert Memory(tmp_path).note("one") is None


def test_another_version_of_the_code_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest("style", "a", "b")
    assert digest("style", "ab", "") != before
    monkeypatch.setattr(remembered, "_code", lambda: b"newer")
    assert digest("style", "a", "b") != before


@pytest.mark.parametrize(
    ("edit", "asked", "recalled"),
    [
        pytest.param((NEED, "share >=", "share  >="), 2, 0, id="rule that the machinery judges"),
        pytest.param((VOICE, "share >=", "share  >="), 1, 1, id="rule that it does not"),
        pytest.param((VOICE, "default heard", "default quiet := true\n\ndefault heard"), 2, 0, id="rule of a new name"),
        pytest.param(("rules/gates/voice_test.rego", '"share": 0', '"share": 0.5'), 1, 1, id="test of a rule"),
        pytest.param(("balise/judged.rego", "== true", "!= false"), 1, 1, id="machinery"),
        pytest.param(("balise/judged_test.rego", "test_yes", "test_it_is"), 1, 1, id="test of the machinery"),
        pytest.param(("names/data.yaml", "voice: heard", "voice: seen"), 1, 1, id="data that no rule names"),
        pytest.param((PARAMETERS, "need: {share: 2}", "need: {share: 1.5}"), 2, 0, id="parameter of a rule it judges"),
        pytest.param((PARAMETERS, "voice: {share: 1}", "voice: {share: 1.5}"), 1, 1, id="parameter of another"),
    ],
)
def test_tests_are_run_again_when_something_they_can_see_changes(
    opa: Path, small: Path, edit: tuple[str, str, str], asked: int, recalled: int
) -> None:
    memory = Memory()
    for expected in ((0, "nothing"), (2, "all")):
        recall = Recall(memory)
        tests.tested(Policies(small, opa), recall)
        assert (recall.recalled, recall.how_much) == expected
    name, old, new = edit
    replaced(small / name, old, new)
    recall = Recall(memory)
    tests.tested(Policies(small, opa), recall)
    # Where the machinery must be looked at again, its look is not known by name yet.
    assert (recall.recalled, recall.asked > 0, recall.how_much) == (
        recalled,
        asked > 0,
        "part" if recalled else "nothing",
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("rules/gates/voice_test.rego", '"share": 0', '"share": 1', id="test of a rule"),
        pytest.param("balise/judged_test.rego", '"share": 2', '"share": 1', id="test of the machinery"),
        pytest.param(VOICE, "default heard", "default quiet := true\n\ndefault heard", id="line of a rule"),
        pytest.param("balise/judged.rego", "yes if", "no if input.no\n\nyes if", id="line of the machinery"),
    ],
)
def test_tests_that_fail_or_leave_lines_out_are_never_remembered(
    opa: Path, small: Path, name: str, old: str, new: str
) -> None:
    memory = Memory()
    assert tests.tested(Policies(small, opa), Recall(memory)) == []
    replaced(small / name, old, new)
    first = tests.tested(Policies(small, opa), Recall(memory))
    assert len(first) == 1
    assert tests.tested(Policies(small, opa), Recall(memory)) == first
    replaced(small / name, new, old)
    assert tests.tested(Policies(small, opa), Recall(memory)) == []


def test_every_test_of_the_house_is_of_a_family_or_of_the_machinery(opa: Path) -> None:
    policies = Policies(ROOT / "policies", opa)
    families, machinery = Families(policies), Machinery(policies)
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "policies").rglob("*.rego")]
    names = [
        f"data.{package}.{test}"
        for text in texts
        for package in PACKAGE.findall(text)
        for test in re.findall(r"^(test_\w+)", text, re.MULTILINE)
    ]
    assert len(names) > 1000
    of_rules, of_machinery = re.compile(families.tests(families.modules)), re.compile(machinery.tests)
    assert [name for name in names if not of_rules.search(name) and not of_machinery.search(name)] == []


@pytest.mark.parametrize(
    ("edit", "seen"),
    [
        (("rules/gates/training.rego", "trained_share >=", "trained_share >"), {"gates"}),
        (("rules/gates/training_test.rego", "test_", "test_it_"), {"gates"}),
        (("rules/campaign/parameters/data.yaml", ": 1", ": 2"), {"campaign"}),
        (("rules/entitlement/speakers.rego", "may_say(type", "may_say(kind_of"), {"entitlement", "gates", "lrsss"}),
    ],
)
def test_tests_of_a_family_see_what_they_lead_to(
    policies: Path, opa: Path, edit: tuple[str, str, str], seen: set[str]
) -> None:
    def looks() -> dict[str, str]:
        families = Families(Policies(policies, opa))
        return {family: families.seen(family) for family in families.modules}

    before, (name, old, new) = looks(), edit
    replaced(policies / name, old, new)
    after = looks()
    assert {family for family in before if before[family] != after[family]} == seen


def test_sides_are_not_tried_again_for_a_rule_that_answers_otherwise(opa: Path, policies: Path) -> None:
    here, memory = policies / "rules" / "gates", Memory()
    for folder in ("balise", "assessment", "prioritization"):
        shutil.rmtree(policies / folder)
    for family in (policies / "rules").iterdir():
        if family.is_dir() and family != here:
            shutil.rmtree(family)
    for path in here.glob("*.rego"):
        if not path.name.startswith(("training", "need")):
            path.unlink()
    assert tests.both_sides(Policies(policies, opa), Recall(memory)) == []
    replaced(here / "training.rego", "trained_share >=", "trained_share >")
    recall = Recall(memory)
    assert tests.both_sides(Policies(policies, opa), recall) == []
    assert recall.how_much == "all"
    replaced(here / "training_test.rego", "test_users_trained_met", "test_nothing_met")
    for _ in range(2):
        assert tests.both_sides(Policies(policies, opa), Recall(memory))


def test_style_is_looked_at_again_in_a_file_and_in_those_that_refer_to_it(opa: Path, regal: Path, small: Path) -> None:
    memory = Memory()
    (small / "balise/judged.rego").write_text(
        "# METADATA\n# entrypoint: true\npackage balise.judged\n\nyes if input.yes\n", encoding="utf-8"
    )
    assert style.linted(Policies(small, opa, regal), Recall(memory)) == []
    replaced(small / VOICE, "share >=", "share >")
    recall = Recall(memory)
    assert style.linted(Policies(small, opa, regal), recall) == []
    assert (recall.asked, recall.recalled) == (2, 4)
    # Its test, which is as it was, now refers to nothing; Regal lets by what a gate may name.
    replaced(small / "balise/judged.rego", "yes if", "other if")
    for _ in range(2):
        found = style.linted(Policies(small, opa, regal), Recall(memory))
        assert [(problem.file, problem.said.split(":")[0]) for problem in found if problem.said] == [
            ("policies/balise/judged_test.rego", "imports/unresolved-reference")
        ]


def test_what_regal_asks_of_several_files_at_once_is_known(regal: Path) -> None:
    """Each of these compares a file with those it refers to, or counts entry points: nothing else is compared."""
    sources = regal.read_bytes().split(b"\npackage regal.rules.")[1:]
    across = {
        re.split(rb"[\n]", source, maxsplit=1)[0].decode()
        for source in sources
        if re.search(rb"^aggregate contains", source.split(b"\npackage ")[0][:20000], re.MULTILINE)
    }
    assert across == {
        'bugs["impossible-not"]',
        'custom["missing-metadata"]',
        'idiomatic["no-defined-entrypoint"]',
        'imports["circular-import"]',
        'imports["prefer-package-imports"]',
        'imports["unresolved-import"]',
        'imports["unresolved-reference"]',
    }


def test_questions_about_a_process_see_nothing_of_what_is_left_out(opa: Path, tmp_path: Path) -> None:
    reference = Reference(Opa(opa, ROOT / "policies"))
    staged = stage(ROOT / "policies", tmp_path / "staged", opa)
    whole = Bundle(staged)
    recorded = reference.recorded()
    processes = {question.process for question, _ in recorded}
    assert len(processes) == 7
    for process in processes:
        mine = [pair for pair in recorded if pair[0].process == process]
        folder = whole.alone(process, tmp_path / process)
        assert len(list(folder.rglob("*.rego"))) < len(list(staged.rglob("*.rego")))
        assert Reference(Opa(opa, folder)).differing(mine) == []


@pytest.mark.parametrize(
    ("edit", "seen"),
    [
        (("rules/gates/training.rego", "trained_share >=", "trained_share >"), {"initiative"}),
        (("rules/campaign/parameters/data.yaml", ": 1", ": 2"), {"campaign"}),
        (("processes/mandate/data.yaml", "order: [", "order: [ "), set()),
        (("parameters/data.yaml", "major: 90", "major: 91"), None),
        (("balise/calendar.rego", "package balise.calendar", "package balise.calendar\n"), None),
    ],
)
def test_questions_are_asked_again_where_an_edit_can_be_seen(
    opa: Path, policies: Path, tmp_path: Path, edit: tuple[str, str, str], seen: set[str] | None
) -> None:
    processes = [path.parent.name for path in (policies / "processes").glob("*/data.yaml")]

    def looks(name: str) -> dict[str, str]:
        whole = Bundle(stage(policies, tmp_path / name, opa))
        return {one: content(whole.alone(one, tmp_path / f"{name}-alone" / one)) for one in processes}

    before = looks("before")
    name, old, new = edit
    path = policies / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    after = looks("after")
    assert {one for one in processes if before[one] != after[one]} == (set(processes) if seen is None else seen)


def test_answers_that_changed_are_never_remembered(opa: Path, policies: Path) -> None:
    memory = Memory()
    replaced(policies / "rules" / "gates" / "parameters" / "data.yaml", "minimum_share: 0.8", "minimum_share: 0.9")
    for recalled in ("nothing", "part"):
        recall = Recall(memory)
        (problem,) = answers.recorded(Policies(policies, opa), recall)
        assert problem.file == "policies/reference/initiative.json"
        assert recall.how_much == recalled
