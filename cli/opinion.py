"""`balise opinion give`: a person sees what is being decided, says what they think of it, and signs it."""

import asyncio
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import orjson
import typer

from cli import labels, opinion_keys, opinion_page
from cli.case import IDENTIFIER, folder_of, with_client
from cli.confirmation import confirm
from cli.emission import emitted, render, row_of
from cli.opinion_keys import BodyName, today
from cli.screen import Exit, screen
from cli.seats import Held, held
from domain.case import Case
from domain.initiative import INITIATIVE
from domain.question import Opinion
from domain.text import Text
from engines import EngineUnavailable
from events.contract import Rejected, entitled, read, topics
from events.contract.envelope import GOVERNANCE, qualified
from workflows.folder import Folder

Answer = StrEnum("Answer", ["favourable", "with_conditions", "unfavourable", "recused"])
COUNTED: Final = frozenset({"absent", "quorum", "unfavourable"})
"""Why a body may still be waited for though the opinion just given was taken as it is."""


@dataclass(frozen=True)
class Said:
    """An opinion about to be signed, and from which source."""

    opinion: Opinion
    source: str


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    opinion = typer.Typer(no_args_is_help=True, help=screen.text("Les avis des instances.", "Opinions of bodies."))
    opinion.command(
        "give",
        help=screen.text(
            "Montrer ce qui est à décider, puis signer et envoyer l'avis.",
            "Show what is to be decided, then sign and send the opinion.",
        ),
    )(give)
    opinion_keys.add_to(opinion)
    app.add_typer(opinion, name="opinion")


