"""What somebody might do to a log, or to a case file: each by a name, with what the verifier must say, and where."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from audit.verifier import tiles
from audit.verifier.destructions import Destruction
from domain.canonical import digest_of
from domain.case import Case
from domain.decider import question, settle
from domain.entry import Entry, Judged, Settled
from domain.message import Message
from domain.processes import PROCESSES
from domain.revision import named, packed, revision, unpacked
from domain.verdict import Outcome, Verdict
from tests.audit.proof.journals import OPERATOR, STRANGER, WITNESSES, Journal, Signer

Files = dict[str, bytes]
Where = Mapping[str, Any]


@dataclass(frozen=True)
class Altered:
    """What is found after an alteration: files of a log, and what must be said of them."""

    files: Files
    code: str
    where: Where
    """Fields of the finding."""


ALTERATIONS: dict[str, Callable[[Journal], Altered]] = {}

Alteration = Callable[[Journal], Altered]


def alteration(make: Alteration) -> Alteration:
    """Add *make* to what is tried, under its own name."""
    ALTERATIONS[make.__name__] = make
    return make


def flipped(raw: bytes, at: int | bytes) -> bytes:
    """Return *raw* with one bit of one byte changed, at a place or at the end of some bytes."""
    place = at if isinstance(at, int) else raw.index(at) + len(at)
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def lettered(raw: bytes, at: int) -> bytes:
    """Return *raw* with another letter at a place of its base64, which can still be read."""
    return raw[:at] + (b"B" if raw[at : at + 1] == b"A" else b"A") + raw[at + 1 :]


def bundle_of_entries(journal: Journal) -> str:
    return tiles.entry_bundle(0, min(256, len(journal.entries)))


def hash_tile(journal: Journal) -> str:
    return tiles.hash_tile(0, 0, min(256, len(journal.entries)))


def place(journal: Journal, index: int) -> Where:
    """Return where a finding about one entry stands."""
    entry = journal.entries[index]
    return {"case": entry.case_id, "sequence": entry.sequence, "index": index}


def judged(journal: Journal, outcome: str = "") -> int:
    """Return the index of the first entry with a verdict, of that outcome if one is named, that others follow."""
    return next(
        index
        for index, entry in enumerate(journal.entries)
        if entry.verdict is not None
        and (not outcome or entry.verdict.outcome == outcome)
        and index != journal.of(entry.case_id)[-1]
    )


# One byte of each file.


@alteration
def a_byte_of_a_leaf(journal: Journal) -> Altered:
    files = journal.files()
    path = bundle_of_entries(journal)
    return Altered(
        {**files, path: flipped(files[path], b'"case":"sha256:')}, "leaf_altered", {"index": 0, "path": path}
    )


@alteration
def a_byte_of_a_length(journal: Journal) -> Altered:
    files = journal.files()
    path = bundle_of_entries(journal)
    return Altered({**files, path: flipped(files[path], 1)}, "tile_altered", {"path": path})


@alteration
def a_byte_of_a_hash(journal: Journal) -> Altered:
    files = journal.files()
    path = hash_tile(journal)
    return Altered({**files, path: flipped(files[path], 40)}, "tile_altered", {"path": path})


@alteration
def a_byte_of_a_hash_shows_in_the_root(journal: Journal) -> Altered:
    files = journal.files()
    path = hash_tile(journal)
    return Altered({**files, path: flipped(files[path], 40)}, "root_differs", {"path": "checkpoint"})


@alteration
def a_tile_shorter_by_a_byte(journal: Journal) -> Altered:
    files = journal.files()
    path = hash_tile(journal)
    return Altered({**files, path: files[path][:-1]}, "tile_altered", {"path": path})


@alteration
def a_tile_removed(journal: Journal) -> Altered:
    files = journal.files()
    path = hash_tile(journal)
    return Altered({name: held for name, held in files.items() if name != path}, "tile_altered", {"path": path})


@alteration
def a_bundle_of_entries_removed(journal: Journal) -> Altered:
    files = journal.files()
    path = bundle_of_entries(journal)
    return Altered({name: held for name, held in files.items() if name != path}, "tile_missing", {"index": 0})


def _checkpoint(journal: Journal, at: int, code: str) -> Altered:
    files = journal.files()
    return Altered({**files, "checkpoint": lettered(files["checkpoint"], at)}, code, {"path": "checkpoint"})


@alteration
def a_byte_of_the_origin(journal: Journal) -> Altered:
    return _checkpoint(journal, 0, "signature_invalid")


@alteration
def a_byte_of_the_size(journal: Journal) -> Altered:
    files = journal.files()
    origin, size, *_ = files["checkpoint"].split(b"\n")
    altered = flipped(files["checkpoint"], len(origin) + len(size))
    return Altered({**files, "checkpoint": altered}, "signature_invalid", {"path": "checkpoint"})


@alteration
def a_byte_of_the_root(journal: Journal) -> Altered:
    text = journal.files()["checkpoint"]
    return _checkpoint(journal, text.index(b"\n\n") - 8, "signature_invalid")


@alteration
def a_byte_of_the_signature(journal: Journal) -> Altered:
    return _checkpoint(journal, len(journal.checkpoint()) - 8, "signature_invalid")


@alteration
def a_byte_of_the_name_of_the_key(journal: Journal) -> Altered:
    signed = journal.checkpoint()
    return _checkpoint(journal, signed.rindex(ORIGIN_.encode()) + len(ORIGIN_) + 2, "signature_missing")


ORIGIN_ = OPERATOR.name


@alteration
def a_checkpoint_that_is_none(journal: Journal) -> Altered:
    return Altered({**journal.files(), "checkpoint": b"no note\n"}, "checkpoint_malformed", {"path": "checkpoint"})


@alteration
def a_checkpoint_removed(journal: Journal) -> Altered:
    files = {name: held for name, held in journal.files().items() if name != "checkpoint"}
    return Altered(files, "checkpoint_missing", {"path": "checkpoint"})


@alteration
def a_byte_of_a_public_key(journal: Journal) -> Altered:
    files = journal.files()
    return Altered(
        {**files, "keys": flipped(files["keys"], len(files["keys"]) - 10)}, "key_malformed", {"path": "keys"}
    )


def _content(journal: Journal, index: int, at: int | bytes, *, verdict: bool = False) -> Altered:
    entry = journal.entries[index]
    digest = entry.verdict.content if verdict and entry.verdict else entry.message.content
    path = tiles.content_path(digest)
    files = journal.files()
    where = {**place(journal, index), "path": digest}
    return Altered({**files, path: flipped(files[path], at)}, "content_altered", where)


@alteration
def a_byte_of_a_message(journal: Journal) -> Altered:
    return _content(journal, 1, b'"value":{"')


@alteration
def a_byte_of_a_salt(journal: Journal) -> Altered:
    return _content(journal, 2, b'{"salt":"')


@alteration
def a_byte_of_a_verdict(journal: Journal) -> Altered:
    return _content(journal, judged(journal), b'"outcome":"', verdict=True)


@alteration
def a_byte_of_the_head_of_an_archive(journal: Journal) -> Altered:
    files = journal.files()
    path = next(name for name in files if name.startswith("bundles/"))
    return Altered({**files, path: flipped(files[path], 1)}, "bundle_malformed", {"path": path})


def _bundle(journal: Journal, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Altered:
    (name, archive), *_ = journal.bundles.items()
    changed = packed(change(unpacked(archive)))
    path = tiles.bundle_path(name.removeprefix("sha256:"))
    return Altered({**journal.files(), path: changed}, "bundle_altered", {"path": path})


@alteration
def a_byte_of_a_rule(journal: Journal) -> Altered:
    path = "balise/verdict.rego"
    return _bundle(journal, lambda files: {**files, path: flipped(files[path], b"count(violations) ")})


@alteration
def a_byte_of_a_parameter(journal: Journal) -> Altered:
    return _bundle(
        journal, lambda files: {**files, "data.json": files["data.json"].replace(b'"days":60', b'"days":61', 1)}
    )


@alteration
def a_byte_of_an_enrolled_key(journal: Journal) -> Altered:
    return _bundle(journal, lambda files: {**files, "data.json": flipped(files["data.json"], b'"kty":"OKP","x":"')})


@alteration
def a_bundle_that_gives_the_same_answers(journal: Journal) -> Altered:
    path = "balise/verdict.rego"
    return _bundle(journal, lambda files: {**files, path: files[path] + b"\n# Nothing changes.\n"})


@alteration
def a_bundle_that_gives_the_same_answers_under_its_own_name(journal: Journal) -> Altered:
    path = "balise/verdict.rego"

    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        other = {**files, path: files[path] + b"\n# Nothing changes.\n"}
        return named(other, revision(other))

    return _bundle(journal, change)


@alteration
def a_bundle_with_a_rule_more(journal: Journal) -> Altered:
    return _bundle(journal, lambda files: {**files, "balise/more.rego": b"package balise.more\n"})


@alteration
def a_bundle_called_otherwise(journal: Journal) -> Altered:
    return _bundle(journal, lambda files: named(files, f"sha256:{'0' * 64}"))


@alteration
def a_bundle_removed(journal: Journal) -> Altered:
    files = {name: held for name, held in journal.files().items() if not name.startswith("bundles/")}
    return Altered(files, "bundle_missing", {})


SCHEMAS = b'{"need.described":{"type":"object"}}'


def contracted(journal: Journal) -> Journal:
    """Return the journal of a worker that said what it let in."""
    said = digest_of(SCHEMAS)
    entries = tuple(each.model_copy(update={"contract": said}) for each in journal.entries)
    return replace(journal, entries=entries, schemas=SCHEMAS).chained()


@alteration
def a_byte_of_the_schemas(journal: Journal) -> Altered:
    kept = contracted(journal)
    path = tiles.schemas_path(digest_of(SCHEMAS))
    where = {**place(kept, 0), "path": path}
    return Altered({**kept.files(), path: flipped(SCHEMAS, b'"type":"')}, "schemas_altered", where)


@alteration
def schemas_removed(journal: Journal) -> Altered:
    kept = contracted(journal)
    path = tiles.schemas_path(digest_of(SCHEMAS))
    files = {name: held for name, held in kept.files().items() if name != path}
    return Altered(files, "schemas_missing", {**place(kept, 0), "path": path})


@alteration
def schemas_that_name_a_file_elsewhere(journal: Journal) -> Altered:
    altered = journal.with_entry(0, contract="sha256:../keys").chained()
    return _sealed(altered, "schemas_missing", place(journal, 0))


@alteration
def a_field_that_says_nothing_and_signed(journal: Journal) -> Altered:
    written = json.loads(journal.entries[0].written)
    raw = json.dumps({**written, "contract": None}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return _sealed(replace(journal, raw={0: raw}), "entry_not_canonical", {"index": 0, "sequence": 1})


# What takes some thought, and no key.


@alteration
def two_contents_exchanged(journal: Journal) -> Altered:
    first, second = (journal.entries[index].message.content for index in (0, 1))
    files = journal.files()
    one, other = tiles.content_path(first), tiles.content_path(second)
    files = {**files, one: files[other], other: files[one]}
    return Altered(files, "content_altered", {**place(journal, 0), "path": first})


@alteration
def a_content_removed(journal: Journal) -> Altered:
    digest = journal.entries[1].message.content
    files = {name: held for name, held in journal.files().items() if name != tiles.content_path(digest)}
    return Altered(files, "content_missing", {**place(journal, 1), "path": digest})


def _tombstone(journal: Journal, told: Any, code: str) -> Altered:
    digest = journal.entries[1].message.content
    files = {**journal.files(), tiles.content_path(digest): json.dumps({"destroyed": told}).encode()}
    return Altered(files, code, {**place(journal, 1), "path": digest})


@alteration
def a_content_destroyed_without_a_rule(journal: Journal) -> Altered:
    return _tombstone(journal, {"on": "2031-01-01"}, "destroyed_without_rule")


@alteration
def a_content_destroyed_on_no_day(journal: Journal) -> Altered:
    return _tombstone(journal, {"rule": "RET-1", "on": "20310101"}, "destroyed_without_rule")


@alteration
def a_content_destroyed_in_a_word(journal: Journal) -> Altered:
    return _tombstone(journal, "yes", "destroyed_without_rule")


def destruction(journal: Journal, *indexes: int, **changes: Any) -> Destruction:
    """Return the leaf that says that what these entries of the first one's case say is destroyed."""
    entries = [journal.entries[index] for index in indexes]
    named = [each.message.content for each in entries] + [each.verdict.content for each in entries if each.verdict]
    given: dict[str, Any] = {
        "case_id": entries[0].case_id,
        "contents": tuple(named),
        "histories": (),
        "rule": "RET-7",
        "by": "MANDAT-2031-014",
        "at": datetime(2031, 4, 2, 12, tzinfo=UTC),
    }
    return Destruction(**{**given, **changes})


