"""Journals of real cases, kept in memory as a log keeps them, so that a test may alter anything and sign it again."""

import json
import random
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from activities.policy import PolicyDesk
from audit.verifier import merkle, tiles
from audit.verifier.casefile import CaseFile, Proved, encoded
from audit.verifier.destructions import Destruction
from audit.verifier.notes import COSIGNATURE, ED25519, Checkpoint, Note, Signature, VerifierKey, cosigned
from domain.canonical import digest_of
from domain.case import Case
from domain.decider import question, settle
from domain.engine import engine
from domain.entry import Entry, Header, Judged, Settled, content
from domain.message import Message
from domain.processes import PROCESSES
from events.contract import read
from story.telling import told
from tests import opinion_keys
from tests.workflows.living import policy_desk

ORIGIN = "balise.test/journal"
Json = dict[str, Any]


@dataclass(frozen=True)
class Signer:
    """A key that signs checkpoints, or cosigns them."""

    name: str
    seed: str
    algorithm: int = ED25519

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(sha256(self.seed.encode()).digest())

    @property
    def key(self) -> VerifierKey:
        return VerifierKey(
            self.name, self.algorithm, self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        )

    def signs(self, text: str, when: int = 1_790_000_000) -> Signature:
        if self.algorithm == COSIGNATURE:
            raw = when.to_bytes(8, "big") + self.private.sign(cosigned(text, when))
        else:
            raw = self.private.sign(text.encode())
        return Signature(self.name, self.key.id, raw)


OPERATOR = Signer(ORIGIN, "operator")
STRANGER = Signer(ORIGIN, "stranger")
WITNESSES = tuple(Signer(f"witness-{number}.test", f"witness {number}", COSIGNATURE) for number in range(3))