def give(  # noqa: PLR0913 - one option for each thing an opinion says
    case_id: Annotated[str, typer.Argument(metavar="ID", help=IDENTIFIER)],
    *,
    body: Annotated[BodyName, typer.Option(help=screen.text("Instance.", "Body."))],
    answer: Annotated[Answer, typer.Option(help=screen.text("Avis.", "Opinion."))],
    key: Annotated[Path, typer.Option(help=screen.text("Fichier de la clé privée.", "File of the private key."))],
    reasons_fr: Annotated[
        str | None,
        typer.Option(
            "--reasons-fr",
            help=screen.text("Motifs, en français ; les conditions aussi.", "Reasons, in French; so are conditions."),
        ),
    ] = None,
    reasons_en: Annotated[
        str | None,
        typer.Option(
            "--reasons-en",
            help=screen.text("Motifs, en anglais ; les conditions aussi.", "Reasons, in English; so are conditions."),
        ),
    ] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(help=screen.text("Condition ; peut se répéter.", "Condition; may be repeated.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help=screen.text("Code de l'instance qui écrit.", "Code of the body that writes."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=screen.text("Ne rien demander.", "Ask nothing."))] = False,
    wait: Annotated[
        bool, typer.Option(help=screen.text("Attendre ce que l'avis devient.", "Wait for what becomes of it."))
    ] = True,
) -> None:
    """Sign an opinion and send it, once whoever gives it has seen what it is about."""
    conditions = tuple(condition or ())
    reasons, spoken = _reasons(reasons_fr, reasons_en)
    if (answer == "with_conditions") != bool(conditions):
        screen.fail(
            Text(
                fr="Un avis with_conditions dit ses conditions (--condition), et lui seul.",
                en="An opinion with_conditions states its conditions (--condition), and it alone does.",
            ),
            Exit.USAGE,
        )
    mine = _seated(held(key), str(body))
    full = case_id if ":" in case_id else f"{INITIATIVE.name}:{case_id}"
    folder: Folder = asyncio.run(with_client(lambda client: folder_of(client, full)))
    _awaited(folder, str(body))
    opinion = Opinion(
        body=str(body),
        seat=mine.seat.seat,
        answer=str(answer),
        covers=folder.case.dossier,
        reasons=reasons,
        language=spoken,
        conditions=conditions,
    )
    said = Said(opinion, f"{GOVERNANCE}{source or str(body).replace('_', '-')}")
    _agreed(folder, said, yes=yes)
    event = signed_event(folder.case, said, mine, datetime.now(UTC))
    _send(event, said, wait=wait)


def signed_event(case: Case, said: Said, mine: Held, now: datetime) -> dict[str, Any]:
    """Return the event by which *mine* gives the opinion *said* on *case*, held to the contract.

    Raises:
        SystemExit: the contract would not have it.
    """
    signature = mine.key.signed(case.id, said.opinion, person=mine.seat.person, signed_on=today())
    given = said.opinion.model_copy(update={"signature": signature}).model_dump(
        mode="json", exclude_none=True, exclude={"received_at"}
    )
    event = {
        "specversion": "1.0",
        "id": f"avis-{uuid.uuid4()}",
        "source": said.source,
        "type": qualified("opinion.rendered"),
        "subject": case.id,
        "time": now.isoformat(),
        "datacontenttype": "application/json",
        "data": {name: value for name, value in given.items() if value != []},
    }
    try:
        entitled(topics.GOVERNANCE_IN, read(orjson.dumps(event), received_at=now))
    except Rejected as rejected:
        problem = rejected.problems[0]
        where = f"{problem.field} : " if problem.field else ""
        screen.fail(Text(fr=f"{where}{problem.text.fr}", en=f"{where}{problem.text.en}"), Exit.USAGE)
    return event


def _reasons(fr: str | None, en: str | None) -> tuple[str, str]:
    """Return the reasons and their language, which the conditions are in too."""
    given = [(text, language) for text, language in ((fr, "fr"), (en, "en")) if text and text.strip()]
    if not given:
        screen.fail(
            Text(
                fr="Un avis dit ses motifs, quelle que soit la réponse : --reasons-fr ou --reasons-en.",
                en="An opinion gives its reasons, whatever the answer: --reasons-fr or --reasons-en.",
            ),
            Exit.USAGE,
        )
    if len(given) > 1:
        screen.fail(
            Text(fr="Les motifs sont signés dans une seule langue.", en="Reasons are signed in one language."),
            Exit.USAGE,
        )
    return given[0]


def _seated(mine: Held, body: str) -> Held:
    if mine.seat.body != body:
        where = labels.BODIES[mine.seat.body]
        screen.fail(
            Text(
                fr=f"Cette clé siège ailleurs : {where.fr} ({mine.seat.body}).",
                en=f"This key sits elsewhere: {where.en} ({mine.seat.body}).",
            )
        )
    refusal = mine.seat.refusal(today().isoformat())
    if refusal is not None:
        screen.fail(refusal)
    return mine


def _awaited(folder: Folder, body: str) -> None:
    bodies = set(opinion_page.asked(folder))
    if body in bodies:
        return
    named_fr = ", ".join(sorted(labels.BODIES[one].fr for one in bodies)) or "personne"
    named_en = ", ".join(sorted(labels.BODIES[one].en for one in bodies)) or "nobody"
    screen.fail(
        Text(
            fr=f"Ce dossier n'attend pas l'avis de cette instance. Il attend : {named_fr}.",
            en=f"This case does not wait for this body's opinion. It waits for: {named_en}.",
        )
    )


def _agreed(folder: Folder, said: Said, *, yes: bool) -> None:
    """Show what is being decided, and leave unless whoever gives the opinion says so."""
    if not (yes and screen.json):
        opinion_page.show(screen.err, folder, said.opinion, said.source)
    confirm(
        Text(fr="Signer et envoyer cet avis ?", en="Sign and send this opinion?"),
        sure=yes,
        otherwise=Text(fr="Rien n'a été envoyé.", en="Nothing was sent."),
    )


def _send(event: dict[str, Any], said: Said, *, wait: bool) -> None:
    try:
        sent, heard, ended = asyncio.run(emitted([event], wait=wait))
    except EngineUnavailable as unavailable:
        screen.fail(unavailable.text, Exit.UNAVAILABLE)
    row = row_of(event, sent[0], heard)
    verdict = heard.verdicts.get(event["subject"])
    left, notices = (verdict["verdict"]["opinions"], verdict["verdict"]["notices"]) if verdict else ((), ())
    mine = next((each for each in left if each["body"] == said.opinion.body), None)
    refused = next((each for each in notices if each["rule"] == f"opinion:{said.opinion.body}"), None)
    answer = {**row, "covers": said.opinion.covers, "still_awaited": mine and mine["cause"]}
    screen.answer(answer, lambda console: render(console, [row]))
    if not ended:
        screen.fail(
            Text(
                fr="L'avis est envoyé, mais personne ne répond : « balise worker » tourne-t-il ?",
                en="The opinion is sent, but nobody answers: is `balise worker` running?",
            ),
            Exit.UNAVAILABLE,
        )
    if row["status"] == "parked":
        raise typer.Exit(int(Exit.REFUSED))
    reason = refused or (mine if mine and mine["cause"] not in COUNTED else None)
    if reason:
        screen.fail(Text(fr=reason["message"]["fr"], en=reason["message"]["en"]))
