"""`balise journal`: the log of what was settled; serving it, how it is, the keys it signs with, who watches it."""

import asyncio
import json
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn
from urllib.request import urlopen

import typer
from rich.console import Console

from audit.log.refusal import LogRefused
from audit.log.signing import Keyring
from audit.sources import Unreachable, source
from audit.verifier.notes import COSIGNATURE, Note, NoteRefused, VerifierKey
from audit.verifier.tiles import CHECKPOINT
from cli.destruction import destroy
from cli.screen import Exit, screen
from domain.revision import NotABundle
from domain.text import Text
from engines import Engine, EngineUnavailable
from engines.directory import address_of
from engines.journal import keep_bundle
from engines.ports import LOOPBACK
from settings import Settings

PORT: Final = 8484


def add_to(app: typer.Typer) -> None:
    """Add the group to *app*."""
    group = _group("Le journal de ce qui a été réglé.", "The journal of what was settled.")
    _commands(
        group,
        ("serve", _serve, "Tenir le journal jusqu'à Ctrl-C ou SIGTERM.", "Keep the journal until Ctrl-C or SIGTERM."),
        ("keep", _keep, "Donner au journal un paquet de politiques.", "Give the journal a bundle of policies."),
        ("status", _status, "Dire où en est le journal.", "Tell how far the journal is."),
        (
            "destroy",
            destroy,
            "Détruire ce que dit un dossier dont la conservation est échue ; le journal dit par quelle règle.",
            "Destroy what a case says once its retention has run out; the log says by which rule.",
        ),
    )
    key = _group("Les clés qui signent le journal.", "The keys that sign the journal.")
    _commands(
        key,
        ("list", _list_keys, "Dresser la liste des clés.", "List the keys."),
        (
            "new",
            _new_key,
            "Tirer une clé, qui signe désormais avec les autres.",
            "Draw a key; it signs with the others.",
        ),
        ("retire", _retire_key, "Cesser de signer avec une clé.", "Sign no longer with a key."),
    )
    witness = _group("Les témoins dont le journal sert les signatures.", "The witnesses whose signatures are served.")
    _commands(
        witness,
        ("list", _list_witnesses, "Dresser la liste des témoins.", "List the witnesses."),
        ("add", _add_witness, "Reconnaître la clé d'un témoin.", "Know the key of a witness."),
    )
    group.add_typer(key, name="key")
    group.add_typer(witness, name="witness")
    app.add_typer(group, name="journal")


def _group(fr: str, en: str) -> typer.Typer:
    return typer.Typer(no_args_is_help=True, help=screen.text(fr, en))


def _commands(group: typer.Typer, *commands: tuple[str, Any, str, str]) -> None:
    for name, function, fr, en in commands:
        group.command(name, help=screen.text(fr, en))(function)


def _serve(
    *,
    host: Annotated[str, typer.Option(help=screen.text("Adresse d'écoute.", "Address to listen at."))] = LOOPBACK,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = PORT,
) -> None:
    from audit.log.__main__ import serve, written

    settings = Settings()
    try:
        written(settings.log_level)
        asyncio.run(serve(settings.journal, settings.log_origin, host, port, settings.journal_store))
    except LogRefused as refusal:
        screen.fail(refusal.text, Exit.UNAVAILABLE)
    except OSError as error:
        _unusable(settings.journal, error)


def _status() -> None:
    try:
        address = address_of(Engine.JOURNAL, Settings())
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    try:
        with urlopen(f"{address.rstrip('/')}/status", timeout=5) as answer:  # noqa: S310  where settings say
            status = json.load(answer)
    except (OSError, HTTPException, ValueError) as error:
        screen.fail(
            Text(
                fr=f"Le journal ne répond pas à {address} ({type(error).__name__}) : vérifiez l'adresse, ou lancez "
                "« balise up ».",
                en=f"The journal does not answer at {address} ({type(error).__name__}): check the address, or run "
                '"balise up".',
            ),
            Exit.UNAVAILABLE,
        )
    screen.answer({"address": address, **status}, lambda console: _show(console, status))


def _keep(
    archive: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=screen.text("Le paquet.", "The bundle."))
    ],
) -> None:
    try:
        address = address_of(Engine.JOURNAL, Settings())
        revision = keep_bundle(address, archive)
    except NotABundle:
        screen.fail(
            Text(fr=f"{archive} n'est pas un paquet de politiques.", en=f"{archive} is no bundle of policies."),
        )
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    screen.answer({"revision": revision}, lambda console: console.print(revision, soft_wrap=True))