@alteration
def a_content_destroyed_that_the_log_says_nothing_of(journal: Journal) -> Altered:
    return _tombstone(journal, {"entry": 3, "on": "2031-04-02", "rule": "RET-7"}, "destroyed_unlogged")


@alteration
def a_content_destroyed_by_the_leaf_of_another_case(journal: Journal) -> Altered:
    other = next(each for each in journal.entries if each.case_id != journal.entries[1].case_id)
    leaf = destruction(journal, 1, case_id=other.case_id)
    where = {**place(journal, 1), "path": journal.entries[1].message.content}
    return Altered(journal.without(leaf).files(), "destroyed_unlogged", where)


@alteration
def a_destruction_of_what_the_case_never_had(journal: Journal) -> Altered:
    other = next(each for each in journal.entries if each.case_id != journal.entries[1].case_id)
    leaf = destruction(journal, 1, case_id=other.case_id)
    where = {"case": other.case_id, "index": len(journal.entries)}
    return Altered(journal.without(leaf).files(), "destruction_of_nothing", where)


@alteration
def a_destruction_taken_out_of_the_log_and_signed(journal: Journal) -> Altered:
    altered = replace(journal.without(destruction(journal, 1)), last=())
    return _sealed(altered, "destroyed_unlogged", place(journal, 1))