@dataclass(frozen=True)
class Journal:
    """Entries in the order of the log, and what they name."""

    entries: tuple[Entry, ...]
    contents: Mapping[str, bytes]
    bundles: Mapping[str, bytes]
    raw: Mapping[int, bytes] = field(default_factory=dict)
    """Leaves that are not what their entry would be written as."""
    schemas: bytes | None = None
    """What the worker that settled all of it let in."""
    last: tuple[Destruction, ...] = ()
    """What the log says was destroyed, after all else."""

    @property
    def leaves(self) -> list[bytes]:
        settled = [self.raw.get(index, entry.written) for index, entry in enumerate(self.entries)]
        return [*settled, *(each.written for each in self.last)]

    def without(self, *destructions: Destruction) -> "Journal":
        """Return the journal whose log says *destructions*, all carried out."""
        contents = dict(self.contents)
        for index, each in enumerate(destructions, len(self.entries)):
            contents |= dict.fromkeys(each.contents, each.tombstone(index))
        return replace(self, contents=contents, last=destructions)

    @property
    def tree(self) -> dict[str, bytes]:
        """The tiles of hashes and of entries."""
        files: dict[str, bytes] = {}
        hashes = [merkle.leaf(leaf) for leaf in self.leaves]
        for number in range(0, len(hashes), tiles.WIDTH):
            part = self.leaves[number : number + tiles.WIDTH]
            files[tiles.entry_bundle(number // tiles.WIDTH, len(part))] = tiles.pack(part)
        level = 0
        while hashes:
            for number in range(0, len(hashes), tiles.WIDTH):
                part = hashes[number : number + tiles.WIDTH]
                files[tiles.hash_tile(level, number // tiles.WIDTH, len(part))] = b"".join(part)
            whole = len(hashes) // tiles.WIDTH * tiles.WIDTH
            level, hashes = (
                level + 1,
                [merkle.joined(hashes[each : each + tiles.WIDTH]) for each in range(0, whole, tiles.WIDTH)],
            )
        return files

    @property
    def root(self) -> bytes:
        frontier = merkle.Frontier()
        for leaf in self.leaves:
            frontier.add(merkle.leaf(leaf))
        return frontier.root

    def checkpoint(self, *signers: Signer) -> bytes:
        text = Checkpoint(ORIGIN, len(self.leaves), self.root).text
        return Note(text, tuple(signer.signs(text) for signer in signers or (OPERATOR,))).written

    def files(self, *signers: Signer) -> dict[str, bytes]:
        """Everything, by its path."""
        schemas = {tiles.schemas_path(digest_of(self.schemas)): self.schemas} if self.schemas else {}
        return {
            **self.tree,
            **schemas,
            "checkpoint": self.checkpoint(*signers),
            "keys": f"{OPERATOR.key}\n".encode(),
            **{tiles.content_path(digest): held for digest, held in self.contents.items()},
            **{tiles.bundle_path(name.removeprefix("sha256:")): held for name, held in self.bundles.items()},
        }

    def of(self, case_id: str) -> list[int]:
        """The indexes of one case."""
        return [index for index, entry in enumerate(self.entries) if entry.case_id == case_id]

    def file(self, case_id: str, *signers: Signer) -> CaseFile:
        """The case file of one case."""
        frozen = self.tree
        proofs = tiles.Tiles(lambda path: _there(frozen, path), len(self.leaves))
        mine = [self.entries[index] for index in self.of(case_id)]
        digests = {each.message.content for each in mine} | {each.verdict.content for each in mine if each.verdict}
        revisions = {each.verdict.revision for each in mine if each.verdict}
        return CaseFile(
            case_id=case_id,
            checkpoint=self.checkpoint(*signers).decode(),
            keys=(str(OPERATOR.key),),
            leaves=tuple(
                Proved(index=index, leaf=self.leaves[index].decode(), proof=encoded(proofs.inclusion(index)))
                for index in [*self.of(case_id), *self._last_of(case_id)]
            ),
            contents={each: self.contents[each].decode() for each in digests if each in self.contents},
            bundles={name: b64encode(held).decode() for name, held in self.bundles.items() if name in revisions},
            schemas={digest_of(self.schemas): self.schemas.decode()} if self.schemas else {},
        )

    def _last_of(self, case_id: str) -> list[int]:
        return [index for index, each in enumerate(self.last, len(self.entries)) if each.case_id == case_id]

    def with_entry(self, index: int, **changes: Any) -> "Journal":
        """Return the journal with one entry changed, and nothing done about what follows."""
        changed = self.entries[index].model_copy(update=changes)
        return replace(self, entries=(*self.entries[:index], changed, *self.entries[index + 1 :]))

    def chained(self) -> "Journal":
        """Return the journal with every case's chain and sequence made anew, as whoever keeps it could."""
        last: dict[str, Entry] = {}
        entries = []
        for entry in self.entries:
            before = last.get(entry.case_id)
            made = entry.model_copy(
                update={
                    "previous": before.digest if before else None,
                    "sequence": before.sequence + 1 if before else 1,
                }
            )
            last[entry.case_id] = made
            entries.append(made)
        return replace(self, entries=tuple(entries))

    def value(self, digest: str) -> Any:
        """What the content of that digest says."""
        return json.loads(self.contents[digest])["value"]

    def saying(self, value: Any) -> tuple[str, "Journal"]:
        """Return the digest of a new content, and the journal with it."""
        held = content(value, salt="forged")
        return digest_of(held), replace(self, contents={**self.contents, digest_of(held): held})


Lives = tuple[list[tuple[str, Settled]], dict[str, bytes]]


def _there(files: Mapping[str, bytes], path: str) -> bytes:
    if path not in files:
        raise FileNotFoundError(path)
    return files[path]


def kept(settled: Iterable[tuple[str, Settled]], bundles: Mapping[str, bytes]) -> Journal:
    """Return the journal of *settled*, each with its case, in the order of the log."""
    draw = random.Random(5)  # noqa: S311  salts that do not change from run to run
    last: dict[str, Entry] = {}
    contents: dict[str, bytes] = {}

    def keep(value: Any) -> str:
        held = content(value, salt=draw.randbytes(16).hex())
        contents[digest_of(held)] = held
        return digest_of(held)

    entries = []
    for case_id, one in settled:
        before = last.get(case_id)
        message = one.message
        verdict = one.verdict
        entry = Entry(
            case_id=case_id,
            sequence=one.sequence,
            previous=before.digest if before else None,
            message=Header(**message.model_dump(exclude={"data", "subject"}), content=keep(message.data)),
            question=one.question,
            verdict=Judged(
                decision_id=verdict.decision_id,
                revision=verdict.revision,
                outcome=verdict.outcome,
                content=keep(verdict.model_dump(mode="json")),
            )
            if verdict
            else None,
            case=one.case,
            announcements=one.announcements,
            told=one.told,
            engine=one.engine,
        )
        last[case_id] = entry
        entries.append(entry)
    return Journal(tuple(entries), contents, bundles)


def messages(suffix: str = "") -> dict[str, list[Message]]:
    """Return what the story tells every case that is accepted, in order, opinions signed."""

    def signs(case_id: str, data: Mapping[str, Any], day: date) -> Json:
        return opinion_keys.signed(case_id, dict(data), data["body"], on=day)

    found: dict[str, list[Message]] = {}
    for record in told(suffix, signs).records:
        if record.fault is None:
            event = json.loads(record.value)
            message = read(record.value, received_at=datetime.fromisoformat(event["time"]))
            found.setdefault(message.subject, []).append(message)
    return found


async def settled(desk: PolicyDesk, case_id: str, said: Sequence[Message]) -> list[Settled]:
    """Return what settling *said* gives, one after the other; what is said twice changes nothing."""
    case = Case.opened(case_id)
    process = PROCESSES[case.process]
    found = []
    for message in said:
        asked = question(process, case, message)
        verdict = await desk.ask_policy(asked) if asked else None
        settlement = settle(process, case, message, verdict)
        if settlement.status == "accepted":
            found.append(Settled.of(message, asked, verdict, settlement, engine=engine()))
            case = settlement.case
    return found


async def lived(folder: Path, *suffixes: str) -> Lives:
    """Return what the story comes to, told once per suffix, in the order of a log; and the policies that judged it."""
    async with policy_desk(folder) as desk:
        lives = {
            case_id: await settled(desk, case_id, said)
            for suffix in suffixes or ("",)
            for case_id, said in messages(suffix).items()
        }
    longest = max(map(len, lives.values()))
    # One step of each case in turn, as a log that serves them all at once has them.
    order = [(case_id, life[step]) for step in range(longest) for case_id, life in lives.items() if step < len(life)]
    bundles = {
        f"sha256:{path.name.removesuffix('.tar.gz')}": path.read_bytes() for path in (folder / "archive").iterdir()
    }
    return order, bundles