def _show(console: Console, status: dict[str, Any]) -> None:
    waiting = status["accepted"] - status["size"]
    none = screen.text("aucun", "none")
    for fr, en, value in (
        ("nom", "name", status["origin"]),
        ("entrées signées", "signed entries", status["size"]),
        ("acceptées, à signer", "accepted, to be signed", waiting),
        ("racine", "root", status["root"]),
        ("signé par", "signed by", ", ".join(status["signed_by"])),
        ("témoins connus", "known witnesses", ", ".join(status["witnesses"]) or none),
    ):
        console.print(f"{screen.text(fr, en):<24} {value}", soft_wrap=True)


def _list_keys() -> None:
    ring = _ring()
    _tell_keys(ring)


def _new_key() -> None:
    ring = _ring()
    ring.draw()
    screen.note(
        "La clé signe dès le prochain point de contrôle, avec les autres ; donnez-la aux vérificateurs avant de "
        "retirer l'ancienne.",
        "The key signs from the next checkpoint on, with the others; give it to verifiers before retiring the old one.",
    )
    _tell_keys(ring)


def _retire_key(
    identifier: Annotated[str, typer.Argument(metavar="ID", help=screen.text("Huit chiffres.", "Eight digits."))],
) -> None:
    ring = _ring()
    others = [each.verifier for each in ring.signers if each.verifier.id.hex() != identifier]
    if len(others) == len(ring.signers):
        screen.fail(
            Text(
                fr=f"Aucune clé qui signe ne porte l'identifiant {identifier} (« balise journal key list »).",
                en=f'No key that signs has the id {identifier} ("balise journal key list").',
            )
        )
    try:
        read = source(Settings().log)
        overlapping = read is not None and bool(Note.parse(read(CHECKPOINT)).signers(others))
    except (FileNotFoundError, NoteRefused, Unreachable):
        overlapping = False
    if not overlapping:
        screen.fail(
            Text(
                fr="Le point de contrôle n'est encore signé par aucune autre clé : tirez-en une (« balise journal key "
                "new ») et laissez le journal la prendre.",
                en='The checkpoint is signed by no other key yet: draw one ("balise journal key new") and let the '
                "journal take it up.",
            )
        )
    ring.retire(identifier)
    _tell_keys(ring)


def _tell_keys(ring: Keyring) -> None:
    signing = {each.verifier for each in ring.signers}
    keys = [{"id": key.id.hex(), "key": str(key), "signs": key in signing} for key in ring.all]

    def show(console: Console) -> None:
        for key in keys:
            state = screen.text("signe", "signs") if key["signs"] else screen.text("retirée", "retired")
            console.print(f"{key['id']}  {state:<8} {key['key']}", soft_wrap=True, markup=False)

    screen.answer(keys, show)


def _list_witnesses() -> None:
    _tell_witnesses()


def _add_witness(
    key: Annotated[str, typer.Argument(help=screen.text("nom+identifiant+clé", "name+id+key"))],
) -> None:
    try:
        witness = VerifierKey.parse(key)
    except NoteRefused as refusal:
        screen.fail(refusal.text, Exit.USAGE)
    if witness.algorithm != COSIGNATURE:
        screen.fail(
            Text(
                fr="C'est la clé d'un journal, et non d'un témoin.",
                en="It is the key of a log, and not of a witness.",
            ),
            Exit.USAGE,
        )
    path = Settings().journal / "witnesses"
    known = _witnesses()
    if str(witness) not in known:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_text("".join(f"{line}\n" for line in [*known, str(witness)]), encoding="utf-8")
        except OSError as error:
            _unusable(path, error)
    _tell_witnesses()


def _witnesses() -> list[str]:
    path = Settings().journal / "witnesses"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _tell_witnesses() -> None:
    known = _witnesses()
    screen.answer(known, lambda console: console.print("\n".join(known), soft_wrap=True, markup=False))


def _ring() -> Keyring:
    settings = Settings()
    try:
        ring = Keyring(settings.journal / "private", settings.log_origin)
        _ = ring.all
    except LogRefused as refusal:
        screen.fail(refusal.text)
    except OSError as error:
        _unusable(settings.journal, error)
    return ring


def _unusable(path: Path, error: OSError) -> NoReturn:
    screen.fail(
        Text(
            fr=f"{path} : {error.strerror or error}. Donnez un autre dossier par BALISE_JOURNAL_DIR, ou un autre port.",
            en=f"{path}: {error.strerror or error}. Name another folder as BALISE_JOURNAL_DIR, or another port.",
        ),
        Exit.UNAVAILABLE,
    )