@alteration
def a_destruction_under_another_rule_than_the_leaf_says(journal: Journal) -> Altered:
    gone = journal.without(destruction(journal, 1))
    altered = replace(gone, last=(destruction(journal, 1, rule="RET-8"),))
    return _sealed(altered, "tombstone_differs", place(journal, 1))


@alteration
def a_destruction_that_was_not_carried_out(journal: Journal) -> Altered:
    leaf = destruction(journal, 1)
    gone = journal.without(leaf)
    files = {**gone.files(), tiles.content_path(leaf.contents[0]): journal.contents[leaf.contents[0]]}
    return Altered(files, "destruction_not_carried_out", {**place(journal, 1), "path": leaf.contents[0]})


@alteration
def a_destroyed_content_replaced_by_anything(journal: Journal) -> Altered:
    leaf = destruction(journal, 1)
    files = {**journal.without(leaf).files(), tiles.content_path(leaf.contents[0]): b"nothing"}
    return Altered(files, "content_altered", {**place(journal, 1), "path": leaf.contents[0]})


@alteration
def a_byte_of_a_destruction(journal: Journal) -> Altered:
    altered = journal.without(destruction(journal, 1))
    files = altered.files()
    path = tiles.entry_bundle((len(altered.leaves) - 1) // 256, len(altered.leaves) % 256)
    files = {**files, path: flipped(files[path], b'"rule":"RET-')}
    return Altered(files, "leaf_altered", {"index": len(journal.entries), "path": path})


@alteration
def a_destruction_without_a_rule_and_signed(journal: Journal) -> Altered:
    leaf = destruction(journal, 1)
    said = leaf.model_copy(update={"rule": ""})
    altered = replace(journal.without(leaf), last=(said,))
    return _sealed(altered, "entry_malformed", {"index": len(journal.entries)})


@alteration
def a_destruction_ordered_by_a_name_and_signed(journal: Journal) -> Altered:
    leaf = destruction(journal, 1)
    altered = replace(journal.without(leaf), last=(leaf.model_copy(update={"by": "Jeanne Tremblay"}),))
    return _sealed(altered, "entry_malformed", {"index": len(journal.entries)})


@alteration
def entries_swapped_where_they_are_kept(journal: Journal) -> Altered:
    order = [journal.entries[1], journal.entries[0], *journal.entries[2:]]
    swapped = replace(journal, entries=tuple(order))
    files = {**journal.files(), bundle_of_entries(journal): swapped.files()[bundle_of_entries(journal)]}
    return Altered(files, "leaf_altered", {"index": 0})


@alteration
def a_verdict_replaced_with_its_digest_and_signed_by_nobody(journal: Journal) -> Altered:
    forged = allowed(journal).chained()
    return Altered({**forged.files(), "checkpoint": journal.checkpoint()}, "root_differs", {"path": "checkpoint"})


@alteration
def a_verdict_replaced_and_signed_by_a_stranger(journal: Journal) -> Altered:
    forged = allowed(journal).chained()
    return Altered(forged.files(STRANGER), "signature_missing", {"path": "checkpoint"})


@alteration
def a_log_signed_and_shown_with_the_key_of_a_stranger(journal: Journal) -> Altered:
    files = {**journal.files(STRANGER), "keys": f"{STRANGER.key}\n".encode()}
    return Altered(files, "key_other", {"path": "keys"})


# What only whoever keeps the log can do: all of it is signed by the log's own key.


def allowed(journal: Journal) -> Journal:
    """Return the journal with the first refusal turned into an admission, digest and heading included."""
    index = judged(journal, "deny")
    entry = journal.entries[index]
    assert entry.verdict is not None
    held = journal.value(entry.verdict.content)
    held |= {"outcome": "allow", "violations": [], "indeterminates": [], "opinions": []}
    digest, forged = journal.saying(held)
    return forged.with_entry(
        index, verdict=entry.verdict.model_copy(update={"outcome": Outcome.ALLOW, "content": digest})
    )


def resettled(journal: Journal, case_id: str, verdicts: Mapping[int, Verdict], data: Mapping[int, Any]) -> Journal:
    """Return the journal with one case settled anew on other words or verdicts, every digest made to follow."""
    case = Case.opened(case_id)
    process = PROCESSES[case.process]
    for index in journal.of(case_id):
        entry = journal.entries[index]
        said = data.get(entry.sequence, journal.value(entry.message.content))
        header = entry.message.model_dump(exclude={"content"})
        message = Message.model_validate({**header, "subject": case_id, "data": said})
        verdict = None
        if entry.verdict is not None:
            held = journal.value(entry.verdict.content)
            verdict = verdicts.get(entry.sequence, Verdict.model_validate(held))
        asked = question(process, case, message)
        verdict = verdict if asked else None
        settlement = settle(process, case, message, verdict)
        due = Settled.of(message, asked, verdict, settlement, engine=entry.engine)
        content, journal = journal.saying(said)
        changes: dict[str, Any] = {
            **due.model_dump(include={"question", "case", "announcements", "told"}),
            "message": entry.message.model_copy(update={"content": content}),
        }
        if verdict is not None:
            content, journal = journal.saying(verdict.model_dump(mode="json"))
            changes["verdict"] = Judged(
                decision_id=verdict.decision_id, revision=verdict.revision, outcome=verdict.outcome, content=content
            )
        journal = journal.with_entry(index, **changes)
        case = settlement.case
    return journal.chained()


def _sealed(journal: Journal, code: str, where: Where, *signers: Signer) -> Altered:
    return Altered(journal.files(*signers), code, where)


@alteration
def two_entries_of_a_case_exchanged_and_signed(journal: Journal) -> Altered:
    first, second = journal.of(journal.entries[0].case_id)[1:3]
    order = list(journal.entries)
    order[first], order[second] = order[second], order[first]
    altered = replace(journal, entries=tuple(order))
    return _sealed(altered, "sequence_gap", {"index": first, "sequence": 3})


@alteration
def two_entries_exchanged_renumbered_and_signed(journal: Journal) -> Altered:
    first, second = journal.of(journal.entries[0].case_id)[1:3]
    order = list(journal.entries)
    order[first], order[second] = order[second], order[first]
    altered = replace(journal, entries=tuple(order)).chained()
    return _sealed(altered, "case_differs", {"index": first, "sequence": 2})


def _without(journal: Journal, *indexes: int) -> Journal:
    return replace(journal, entries=tuple(entry for index, entry in enumerate(journal.entries) if index not in indexes))


@alteration
def an_entry_removed_and_signed(journal: Journal) -> Altered:
    removed = journal.of(journal.entries[0].case_id)[2]
    return _sealed(_without(journal, removed), "sequence_gap", {"case": journal.entries[0].case_id, "sequence": 4})


@alteration
def an_entry_removed_renumbered_and_signed(journal: Journal) -> Altered:
    removed = journal.of(journal.entries[0].case_id)[2]
    altered = _without(journal, removed).chained()
    return _sealed(altered, "case_differs", {"case": journal.entries[0].case_id, "sequence": 3})


@alteration
def the_first_entry_removed_and_signed(journal: Journal) -> Altered:
    where = {"case": journal.entries[0].case_id, "sequence": 2}
    return _sealed(_without(journal, 0), "sequence_gap", where)


@alteration
def an_entry_told_twice_and_signed(journal: Journal) -> Altered:
    altered = replace(journal, entries=(*journal.entries, journal.entries[0]))
    return _sealed(altered, "sequence_repeated", {"index": len(journal.entries), "sequence": 1})


@alteration
def a_message_settled_twice_and_signed(journal: Journal) -> Altered:
    altered = replace(journal, entries=(*journal.entries, journal.entries[0])).chained()
    return _sealed(altered, "message_repeated", {"index": len(journal.entries)})


@alteration
def an_entry_moved_to_another_case_and_signed(journal: Journal) -> Altered:
    other = next(entry.case_id for entry in journal.entries if entry.case_id != journal.entries[0].case_id)
    last = journal.of(journal.entries[0].case_id)[-1]
    altered = journal.with_entry(last, case_id=other)
    return _sealed(altered, "chain_broken", {"case": other, "index": last})


@alteration
def a_sequence_renumbered_and_signed(journal: Journal) -> Altered:
    second = journal.of(journal.entries[0].case_id)[1]
    return _sealed(journal.with_entry(second, sequence=7), "sequence_gap", {"index": second, "sequence": 7})


@alteration
def a_chain_linked_elsewhere_and_signed(journal: Journal) -> Altered:
    second = journal.of(journal.entries[0].case_id)[1]
    altered = journal.with_entry(second, previous=journal.entries[second].message.content)
    return _sealed(altered, "chain_broken", place(journal, second))


@alteration
def a_first_entry_that_has_one_before_and_signed(journal: Journal) -> Altered:
    return _sealed(journal.with_entry(0, previous=f"sha256:{'0' * 64}"), "chain_broken", place(journal, 0))


@alteration
def a_verdict_replaced_without_its_chain_and_signed(journal: Journal) -> Altered:
    index = judged(journal, "deny")
    mine = journal.of(journal.entries[index].case_id)
    after = mine[mine.index(index) + 1]
    return _sealed(allowed(journal), "chain_broken", place(journal, after))


@alteration
def a_verdict_replaced_with_its_chain_and_signed(journal: Journal) -> Altered:
    return _sealed(allowed(journal).chained(), "case_differs", place(journal, judged(journal, "deny")))


@alteration
def a_heading_that_says_otherwise_than_its_verdict(journal: Journal) -> Altered:
    index = judged(journal, "deny")
    entry = journal.entries[index]
    assert entry.verdict is not None
    altered = journal.with_entry(index, verdict=entry.verdict.model_copy(update={"outcome": Outcome.ALLOW})).chained()
    return _sealed(altered, "verdict_not_its_content", place(journal, index))


@alteration
def a_verdict_whose_outcome_does_not_follow(journal: Journal) -> Altered:
    index = judged(journal, "deny")
    entry = journal.entries[index]
    assert entry.verdict is not None
    digest, forged = journal.saying({**journal.value(entry.verdict.content), "outcome": "allow"})
    heading = entry.verdict.model_copy(update={"outcome": Outcome.ALLOW, "content": digest})
    altered = forged.with_entry(index, verdict=heading).chained()
    return _sealed(altered, "content_malformed", place(journal, index))


@alteration
def a_verdict_of_another_question(journal: Journal) -> Altered:
    index = judged(journal)
    held = Verdict.model_validate(journal.value(_judged_at(journal, index).content))
    other = held.model_copy(update={"decision_id": f"sha256:{'1' * 64}"})
    entry = journal.entries[index]
    altered = resettled(journal, entry.case_id, {entry.sequence: other}, {})
    return _sealed(altered, "decision_id_differs", place(journal, index))


def _judged_at(journal: Journal, index: int) -> Judged:
    verdict = journal.entries[index].verdict
    assert verdict is not None
    return verdict


@alteration
def a_verdict_taken_away_and_signed(journal: Journal) -> Altered:
    index = judged(journal)
    altered = journal.with_entry(index, verdict=None).chained()
    return _sealed(altered, "verdict_absent", place(journal, index))


@alteration
def a_verdict_on_no_question_and_signed(journal: Journal) -> Altered:
    index = next(index for index, entry in enumerate(journal.entries) if entry.verdict is None)
    altered = journal.with_entry(index, verdict=_judged_at(journal, judged(journal))).chained()
    return _sealed(altered, "verdict_unasked", place(journal, index))


@alteration
def a_message_said_otherwise_and_signed(journal: Journal) -> Altered:
    entry = journal.entries[0]
    digest, forged = journal.saying({**journal.value(entry.message.content), "title": "Autre chose"})
    altered = forged.with_entry(0, message=entry.message.model_copy(update={"content": digest})).chained()
    return _sealed(altered, "case_differs", place(journal, 0))


def _header(journal: Journal, index: int, code: str, **changes: Any) -> Altered:
    message = journal.entries[index].message.model_copy(update=changes)
    altered = journal.with_entry(index, message=message).chained()
    return _sealed(altered, code, place(journal, index))


@alteration
def a_message_said_on_another_day_and_signed(journal: Journal) -> Altered:
    return _header(journal, 0, "case_differs", time=journal.entries[1].message.time)


@alteration
def a_question_asked_as_of_another_day_and_signed(journal: Journal) -> Altered:
    index = judged(journal)
    received = journal.entries[index].message.received_at
    return _header(journal, index, "question_differs", received_at=received.replace(year=received.year + 1))


@alteration
def a_message_said_by_another_and_signed(journal: Journal) -> Altered:
    return _header(journal, 0, "case_differs", source="urn:balise:etablissement:autre")


@alteration
def a_message_of_another_type_and_signed(journal: Journal) -> Altered:
    return _header(journal, 0, "announcements_differ", id="another")


@alteration
def another_state_sealed(journal: Journal) -> Altered:
    return _sealed(journal.with_entry(3, case=f"sha256:{'2' * 64}").chained(), "case_differs", place(journal, 3))


@alteration
def other_announcements_sealed(journal: Journal) -> Altered:
    altered = journal.with_entry(3, announcements=f"sha256:{'2' * 64}").chained()
    return _sealed(altered, "announcements_differ", place(journal, 3))


@alteration
def another_question_sealed(journal: Journal) -> Altered:
    index = judged(journal)
    altered = journal.with_entry(index, question=f"sha256:{'2' * 64}").chained()
    return _sealed(altered, "question_differs", place(journal, index))


@alteration
def something_told_to_others_sealed(journal: Journal) -> Altered:
    altered = journal.with_entry(3, told=f"sha256:{'2' * 64}").chained()
    return _sealed(altered, "told_differs", place(journal, 3))


@alteration
def a_field_more_in_an_entry_and_signed(journal: Journal) -> Altered:
    written = json.loads(journal.entries[0].written)
    raw = json.dumps({**written, "veto": True}, sort_keys=True, separators=(",", ":")).encode()
    altered = replace(journal, raw={0: raw})
    return _sealed(altered, "entry_malformed", {"index": 0})


@alteration
def an_entry_written_otherwise_and_signed(journal: Journal) -> Altered:
    altered = replace(journal, raw={0: journal.entries[0].written.replace(b'":', b'": ', 1)})
    return _sealed(altered, "entry_not_canonical", {"index": 0, "sequence": 1})


@alteration
def a_leaf_that_is_none_and_signed(journal: Journal) -> Altered:
    return _sealed(replace(journal, raw={0: b"nothing"}), "entry_malformed", {"index": 0})


@alteration
def a_content_that_names_a_file_elsewhere(journal: Journal) -> Altered:
    message = journal.entries[0].message.model_copy(update={"content": "sha256:../../../keys"})
    return _sealed(journal.with_entry(0, message=message).chained(), "content_malformed", place(journal, 0))


@alteration
def an_opinion_signed_with_another_byte(journal: Journal) -> Altered:
    """One byte of a signature: whoever keeps the log makes all that follows follow, and cannot sign."""
    index = given_opinion(journal)
    entry = journal.entries[index]
    data = journal.value(entry.message.content)
    said, _, signature = data["signature"].rpartition(".")
    raw = bytearray(b64decode(signature.replace("-", "+").replace("_", "/") + "=="))
    raw[5] ^= 1
    forged = b64encode(bytes(raw)).decode().rstrip("=").replace("+", "-").replace("/", "_")
    altered = resettled(journal, entry.case_id, {}, {entry.sequence: {**data, "signature": f"{said}.{forged}"}})
    return _sealed(altered, "decision_id_differs", {"case": entry.case_id})


def given_opinion(journal: Journal) -> int:
    """Return the index of the first opinion, given on a case that waits for it."""
    return next(
        index
        for index, entry in enumerate(journal.entries)
        if entry.message.type == "opinion.rendered" and entry.verdict is not None and entry.verdict.outcome == "allow"
    )


@alteration
def too_few_witnesses(journal: Journal) -> Altered:
    return _sealed(journal, "witnesses_missing", {"path": "checkpoint"}, OPERATOR, WITNESSES[0])


@alteration
def a_byte_of_a_cosignature(journal: Journal) -> Altered:
    files = journal.files(OPERATOR, *WITNESSES[:2])
    last = len(files["checkpoint"]) - 8
    return Altered(
        {**files, "checkpoint": lettered(files["checkpoint"], last)}, "signature_invalid", {"path": "checkpoint"}
    )


@alteration
def a_cosignature_of_another_checkpoint(journal: Journal) -> Altered:
    before = _without(journal, len(journal.entries) - 1).checkpoint(OPERATOR, *WITNESSES[:2])
    mine = journal.checkpoint(OPERATOR).decode()
    cosignatures = before.decode().partition("\n\n")[2].splitlines(keepends=True)[1:]
    files = {**journal.files(), "checkpoint": (mine + "".join(cosignatures)).encode()}
    return Altered(files, "signature_invalid", {"path": "checkpoint"})


def entries_of(journal: Journal, *case_ids: str) -> Journal:
    """Return the journal of some cases only."""
    kept: list[Entry] = [entry for entry in journal.entries if entry.case_id in case_ids]
    return replace(journal, entries=tuple(kept))
