"""Everything that somebody might alter is caught, and named where it is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from audit.verifier import log, tiles
from audit.verifier.casefile import verify as verify_file
from audit.verifier.checkpoint import Trust
from audit.verifier.notes import Checkpoint, Note
from audit.verifier.policy import Bundle, Opa, Refused
from audit.verifier.report import Exit, Report, Standing
from domain.canonical import digest
from domain.case import Case
from domain.decider import question, settle
from domain.message import Message
from domain.processes import PROCESSES
from domain.question import ENTRYPOINT
from domain.revision import named, packed, revision, unpacked
from domain.verdict import Outcome, Verdict
from tests.audit.proof.alterations import (
    ALTERATIONS,
    contracted,
    destruction,
    entries_of,
    flipped,
    given_opinion,
    judged,
    resettled,
)
from tests.audit.proof.journals import OPERATOR, WITNESSES, Journal

pytestmark = pytest.mark.engines

SOME = (
    "initiative:chum/antibiotherapie",
    "initiative:chum/besoins-fournitures",
    "initiative:chum/donnees-sommeil",
    "initiative:cisss-bsl/priorite-medecin-famille",
)
TRUST = Trust((OPERATOR.key,))
WITNESSED = Trust((OPERATOR.key,), tuple(each.key for each in WITNESSES), 2)


def verified(
    files: Mapping[str, bytes], *, trust: Trust = TRUST, opa: Path | None = None, before: Checkpoint | None = None
) -> Report:
    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path]

    return log.verify(read, trust, opa, before=before)


def seen(journal: Journal) -> Checkpoint:
    return Checkpoint.parse(Note.parse(journal.checkpoint()).text)


@pytest.fixture(scope="session")
def small(journal: Journal) -> Journal:
    return entries_of(journal, *SOME)


def test_there_are_fifty_of_them() -> None:
    assert len(ALTERATIONS) >= 50


def test_what_is_not_altered_is_proven(small: Journal, opa: Path) -> None:
    report = verified(small.files(OPERATOR, *WITNESSES[1:]), trust=WITNESSED, opa=opa, before=seen(small))
    assert report.findings == []
    assert report.exit is Exit.PROVEN
    assert report.proven["settlements"] == report.proven["leaves"] == len(small.entries)
    assert report.proven["verdicts"] == len([entry for entry in small.entries if entry.verdict])


@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_alteration_is_caught_and_named(name: str, small: Journal) -> None:
    altered = ALTERATIONS[name](small)
    cosigned = "witness" in name or "cosignature" in name
    report = verified(altered.files, trust=WITNESSED if cosigned else TRUST)
    findings = [
        finding
        for finding in report.findings
        if finding.code == altered.code
        and all(getattr(finding, field) == value for field, value in altered.where.items())
    ]
    assert findings, [(each.code, each.where.en) for each in report.findings]
    assert report.exit is not Exit.PROVEN
    # Whoever reads it knows that it does not hold, unless there was nothing to read.
    assert report.exit is Exit.NOT_PROVEN or findings[0].standing is Standing.UNCHECKED
    for finding in findings:
        assert "{" not in finding.what.fr + finding.what.en
        assert finding.takes.fr
        assert finding.takes.en
    others = {finding.code for finding in report.findings} - {"policy_not_asked"}
    assert others


def test_a_verdict_replaced_and_all_made_to_follow_is_not_what_the_policies_answer(small: Journal, opa: Path) -> None:
    index = next(
        index
        for index, entry in enumerate(small.entries)
        if entry.verdict is not None and entry.verdict.outcome == "deny" and index == small.of(entry.case_id)[-1]
    )
    entry = small.entries[index]
    assert entry.verdict is not None
    held = Verdict.model_validate(small.value(entry.verdict.content))
    kinder = held.model_copy(update={"outcome": Outcome.ALLOW, "violations": (), "indeterminates": (), "opinions": ()})
    forged = resettled(small, entry.case_id, {entry.sequence: kinder}, {})
    report = verified(forged.files(), opa=opa)
    (finding,) = report.findings
    assert (finding.code, finding.case, finding.sequence) == ("verdict_differs", entry.case_id, entry.sequence)
    assert finding.path == "outcome"
    assert '"allow"' in finding.what.fr
    assert '"deny"' in finding.what.fr


def test_a_word_of_a_reason_replaced_and_all_made_to_follow_is_named_by_its_path(small: Journal, opa: Path) -> None:
    index = judged(small, "deny")
    entry = small.entries[index]
    assert entry.verdict is not None
    held = Verdict.model_validate(small.value(entry.verdict.content))
    first = held.violations[0]
    softer = first.model_copy(update={"message": first.message.model_copy(update={"fr": "Ce n'est rien."})})
    forged = resettled(
        small,
        entry.case_id,
        {entry.sequence: held.model_copy(update={"violations": (softer, *held.violations[1:])})},
        {},
    )
    report = verified(forged.files(), opa=opa)
    assert [(each.code, each.path) for each in report.findings] == [("verdict_differs", "violations[0].message.fr")]
    assert "Ce n'est rien." in report.findings[0].what.fr


def test_policies_that_take_any_signature_for_sound_are_caught(small: Journal, opa: Path) -> None:
    """The bundle is the one named, and answers what is sealed: only who verifies the signature knows."""
    index = given_opinion(small)
    entry = small.entries[index]
    ((name, archive),) = small.bundles.items()
    files = unpacked(archive)
    path = "balise/signatures.rego"
    assert b'checked(opinion) := "sound" if {' in files[path]
    blind = files[path].replace(b"\tunsigned(opinion)\n\treceived_on(opinion) <", b"\ttrue\n\t1 < 2 # <", 1)
    files = {**files, path: blind}
    name = revision(files)
    bundle = Bundle(name, named(files, name))
    data = small.value(entry.message.content)
    forged = {**data, "signature": data["signature"][:-4] + ("AAAA" if data["signature"][-4:] != "AAAA" else "AAAE")}

    case, verdicts = Case.opened(entry.case_id), {}
    process = PROCESSES[case.process]
    for each in (small.entries[at] for at in small.of(entry.case_id)):
        header = each.message.model_dump(exclude={"content"})
        said = forged if each.sequence == entry.sequence else small.value(each.message.content)
        message = Message.model_validate({**header, "subject": case.id, "data": said})
        asked = question(process, case, message)
        verdict = None
        if asked is not None:
            (answer,) = Opa(opa).answers(bundle, [asked])
            decision = digest({"question": asked.model_dump(mode="json"), "revision": name})
            verdict = Verdict.model_validate(
                {**(answer.verdict or {}), "decision_id": decision, "path": ENTRYPOINT, "revision": name}
            )
            verdicts[each.sequence] = verdict
        case = settle(process, case, message, verdict).case
    alone = entries_of(small, entry.case_id)
    sealed = replace(
        resettled(alone, entry.case_id, verdicts, {entry.sequence: forged}), bundles={name: packed(bundle.files)}
    )
    report = verified(sealed.files(), opa=opa)
    assert {each.code for each in report.findings} == {"opinion_judged_otherwise"}
    assert report.findings[0].sequence == entry.sequence
    assert data["body"] in report.findings[0].what.fr
    assert "signature_invalid" in report.findings[0].what.fr


def test_a_case_removed_with_its_leaves_and_signed_is_known_by_who_saw_the_log_before(small: Journal) -> None:
    without = entries_of(small, *SOME[1:])
    assert verified(without.files()).findings[0].code == "policy_not_asked"
    (finding,) = (
        each for each in verified(without.files(), before=seen(small)).findings if each.code != "policy_not_asked"
    )
    assert finding.code == "log_shrunk"
    grown = replace(without, entries=(*without.entries, *entries_of(small, SOME[0]).entries[:1])).chained()
    first = entries_of(small, *SOME[:1]).entries[0]
    longer = replace(grown, entries=(*grown.entries, *[first] * len(small.entries)))
    codes = {each.code for each in verified(longer.files(), before=seen(small)).findings}
    assert "log_rewritten" in codes


def test_what_other_code_settled_could_not_be_checked_where_it_comes_out_otherwise(small: Journal) -> None:
    older = replace(small, entries=tuple(each.model_copy(update={"engine": "core-0"}) for each in small.entries))
    assert {each.code for each in verified(older.chained().files()).findings} == {"policy_not_asked"}
    other = older.with_entry(3, case=f"sha256:{'2' * 64}").chained()
    report = verified(other.files())
    finding = next(each for each in report.findings if each.code == "settled_by_other_code")
    assert (finding.index, finding.standing) == (3, Standing.UNCHECKED)
    assert "core-0" in finding.what.fr
    assert "case_differs" in finding.what.en
    assert report.exit is Exit.UNCHECKED


def test_two_histories_of_one_log_are_known_by_who_saw_one(small: Journal) -> None:
    other = small.with_entry(0, engine="0.2.0").chained()
    codes = {each.code: each for each in verified(other.files(), before=seen(small)).findings}
    assert codes["two_histories"].takes.fr.startswith("Il faut la clé privée du journal")
    assert "two_histories" not in {each.code for each in verified(other.files()).findings}


def test_the_checkpoint_of_a_smaller_tree_is_known_by_who_saw_more(small: Journal) -> None:
    fewer = replace(small, entries=small.entries[:-3])
    files = {**small.files(), "checkpoint": fewer.checkpoint()}
    assert "log_shrunk" in {each.code for each in verified(files, before=seen(small)).findings}


def test_a_tile_of_a_higher_level_is_held_to_those_under_it(journal: Journal) -> None:
    assert len(journal.entries) > tiles.WIDTH
    path = tiles.hash_tile(1, 0, len(journal.entries) // tiles.WIDTH)
    files = journal.files()
    report = Report()
    altered = {**files, path: flipped(files[path], 3)}
    log.look(altered.__getitem__, TRUST, report)
    assert ("tile_altered", path) in {(each.code, each.path) for each in report.findings}
    assert "root_differs" in {each.code for each in report.findings}


def test_a_leaf_that_changes_between_the_tree_and_its_case_is_told(small: Journal) -> None:
    files = small.files()
    looked = log.look(files.__getitem__, TRUST, Report())
    assert looked is not None
    path = next(path for path in files if path.startswith("tile/entries/"))

    def found(now: Mapping[str, bytes]) -> list[str]:
        report = log.checked(looked.share(looked.cases.items()), now.__getitem__, log.evidence(now.__getitem__, None))
        return [each.code for each in report.findings]

    assert found(files) == ["policy_not_asked"]
    assert "leaf_altered" in found({**files, path: flipped(files[path], 40)})
    assert "tile_altered" in found({**files, path: files[path][:-1]})


def test_what_is_destroyed_by_a_rule_leaves_the_proof_and_says_so(small: Journal) -> None:
    index = judged(small)
    gone = small.without(destruction(small, index))
    report = verified(gone.files())
    findings = {each.code: each for each in report.findings}
    assert set(findings) == {"content_destroyed", "rest_unchecked", "policy_not_asked"}
    assert [each.code for each in report.findings].count("content_destroyed") == 2
    found = findings["content_destroyed"]
    assert (found.index, found.path) == (index, gone.last[0].contents[1])
    for words in (found.what.fr, found.what.en):
        assert "RET-7" in words
        assert "2031-04-02" in words
        assert str(len(small.entries)) in words
    assert report.exit is Exit.UNCHECKED
    assert report.proven["leaves"] == len(small.entries) + 1
    assert report.proven["entries"] == len(small.entries)
    assert report.proven["destructions"] == report.proven["roots"] == 1
    proven = sum(each.verdict is not None for each in small.entries) + len(small.entries) - 2
    assert report.proven["contents"] == proven


def test_what_is_destroyed_and_no_longer_there_is_told_by_the_leaf_alone(small: Journal) -> None:
    gone = small.without(destruction(small, 1))
    files = gone.files()
    del files[tiles.content_path(gone.last[0].contents[0])]
    assert "content_destroyed" in {each.code for each in verified(files).findings}
    assert verified(files).exit is Exit.UNCHECKED


def test_what_was_put_back_and_destroyed_again_is_told_by_either_leaf(small: Journal) -> None:
    leaf = destruction(small, 1)
    twice = small.without(leaf, leaf.model_copy(update={"by": "MANDAT-2031-015"}))
    assert {each.code for each in verified(twice.files()).findings} == {
        "content_destroyed", "rest_unchecked", "policy_not_asked"
    }  # fmt: skip


def test_a_case_file_of_what_was_destroyed_keeps_the_leaf_that_says_so(small: Journal) -> None:
    index = judged(small)
    case_id = small.entries[index].case_id
    gone = small.without(destruction(small, *small.of(case_id), histories=("run-1",)))
    report = verify_file(gone.file(case_id), TRUST, None)
    codes = {each.code for each in report.findings}
    assert codes == {"content_destroyed", "history_destroyed", "rest_unchecked"}
    assert report.proven["leaves"] == len(small.of(case_id)) + 1
    assert report.exit is Exit.UNCHECKED
    unsaid = gone.file(case_id).model_copy(update={"leaves": gone.file(case_id).leaves[:-1]})
    assert "destroyed_unlogged" in {each.code for each in verify_file(unsaid, TRUST, None).findings}


def test_the_schemas_of_what_was_let_in_are_proven_in_a_log_and_in_a_case_file(small: Journal) -> None:
    kept = contracted(small)
    report = verified(kept.files())
    assert {each.code for each in report.findings} == {"policy_not_asked"}
    assert report.proven["schemas"] == 1
    assert report.proven["settlements"] == len(small.entries)
    file = kept.file(small.entries[0].case_id)
    assert verify_file(file, TRUST, None).proven["schemas"] == 1
    without = verify_file(file.model_copy(update={"schemas": {}}), TRUST, None)
    assert [each.code for each in without.findings].count("schemas_missing") == 1
    assert verified(small.files()).proven["schemas"] == 0


def test_a_log_whose_key_nobody_vouches_for_is_not_proven(small: Journal) -> None:
    report = verified(small.files(), trust=Trust())
    assert "key_not_given" in {each.code for each in report.findings}
    assert report.exit is Exit.UNCHECKED


def test_a_bundle_that_reads_the_clock_is_not_asked(small: Journal, opa: Path) -> None:
    ((_, archive),) = small.bundles.items()
    files = unpacked(archive)
    path = "balise/question.rego"
    files = {**files, path: files[path] + b"\nclock := time.now_ns()\n"}
    name = revision(files)
    bundle = Bundle(name, named(files, name))
    with pytest.raises(Refused, match="policy_refused") as refused:
        Opa(opa).answers(bundle, [])
    assert "time.now_ns" in str(refused.value.rest["why"])
