"""What the log says of itself: its signed checkpoint, who cosigned it, and the keys it signs with."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audit.log.refusal import LogRefused
from audit.log.signing import Keyring, signed
from audit.log.store import Store
from audit.verifier.notes import Checkpoint, Note, NoteRefused, Signature, VerifierKey
from audit.verifier.tiles import CHECKPOINT, KEYS, Tiles

RECENT: Final = 256
"""How many checkpoints may still be cosigned after the next ones: a witness reads, thinks, and answers."""


class Publication:
    """The one place where a checkpoint is signed: never two roots for one size."""

    def __init__(self, store: Store, keys: Keyring, origin: str, witnesses: Path) -> None:
        self._store = store
        self._keys = keys
        self._origin = origin
        self._witnesses = witnesses
        self._lock = threading.Lock()
        self._recent: OrderedDict[int, Note] = OrderedDict()
        self._names: list[str] = []
        self.note = Note("", ())
        self.checkpoint = self._opened()

    def publish(self, size: int, root: bytes) -> None:
        """Sign and serve the checkpoint of a log whose files are durable."""
        with self._lock:
            if size < self.checkpoint.size or (size == self.checkpoint.size and root != self.checkpoint.root):
                raise LogRefused(
                    f"le journal allait signer une autre histoire de {size} entrées",
                    f"the log was about to sign another history of {size} entries",
                )
            self._write(Checkpoint(self._origin, size, root))

    def renew(self) -> None:
        """Sign the checkpoint again when the keys have changed."""
        with self._lock:
            if self._keys.names != self._names:
                self._write(self.checkpoint, self._cosignatures())

    def cosign(self, line: str) -> int:
        """Serve the cosignature *line* of a checkpoint served lately, and return that checkpoint's size.

        Raises:
            NoteRefused: it is none of a witness that is known here, over a checkpoint served lately.
        """
        signature = Signature.parse(line)
        with self._lock:
            for note in reversed(self._recent.values()):
                if self._is_of(signature, note):
                    return self._join(note, signature)
        raise NoteRefused(
            f"{signature.name} n'est pas un témoin connu, ou n'a signé aucun point de contrôle récent",
            f"{signature.name} is no known witness, or signed no recent checkpoint",
        )

    @property
    def witnesses(self) -> list[VerifierKey]:
        """The keys of the witnesses whose cosignatures are served."""
        if not self._witnesses.exists():
            return []
        lines = self._witnesses.read_text(encoding="utf-8").splitlines()
        return [VerifierKey.parse(line) for line in lines if line.strip() and not line.startswith("#")]

    def _opened(self) -> Checkpoint:
        """Return the checkpoint that is there, believed only once the files under it make its root."""
        try:
            raw = self._store.read(CHECKPOINT)
        except FileNotFoundError:
            return self._founded()
        try:
            note = Note.parse(raw)
            checkpoint = Checkpoint.parse(note.text)
            signers = note.signers(each.verifier for each in self._keys.signers)
        except NoteRefused as refusal:
            raise LogRefused(
                f"Le point de contrôle du journal n'est plus celui qui a été signé : {refusal.text.fr}.",
                f"The log's checkpoint is no longer what was signed: {refusal.text.en}.",
            ) from None
        if not signers:
            raise LogRefused(
                "Le point de contrôle du journal n'est signé par aucune des clés gardées ici : remettez la clé, ou le "
                "dossier, d'une même copie.",
                "The log's checkpoint is signed by none of the keys kept here: put back the key, or the folder, of "
                "one and the same copy.",
            )
        if checkpoint.origin != self._origin:
            raise LogRefused(
                f"Ce journal s'appelle {checkpoint.origin}, et BALISE_LOG_ORIGIN dit {self._origin}.",
                f"This log is called {checkpoint.origin}, and BALISE_LOG_ORIGIN says {self._origin}.",
            )
        self._serve(note, checkpoint)
        return checkpoint

    def _founded(self) -> Checkpoint:
        if self._store.has("tile"):
            raise LogRefused(
                "Le journal a des entrées et n'a plus de point de contrôle : remettez celui d'une copie. En faire un "
                "nouveau pourrait cacher une autre histoire.",
                "The log has entries and no checkpoint any more: put back the one of a copy. Making a new one could "
                "hide another history.",
            )
        if not self._keys.signers:
            self._keys.draw()
        checkpoint = Checkpoint(self._origin, 0, Tiles(self._store.read, 0).root)
        self._write(checkpoint)
        return checkpoint

    def _write(self, checkpoint: Checkpoint, besides: Sequence[Signature] = ()) -> None:
        self._names = self._keys.names
        keys = "".join(f"{key}\n" for key in self._keys.all).encode()
        if not self._store.has(KEYS) or self._store.read(KEYS) != keys:
            self._store.replace({KEYS: keys})
        note = signed(checkpoint.text, self._keys.signers, besides)
        self._store.replace({CHECKPOINT: note.written})
        self._serve(note, checkpoint)

    def _serve(self, note: Note, checkpoint: Checkpoint) -> None:
        self.note, self.checkpoint = note, checkpoint
        self._recent[checkpoint.size] = note
        while len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def _is_of(self, signature: Signature, note: Note) -> bool:
        for key in self.witnesses:
            if signature.of(key):
                try:
                    return signature.seen(note.text, key) is not None
                except NoteRefused:
                    return False
        return False

    def _join(self, note: Note, signature: Signature) -> int:
        """Add *signature* to *note* in place of an earlier one by the same key; keep what was cosigned by its size."""
        others = [each for each in note.signatures if (each.name, each.id) != (signature.name, signature.id)]
        joined = Note(note.text, (*others, signature))
        size = Checkpoint.parse(note.text).size
        files = {f"checkpoints/{size}": joined.written}
        self._store.replace(files)
        self._recent[size] = joined
        if size == self.checkpoint.size:
            self._store.replace({CHECKPOINT: joined.written})
            self.note = joined
        return size

    def _cosignatures(self) -> list[Signature]:
        ours = {(key.name, key.id) for key in self._keys.all}
        return [each for each in self.note.signatures if (each.name, each.id) not in ours]
