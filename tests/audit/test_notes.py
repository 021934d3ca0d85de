"""Signed notes as golang.org/x/mod/sumdb/note and C2SP published them, and everything that is none."""

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from audit.verifier.notes import COSIGNATURE, ED25519, Checkpoint, Note, NoteRefused, Signature, VerifierKey, cosigned

# The example of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()

ROOT = b64encode(bytes(range(32))).decode()


def test_the_published_note_is_signed_by_its_key() -> None:
    peter, enoch = VerifierKey.parse(PETER), VerifierKey.parse(ENOCH)
    note = Note.parse(NOTE)
    assert (note.text, note.written, str(peter)) == (TEXT, NOTE, PETER)
    assert note.signers([enoch, peter]) == {peter: None}
    assert peter.id.hex() == "c74f20a3"
    assert note.signers([enoch]) == {}


def test_a_key_of_which_anything_changed_is_none() -> None:
    for start in range(len(PETER)):
        for end in range(start + 1, len(PETER) + 1):
            if (start, end) != (0, len(PETER)):
                with pytest.raises(NoteRefused):
                    VerifierKey.parse(PETER[start:end])
    for place, each in enumerate(PETER):
        with pytest.raises(NoteRefused):
            VerifierKey.parse(PETER[:place] + chr(ord(each) + 1) + PETER[place + 1 :])


@pytest.mark.parametrize(
    "line",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "",
    ],
)
def test_a_key_of_another_kind_or_form_is_none(line: str) -> None:
    with pytest.raises(NoteRefused):
        VerifierKey.parse(line)


@given(st.integers(0, len(NOTE) - 1), st.integers(0, 7))
def test_a_note_of_which_one_bit_changed_is_no_longer_signed(place: int, bit: int) -> None:
    altered = bytes(each ^ (1 << bit if at == place else 0) for at, each in enumerate(NOTE))
    peter = VerifierKey.parse(PETER)
    try:
        signers = Note.parse(altered).signers([peter])
    except NoteRefused:
        return
    assert signers == {}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        b"text\n\n",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace(b"If", b"I\x07"),
        NOTE.replace(b"If", b"I\xff"),
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace(b"x08go", b"x0 8go"),
        NOTE.replace(b"JnAM=", b"JnAN="),  # the same bytes in another way of writing them
        NOTE.replace(b"PeterNeumann x08go", b"Peter+Neumann x08go"),
        NOTE + b"\xe2\x80\x94 a AAAA\n",
        NOTE + NOTE.partition(b"\n\n")[2] * 100,
    ],
)
def test_what_is_not_formed_as_a_note_is_none(raw: bytes) -> None:
    with pytest.raises(NoteRefused):
        Note.parse(raw)


@pytest.mark.parametrize("size", [0, 1, 256, 20_852_163])
def test_a_checkpoint_is_read_as_it_was_written(size: int) -> None:
    text = f"example.com/log\n{size}\n{ROOT}\n"
    checkpoint = Checkpoint.parse(text)
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == ("example.com/log", size, bytes(range(32)))
    assert checkpoint.text == text
    assert Checkpoint.parse(f"{text}extended\n").text == f"{text}extended\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n1\n" + ROOT + "\n",
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n+1\n{ROOT}\n",
        f"log\n1_0\n{ROOT}\n",
        f"log\n\u0661\n{ROOT}\n",
        f"log\n{'9' * 5000}\n{ROOT}\n",
        f"log\n1\n{ROOT}",
        f"log\n1\n{ROOT[:-4]}\n",
        f"log\n1\n{ROOT}\n\n",
        f"log\n1\n{ROOT}\nextended",
    ],
)
def test_what_is_not_formed_as_a_checkpoint_is_none(text: str) -> None:
    with pytest.raises(NoteRefused):
        Checkpoint.parse(text)


def test_a_witness_signs_when_it_saw_the_checkpoint() -> None:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    witness, signer = (
        VerifierKey("witness.example", COSIGNATURE, public),
        VerifierKey("witness.example", ED25519, public),
    )
    assert VerifierKey.parse(str(witness)) == witness
    text = f"log\n1\n{ROOT}\n"
    when = 1_679_315_147
    raw = when.to_bytes(8, "big") + private.sign(f"cosignature/v1\ntime {when}\n{text}".encode())
    line = str(Signature(witness.name, witness.id, raw))
    seen = Signature.parse(line)
    assert cosigned(text, when) == f"cosignature/v1\ntime {when}\n{text}".encode()
    assert seen.seen(text, witness) == when
    assert Note(text, (seen,)).signers([witness, signer]) == {witness: when}
    later = Signature(witness.name, witness.id, (when + 1).to_bytes(8, "big") + raw[8:])
    plain = Signature(signer.name, signer.id, raw[8:])
    for wrong, key in ((later, witness), (plain, signer), (seen, signer), (Signature("w", witness.id, raw), witness)):
        with pytest.raises(NoteRefused):
            wrong.seen(text, key)
    with pytest.raises(NoteRefused):
        seen.seen(text.replace("1", "2"), witness)
    assert b64decode(line.rpartition(" ")[2])[:4] == witness.id
