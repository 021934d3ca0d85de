"""How policies become the bundle OPA loads: staged, held to their capabilities, named by content, signed, kept."""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from domain.revision import SIGNATURES, named, packed, revision, unpacked
from engines import quiet
from engines.enrolment import Keys, join
from engines.rego import CAPABILITIES, Opa, command

SHIPPED = frozenset({".manifest", "data.yaml", "data.json"})
"""Files that are in a bundle beside the Rego; tests, schemas and capabilities stay home."""


APART = frozenset({"assessment", "coverage", "prioritization"})
"""Folders that no gate asks anything of: a bundle's revision is cited by every verdict: it must not move for them."""


PLAN = Path("balise") / "plan.rego"
"""The module that no question changes: worked out anew for each question, its answer costs more than the judging."""


QUIET = Path("balise") / "quiet"
"""The folder of the rules written for each gate: they spare what follows from the others, and say nothing else."""


WORKED_OUT = "[data.balise.plan, {name: rego.parse_module(name, text) | some name, text in input}]"
"""The plan, and the parsed text of the rules, in one look at the policies."""


def build(policies: Path, out: Path, key: Path, opa: Path, enrolled: Keys | None = None) -> str:
    """Write the signed bundle of *policies* to *out*, whole or not at all, and return its revision.

    *enrolled* are the installation's own keys of those who give opinions: verdicts depend on them, so they are of the
    bundle and of its revision.

    The revision is `sha256:` and the digest of what the archive holds (`domain.revision`): the same policies have the
    same one wherever they are built, and whoever is given the archive works it out again. The signature differs from
    build to build (ECDSA draws a number), and is not of it. A copy stays in `archive/` beside *out*, under the digest.

    Raises:
        RegoRefused: The policies do not compile, or call what their capabilities file does not allow.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    archive = out.parent / "archive"
    archive.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=out.parent) as scratch:
        files = compiled(policies, Path(scratch), opa, enrolled)
        found = revision(files)
        bundle = packed(_signed(named(files, found), Path(scratch) / "signed", key, opa))
        built, kept = Path(scratch) / "built.tar.gz", Path(scratch) / "kept.tar.gz"
        built.write_bytes(bundle)
        kept.write_bytes(bundle)
        kept.replace(archive / f"{found.removeprefix('sha256:')}.tar.gz")
        # An OPA that starts meanwhile reads the old bundle or the new one, never half of one.
        built.replace(out)
    return found


def compiled(policies: Path, scratch: Path, opa: Path, enrolled: Keys | None = None) -> dict[str, bytes]:
    """Return the files of the bundle of *policies*, neither named nor signed yet; *scratch* is a folder to work in.

    Raises:
        RegoRefused: The policies do not compile, or call what their capabilities file does not allow.
    """
    out = scratch / "compiled.tar.gz"
    command(
        opa,
        *("build", "--bundle", ".", "--output", str(out.resolve())),
        *("--capabilities", str((policies / CAPABILITIES).resolve())),
        # OPA writes the paths it was given into the bundle: from here, they are the bundle's own.
        cwd=stage(policies, scratch / "staged", opa, enrolled),
    )
    return unpacked(out.read_bytes())


def _signed(files: dict[str, bytes], folder: Path, key: Path, opa: Path) -> dict[str, bytes]:
    """Return *files* with their signature by *key*; *folder* is where they are laid out for OPA to sign."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    flags = ("--signing-alg", "ES256", "--signing-key", str(key.resolve()), "--output-file-path", ".")
    command(opa, "sign", "--bundle", ".", *flags, cwd=folder)
    return {**files, SIGNATURES: (folder / SIGNATURES).read_bytes()}


def stage(policies: Path, folder: Path, opa: Path, enrolled: Keys | None = None) -> Path:
    """Put what a bundle of *policies* holds into the new *folder* and return it."""
    for source in contents(policies):
        target = folder / source.relative_to(policies)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    join(folder, enrolled or {})
    _plan(folder, opa)
    return folder


def _plan(staged: Path, opa: Path) -> None:
    """Work out in *staged* what follows from data alone, and leave the answer in place of the module that gives it."""
    if not (staged / PLAN).exists():
        return  # policies of another make
    rules = {path.as_posix(): _code(path) for path in sorted((staged / "rules").rglob("*.rego"))}
    plan, parsed = Opa(opa, staged).evaluate(WORKED_OUT, rules)
    (staged / PLAN).unlink()
    modules = {f"{QUIET.name}/{name}.rego": text for name, text in quiet.modules(plan, quiet.simple_rules(parsed))}
    written = {"plan/data.json": json.dumps(plan, ensure_ascii=False, sort_keys=True), **modules}
    for name, text in written.items():
        target = staged / "balise" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _code(path: Path) -> str:
    """Return the text of a module without its annotations, which take longer to parse than what they annotate."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def contents(policies: Path) -> list[Path]:
    """Return the files of *policies* that are in its bundle."""
    return sorted(
        path
        for path in policies.rglob("*")
        if path.is_file() and _shipped(path) and path.relative_to(policies).parts[0] not in APART
    )


def digest(folder: Path) -> str:
    """Return the SHA-256 of every path and byte below *folder*, in the order of the paths."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def ensure_key(folder: Path) -> tuple[Path, Path]:
    """Return the paths of the private and public key of *folder*, made the first time.

    The private key is readable by its owner alone from its first byte on. The public one is derived from it each time,
    so that the two always match.
    """
    folder.mkdir(parents=True, exist_ok=True)
    private, public = folder / "bundle-key.pem", folder / "bundle-key.pub.pem"
    if not private.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        _write_once(private, pem)
    loaded = _load(private)
    pem = loaded.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    if not public.exists() or public.read_bytes() != pem:
        public.write_bytes(pem)
    return private, public


def _load(private: Path) -> ec.EllipticCurvePrivateKey:
    loaded = load_pem_private_key(private.read_bytes(), password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{private} is not an elliptic curve key")
    return loaded


def _write_once(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # A link fails when another process made its key first, where a rename would replace it.
        Path(path).hardlink_to(name)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def _shipped(path: Path) -> bool:
    return path.name in SHIPPED or (path.suffix == ".rego" and not path.name.endswith("_test.rego"))
