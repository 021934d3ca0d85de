"""Where the commands on proofs find the log, the keys to believe and OPA, when nobody says."""

import shutil
from pathlib import Path
from typing import NoReturn

from audit.log.refusal import LogRefused
from audit.log.signing import Keyring
from audit.sources import Source, Unreachable, source
from audit.verifier.checkpoint import Trust, trusted
from audit.verifier.notes import NoteRefused
from audit.verifier.report import Exit
from cli.screen import screen
from domain.text import Text
from engines import Engine, EngineUnavailable, artifacts
from engines.directory import address_of
from settings import Settings


def where_is(named: str | None) -> Source:
    """Return the log that is *named*; by default the one served here, else the one kept here."""
    settings = Settings()
    if named is None:
        try:
            named = address_of(Engine.JOURNAL, settings)
        except EngineUnavailable:
            named = settings.journal_store or str(settings.journal)
    found = source(named)
    if found is None:
        fail(
            Text(
                fr=f"{named} n'est ni l'adresse d'un journal, ni son dossier, ni un dossier de preuve.",
                en=f"{named} is neither the address of a journal, nor its folder, nor a case file.",
            )
        )
    return found


def trust(keys: list[str], witnesses: list[str], required: int) -> Trust:
    """Return whose word is taken: the keys given, else those of this installation's own journal."""
    try:
        return trusted(keys or _own(), witnesses, required)
    except NoteRefused as refusal:
        fail(refusal.text)


def opa(given: Path | None) -> Path | None:
    """Return the OPA that is *given*, else the one on the path, else the one the product pins."""
    if given is not None:
        return given
    found = shutil.which("opa")
    if found is not None:
        return Path(found)
    try:
        return artifacts.opa(Settings().cache, lambda text: screen.note(text.fr, text.en))
    except EngineUnavailable:
        return None  # the report says that the verdicts were not asked again


def unreachable(error: Unreachable) -> NoReturn:
    """Leave because the log cannot be read now."""
    fail(Text(fr=f"Le journal ne se lit pas : {error}.", en=f"The log cannot be read: {error}."))


def fail(text: Text) -> NoReturn:
    """Leave without an answer: nothing is proven, and nothing is shown to be wrong."""
    screen.note(text.fr, text.en)
    raise SystemExit(int(Exit.UNCHECKED))


def _own() -> list[str]:
    settings = Settings()
    private = settings.journal / "private"
    if not private.is_dir():
        return []
    try:
        return [str(key) for key in Keyring(private, settings.log_origin).all]
    except (LogRefused, OSError):
        return []
