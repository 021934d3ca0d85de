"""`balise journal destroy`: what a case says is destroyed at the end of its retention, and the log says so."""

import re
import time
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from rich.console import Console

from audit.extracting import NoSuchCase
from audit.log.destroying import Order, give
from audit.log.keeper import Keeper
from audit.log.refusal import LogHeld, LogRefused
from audit.ordering import NoSuchEntry, left, planned
from audit.sources import Folder, Source, Unreachable, source
from audit.verifier.destructions import destroyed
from audit.verifier.notes import NoteRefused
from audit.verifier.tiles import TileRefused, content_path, history_path
from cli.case import IDENTIFIER
from cli.confirmation import confirm
from cli.screen import Exit, screen
from domain.initiative import INITIATIVE
from domain.text import Text
from settings import Settings

REFERENCE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
"""Of an order: it has a digit, which a name has not."""
SECONDS: Final = 60
"""To wait for a journal that runs: it looks for orders twice a second."""


def destroy(
    case: Annotated[str, typer.Argument(metavar="ID", help=IDENTIFIER)],
    *,
    rule: Annotated[
        str,
        typer.Option(help=screen.text("Règle de conservation qui le veut (règle, article).",
                                      "Rule of retention that asks for it (rule, article).")),
    ],
    by: Annotated[
        str,
        typer.Option(help=screen.text("Référence de l'ordre (numéro de mandat), jamais un nom.",
                                      "Reference of the order (number of a mandate), never a name.")),
    ],
    sequence: Annotated[
        list[int] | None,
        typer.Option(min=1, help=screen.text("Une étape seulement ; peut se répéter.",
                                             "One step only; may be repeated.")),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help=screen.text("Ne rien demander.", "Ask nothing."))
    ] = False,
) -> None:  # fmt: skip
    """Work out what is to be destroyed, have it confirmed, order it, and wait until it is done."""
    if not REFERENCE.fullmatch(by):
        screen.fail(
            Text(
                fr="--by attend la référence d'un ordre, et non un nom : 64 caractères au plus, sans espace, dont un "
                "chiffre (MANDAT-2031-014).",
                en="--by takes the reference of an order, not a name: 64 characters at most, no space, one of them a "
                "digit (MANDATE-2031-014).",
            ),
            Exit.USAGE,
        )
    if not rule.strip() or len(rule) > 200:
        screen.fail(
            Text(fr="--rule nomme une règle, en 200 caractères au plus.", en="--rule names a rule, in 200 characters."),
            Exit.USAGE,
        )
    settings = Settings()
    log = source(settings.log) or Folder(settings.journal / "log")
    full = case if ":" in case else f"{INITIATIVE.name}:{case}"
    order = _planned(log, full, sequence or [], rule, by)
    if order.contents or order.histories:
        _confirm(order, sure=yes)
        _carry_out(settings, log, order)
    entries = _entries(log, order)
    answer = {
        "case": full,
        "contents": len(order.contents),
        "histories": len(order.histories),
        "entries": entries,
        "rule": rule,
        "by": by,
    }
    screen.answer(answer, lambda console: _show(console, order, entries))


def _planned(log: Source, case_id: str, sequences: list[int], rule: str, by: str) -> Order:
    try:
        return planned(log, case_id, sequences, rule=rule, by=by)
    except NoSuchCase:
        screen.fail(
            Text(fr=f"Le journal n'a aucune entrée de {case_id}.", en=f"The journal has no entry of {case_id}.")
        )
    except NoSuchEntry as missing:
        screen.fail(Text(fr=f"{case_id} n'a pas d'étape {missing}.", en=f"{case_id} has no step {missing}."))
    except (NoteRefused, TileRefused) as refusal:
        screen.fail(refusal.text)
    except FileNotFoundError as missing:
        screen.fail(Text(fr=f"Le journal n'a pas {missing}.", en=f"The journal lacks {missing}."), Exit.UNAVAILABLE)
    except Unreachable as error:
        _unread(error)


def _confirm(order: Order, *, sure: bool) -> None:
    contents, histories = len(order.contents), len(order.histories)
    screen.note(
        f"À détruire, de {order.case_id} : {contents} contenus, {histories} historiques archivés. Rien ne les rendra ; "
        f"le journal dira que c'est selon « {order.rule} », sur l'ordre {order.by}.",
        f"To be destroyed, of {order.case_id}: {contents} contents, {histories} archived histories. Nothing will bring "
        f'them back; the log will say that it is under "{order.rule}", on the order {order.by}.',
    )
    confirm(
        Text(fr="Détruire ?", en="Destroy?"),
        sure=sure,
        otherwise=Text(fr="Rien n'a été détruit.", en="Nothing was destroyed."),
    )


def _carry_out(settings: Settings, log: Source, order: Order) -> None:
    """Give the order, carry it out when no journal runs, and return once nothing is left."""
    try:
        path = give(settings.journal, order)
        try:
            _ourselves(settings)
        except LogHeld:
            _await(log, order, path)
    except LogRefused as refusal:
        screen.fail(refusal.text, Exit.UNAVAILABLE)
    except OSError as error:
        screen.fail(
            Text(fr=f"{settings.journal} : {error.strerror}.", en=f"{settings.journal}: {error.strerror}."),
            Exit.UNAVAILABLE,
        )
    except Unreachable as error:
        _unread(error)
    refused = path.with_suffix(".refused")
    if refused.exists():
        screen.fail(
            Text(
                fr=f"Le journal a refusé l'ordre ({refused}) : il nomme ce que le dossier n'a pas.",
                en=f"The journal refused the order ({refused}): it names what the case has not.",
            )
        )


def _ourselves(settings: Settings) -> None:
    from audit.log.__main__ import stored

    with Keeper(settings.journal, settings.log_origin, stored(settings.journal_store)) as keeper:
        keeper.destroy()
        while keeper.integrate():
            pass
        keeper.destroy()


def _await(log: Source, order: Order, path: Path) -> None:
    until = time.monotonic() + SECONDS
    while left(log, order) and not path.with_suffix(".refused").exists():
        if time.monotonic() > until:
            screen.fail(
                Text(
                    fr="L'ordre est donné, et le journal ne l'a pas encore accompli : voyez son journal de bord. Rien "
                    "n'est à refaire.",
                    en="The order is given, and the journal has not carried it out yet: see what it logged. Nothing "
                    "need be done again.",
                ),
                Exit.UNAVAILABLE,
            )
        time.sleep(0.2)


def _entries(log: Source, order: Order) -> list[int]:
    """Return the leaves by which what *order* names was destroyed."""
    paths = [*map(content_path, order.contents), *(history_path(order.case_id, run) for run in order.histories)]
    told = [destroyed(log(path)) or {} for path in paths]
    return sorted({entry for each in told if isinstance(entry := each.get("entry"), int)})


def _show(console: Console, order: Order, entries: list[int]) -> None:
    said = ", ".join(map(str, entries))
    console.print(
        screen.text(
            f"Détruit : {len(order.contents)} contenus, {len(order.histories)} historiques ; feuille {said}."
            if entries
            else "Rien n'est à détruire : il n'y a plus rien.",
            f"Destroyed: {len(order.contents)} contents, {len(order.histories)} histories; leaf {said}."
            if entries
            else "Nothing is to be destroyed: nothing is left.",
        ),
        soft_wrap=True,
    )


def _unread(error: Any) -> NoReturn:
    screen.fail(
        Text(fr=f"Le journal ne se lit pas : {error}.", en=f"The log cannot be read: {error}."), Exit.UNAVAILABLE
    )
