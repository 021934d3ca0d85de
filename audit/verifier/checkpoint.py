"""Whether a checkpoint is signed by the log, seen by enough witnesses, and goes on from one seen before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.verifier import merkle
from audit.verifier.notes import COSIGNATURE, ED25519, Checkpoint, Note, NoteRefused, VerifierKey
from audit.verifier.report import Report


@dataclass(frozen=True)
class Trust:
    """Whose word is taken, and how many witnesses must have seen the log."""

    keys: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()
    required: int = 0


def trusted(keys: Iterable[str], witnesses: Iterable[str], required: int) -> Trust:
    """Read the keys that an auditor gives.

    Raises:
        NoteRefused: one is none.
    """
    return Trust(
        tuple(VerifierKey.parse(line) for line in keys),
        tuple(VerifierKey.parse(line) for line in witnesses),
        required,
    )


def checkpoint(raw: bytes | None, brought: Sequence[str], trust: Trust, report: Report) -> Checkpoint | None:
    """Return the checkpoint that *raw* is, its signatures checked; *brought* are the keys that came with it."""
    if raw is None:
        report.tell("checkpoint_missing", path="checkpoint")
        return None
    try:
        note = Note.parse(raw)
        found = Checkpoint.parse(note.text)
    except NoteRefused as refusal:
        report.tell("checkpoint_malformed", path="checkpoint", why=refusal.text)
        return None
    _signed(note, found, _keys(brought, trust, report), report)
    _cosigned(note, trust, report)
    return found


def _keys(brought: Sequence[str], trust: Trust, report: Report) -> tuple[VerifierKey, ...]:
    """Return the keys to check with: the auditor's own, or, for want of any, those that came along."""
    held: list[VerifierKey] = []
    for line in brought:
        try:
            held.append(VerifierKey.parse(line))
        except NoteRefused as refusal:
            report.tell("key_malformed", path="keys", why=refusal.text)
    if trust.keys:
        if held and not set(held) & set(trust.keys):
            report.tell("key_other", path="keys")
        return trust.keys
    report.tell("key_not_given", path="keys", key=", ".join(map(str, held)) or "?")
    return tuple(held)


def _signed(note: Note, found: Checkpoint, keys: tuple[VerifierKey, ...], report: Report) -> None:
    logs = [key for key in keys if key.algorithm == ED25519]
    try:
        signers = note.signers(logs)
    except NoteRefused as refusal:
        report.tell("signature_invalid", path="checkpoint", why=refusal.text)
        return
    if not signers:
        report.tell("signature_missing", path="checkpoint")
    for key in signers:
        if key.name != found.origin:
            report.tell("origin_differs", path="checkpoint", given=found.origin, due=key.name)
    report.proven["checkpoint_signatures"] += len(signers)


def _cosigned(note: Note, trust: Trust, report: Report) -> None:
    seen = 0
    for witness in {key for key in trust.witnesses if key.algorithm == COSIGNATURE}:
        try:
            seen += bool(note.signers([witness]))
        except NoteRefused as refusal:
            report.tell("signature_invalid", path="checkpoint", why=refusal.text)
    report.proven["cosignatures"] += seen
    if seen < trust.required:
        report.tell("witnesses_missing", path="checkpoint", given=seen, due=trust.required)


def goes_on(before: Checkpoint, now: Checkpoint, proof: Sequence[bytes], report: Report) -> bool:
    """Return whether the log at *now* begins with what it was at *before*, as *proof* says."""
    if now.size < before.size:
        report.tell("log_shrunk", path="checkpoint", given=now.size, due=before.size)
    elif now.size == before.size and now.root != before.root:
        report.tell("two_histories", path="checkpoint", due=before.size)
    elif not merkle.continues(before.size, now.size, proof, before.root, now.root):
        report.tell("log_rewritten", path="checkpoint", due=before.size)
    else:
        report.proven["consistency"] += 1
        return True
    return False
