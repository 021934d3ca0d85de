"""How a log grows: which files more leaves make, from the unfinished tiles of its right edge alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from audit.verifier import merkle
from audit.verifier.tiles import HEIGHT, WIDTH, Tiles, entry_bundle, hash_tile, pack, widths


@dataclass(frozen=True)
class Growth:
    """A tree, and what must be written for it to be there."""

    tree: "Tree"
    files: dict[str, bytes] = field(default_factory=dict)
    """Bundles of entries, then tiles of hashes, from the lowest level up."""
    outgrown: tuple[str, ...] = ()
    """Folders of the partial tiles that a full one now stands for, once a checkpoint names it."""


@dataclass(frozen=True)
class Tree:
    """A log of *size* entries, by what is not full yet."""

    size: int = 0
    bundle: tuple[bytes, ...] = ()
    edges: tuple[tuple[bytes, ...], ...] = ()
    """Of each level, the hashes after its last full tile."""

    @classmethod
    def at(cls, tiles: Tiles) -> "Tree":
        """Return the tree of a log that is read through *tiles*."""
        edges = tuple(
            tuple(tiles.hash(level * HEIGHT, index) for index in range(count - count % WIDTH, count))
            for level, count in widths(tiles.size)
        )
        first = tiles.size - tiles.size % WIDTH
        return cls(tiles.size, tuple(tiles.entries(first)), edges)

    @property
    def root(self) -> bytes:
        """The root over its leaves."""
        return merkle.root(self.size, self._hash)

    def grown(self, leaves: Sequence[bytes]) -> Growth:
        """Return what the tree becomes with *leaves* added."""
        if not leaves:
            return Growth(self)
        files: dict[str, bytes] = {}
        outgrown: list[str] = []
        number, bundle = self.size // WIDTH, [*self.bundle, *leaves]
        while bundle:
            part, bundle = bundle[:WIDTH], bundle[WIDTH:]
            files[entry_bundle(number, len(part))] = pack(part)
            if len(part) == WIDTH:
                outgrown.append(f"{entry_bundle(number)}.p")
                number, part = number + 1, []
        edges: list[tuple[bytes, ...]] = []
        new, level = [merkle.leaf(each) for each in leaves], 0
        while new or level < len(self.edges):
            made = self._level(level, new)
            files |= made.files
            outgrown += made.outgrown
            edges.append(made.edge)
            new, level = made.above, level + 1
        grown = Tree(self.size + len(leaves), tuple(part), tuple(edges))
        return Growth(grown, files, tuple(outgrown))

    def _level(self, level: int, new: Sequence[bytes]) -> "_Level":
        made = _Level()
        edge = [*(self.edges[level] if level < len(self.edges) else ()), *new]
        number = (self.size >> (HEIGHT * level)) // WIDTH
        while len(edge) >= WIDTH:
            full, edge = edge[:WIDTH], edge[WIDTH:]
            made.files[hash_tile(level, number)] = b"".join(full)
            made.outgrown.append(f"{hash_tile(level, number)}.p")
            made.above.append(merkle.joined(full))
            number += 1
        if edge and new:
            made.files[hash_tile(level, number, len(edge))] = b"".join(edge)
        made.edge = tuple(edge)
        return made

    def _hash(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree that ends on the right edge."""
        height, inside = divmod(level, HEIGHT)
        first = (index << inside) % WIDTH
        return merkle.joined(self.edges[height][first : first + (1 << inside)])


@dataclass
class _Level:
    files: dict[str, bytes] = field(default_factory=dict)
    outgrown: list[str] = field(default_factory=list)
    above: list[bytes] = field(default_factory=list)
    edge: tuple[bytes, ...] = ()
