"""RFC 6962 as others published it, and as it must hold for every size."""

import json
from base64 import b64decode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.verifier import merkle

LARGEST = 600
ARGON = Path(__file__).parent / "vectors" / "argon2020"

# The leaves, roots and proofs that certificate-transparency's reference was published with.
LEAVES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A, B, C = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
D, E, F = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
INCLUSION = [
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], B, D]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [A, B, C]),
    (6, 8, [F, E, ROOTS[4]]),
    (2, 5, [B, D]),
    (6, 7, [F, "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f", ROOTS[4]]),
]


def naive(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + naive(leaves[:half]) + naive(leaves[half:])).digest()


def hashes_of(leaves: list[bytes]) -> merkle.Hashes:
    return lambda level, index: naive(leaves[index << level : (index + 1) << level])


def numbered(index: int) -> bytes:
    return b"leaf %d" % index


@cache
def hashed(level: int, index: int) -> bytes:
    if level == 0:
        return merkle.leaf(numbered(index))
    return merkle.node(hashed(level - 1, 2 * index), hashed(level - 1, 2 * index + 1))


@cache
def root(size: int) -> bytes:
    return merkle.root(size, hashed)


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_are_made(size: int) -> None:
    assert merkle.root(size, hashes_of(LEAVES)).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_the_published_inclusion_proofs_are_made_and_accepted(index: int, size: int, proof: list[str]) -> None:
    published = [bytes.fromhex(each) for each in proof]
    assert merkle.inclusion(index, size, hashes_of(LEAVES)) == published
    assert merkle.includes(LEAVES[index], index, size, published, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "size", "proof"), CONSISTENCY)
def test_the_published_consistency_proofs_are_made_and_accepted(old: int, size: int, proof: list[str]) -> None:
    published = [bytes.fromhex(each) for each in proof]
    assert merkle.consistency(old, size, hashes_of(LEAVES)) == published
    assert merkle.continues(old, size, published, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[size]))


def test_the_answers_of_a_public_log_are_accepted() -> None:
    head, entries, proof, consistency = (
        json.loads((ARGON / f"{name}.json").read_bytes()) for name in ("sth", "entries", "proof", "consistency")
    )
    size, top = head["tree_size"], b64decode(head["sha256_root_hash"])
    content = b64decode(entries["entries"][0]["leaf_input"])
    path = list(map(b64decode, proof["audit_path"]))
    assert merkle.includes(content, 10_000, size, path, top)
    assert not merkle.includes(content, 10_001, size, path, top)
    older = b64decode("AuIZ5V6sDUj1vn3Y1K85oOaQ7y+FJJKtyRTl1edIKBQ=")
    between = list(map(b64decode, consistency["consistency"]))
    assert merkle.continues(3_654_490, size, between, older, top)
    assert not merkle.continues(3_654_491, size, between, older, top)


def test_every_size_has_the_root_of_the_definition_and_its_proofs_hold() -> None:
    frontier = merkle.Frontier()
    for size in range(LARGEST + 1):
        top = root(size)
        assert frontier.root == top == merkle.Frontier.at(size, hashed).root
        if size % 37 == 0:
            assert top == naive([numbered(each) for each in range(size)])
        for index in {0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size)):
            assert merkle.includes(numbered(index), index, size, merkle.inclusion(index, size, hashed), top)
            assert merkle.continues(index, size, merkle.consistency(index, size, hashed), root(index), top)
        frontier.add(merkle.leaf(numbered(size)))


def test_a_frontier_taken_up_anywhere_goes_on() -> None:
    for size in range(0, LARGEST, 7):
        frontier = merkle.Frontier.at(size, hashed)
        for index in range(size, size + 20):
            frontier.add(merkle.leaf(numbered(index)))
        assert (frontier.size, frontier.root) == (size + 20, root(size + 20))


def altered(proof: list[bytes], place: int, bit: int) -> list[list[bytes]]:
    """Proofs that differ from *proof*: a bit, one more, one less, two exchanged, one cut short."""
    others = [[*proof, sha256(b"").digest()], [sha256(b"").digest(), *proof]]
    if proof:
        place %= len(proof)
        flipped = bytes(each ^ (1 << bit % 8 if at == bit // 8 else 0) for at, each in enumerate(proof[place]))
        others += [
            [*proof[:place], flipped, *proof[place + 1 :]],
            [*proof[:place], *proof[place + 1 :]],
            [*proof[:place], proof[place][:-1], *proof[place + 1 :]],
            proof[::-1],
        ]
    return [each for each in others if each != proof]


places = st.integers(0, 20)
bits = st.integers(0, 255)


@settings(max_examples=400, deadline=None)
@given(st.data(), st.integers(1, LARGEST), places, bits)
def test_no_altered_inclusion_proof_is_accepted(data: st.DataObject, size: int, place: int, bit: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion(index, size, hashed)
    assert merkle.includes(numbered(index), index, size, proof, root(size))
    for wrong in altered(proof, place, bit):
        assert not merkle.includes(numbered(index), index, size, wrong, root(size))
    if other != index:
        assert not merkle.includes(numbered(index), other, size, proof, root(size))
        assert not merkle.includes(numbered(other), index, size, proof, root(size))
    assert not merkle.includes(numbered(index), index, size, proof, root(size + 1))
    assert not merkle.includes(numbered(index), index + size, size, proof, root(size))


@settings(max_examples=400, deadline=None)
@given(st.data(), st.integers(1, LARGEST), places, bits)
def test_no_altered_consistency_proof_is_accepted(data: st.DataObject, size: int, place: int, bit: int) -> None:
    old = data.draw(st.integers(1, size))
    proof = merkle.consistency(old, size, hashed)
    assert merkle.continues(old, size, proof, root(old), root(size))
    for wrong in altered(proof, place, bit):
        assert not merkle.continues(old, size, wrong, root(old), root(size))
    assert not merkle.continues(old, size, proof, root(old), root(size + 1))
    assert not merkle.continues(old, size, proof, root(old + 1), root(size))
    assert not merkle.continues(size + 1, size, proof, root(size + 1), root(size))


@pytest.mark.parametrize(
    "asked",
    [
        lambda: merkle.inclusion(5, 5, hashed),
        lambda: merkle.inclusion(-1, 5, hashed),
        lambda: merkle.consistency(6, 5, hashed),
    ],
)
def test_no_proof_is_made_of_what_is_not_there(asked: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"leaf|leaves"):
        asked()
