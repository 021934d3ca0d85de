"""`balise campaign`: put a question to many, follow who has answered, remind the others, close with a report.

Each command does one thing and ends; a scheduler runs them. Done twice, nothing is told twice: what was already
announced is read back first, and what is sent has an id made of the campaign, the day and what it says.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import report_words
from cli.campaign import sending, views
from cli.campaign.refusals import codes, leave, must_have_asked, must_stand
from cli.campaign.sources import concerned, counted, of
from cli.screen import Exit, screen
from domain import asking
from domain.campaign import CAMPAIGN
from domain.text import Text
from reporting.campaign import Followed

Id = Annotated[
    str, typer.Argument(metavar="ID", help=screen.text("campaign:<code>/<campagne>.", "campaign:<code>/<campaign>."))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=screen.text("Montrer sans rien envoyer.", "Show, and send nothing."))
]
OPENED, COLLECTING, CLOSED = CAMPAIGN.stages


def add_to(app: typer.Typer) -> None:
    """Add this subject's commands."""
    campaign = typer.Typer(
        no_args_is_help=True,
        help=screen.text("Les campagnes : une question à plusieurs.", "Campaigns: one question to many."),
    )
    for name, function, fr, en in (
        ("invite", _invite, "Dire à chacun qu'on l'interroge, puis passer à la collecte.",
         "Tell each one that it is asked, then go on to collecting."),
        ("follow", _follow, "Compter qui a répondu, et le verser au dossier de la campagne.",
         "Count who has answered, and file it in the campaign's case."),
        ("remind", _remind, "Relancer ceux qui n'ont pas répondu.", "Remind those that have not answered."),
        ("close", _close, "Compter une dernière fois, écrire le rapport et demander la clôture.",
         "Count one last time, write the report and ask for the closing."),
    ):  # fmt: skip
        campaign.command(name, help=screen.text(fr, en))(function)
    app.add_typer(campaign, name="campaign")


def _invite(
    campaign_id: Id,
    *,
    establishment: Annotated[
        list[str] | None,
        typer.Option(
            help=screen.text(
                "N'interroger que cet établissement ; peut se répéter. À défaut, tous ceux qui ont un dossier.",
                "Ask this establishment only; may be repeated. By default, all that have a case.",
            )
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    only = codes(establishment or [])
    campaign = of(campaign_id)
    must_stand(campaign, {OPENED, COLLECTING})
    known = {each.whom for each in campaign.asked}
    over = campaign.fact("invitations") is not None
    whom = known if over else known | set(concerned(campaign, only))
    if over:
        must_have_asked(campaign)
    if not whom:
        screen.fail(
            Text(
                fr="Personne à interroger : aucun dossier n'est concerné.",
                en="Nobody to ask: no case is concerned.",
            )
        )
    missing = sorted(whom - known)
    events: list[tuple[str, dict[str, Any]]] = []
    if not over:
        if campaign.declaration.get("asked") != len(whom):
            # What is counted replaces what was foreseen, so that answers and silences add up.
            events.append(("campaign.opened", {**campaign.declaration, "asked": len(whom)}))
        events.append(("invitations.sent", {"sent": len(whom), "sent_on": _today()}))
    if campaign.stage == OPENED:
        events.append(("passage.requested", {"to": COLLECTING}))
    questions = [asking.asked(campaign.id, campaign.declaration, one) for one in missing]
    done = sending.nothing() if dry_run else sending.send(campaign, questions, events)
    answer = {"campaign": campaign.id, "asked": sorted(whom), "told": missing, "dry_run": dry_run, **done.as_json()}
    screen.answer(answer, lambda console: views.invited(console, sorted(whom), missing, done))
    leave(campaign, done, {COLLECTING})


def _follow(campaign_id: Id, *, dry_run: DryRun = False) -> None:
    campaign = of(campaign_id)
    must_have_asked(campaign)
    followed = counted(campaign)
    events = [_count(followed)] if campaign.stage == COLLECTING else []
    done = sending.nothing() if dry_run else sending.send(campaign, [], events)
    _answer(followed, done, dry_run=dry_run)
    leave(campaign, done)


def _remind(campaign_id: Id, *, dry_run: DryRun = False) -> None:
    campaign = of(campaign_id)
    must_stand(campaign, {COLLECTING})
    must_have_asked(campaign)
    followed = counted(campaign)
    before = campaign.fact("reminders") or {}
    # A round begun today is the same round, told to those whom it had not reached.
    number = before.get("rounds", 0) + (before.get("last_on") != _today())
    silent = [each.whom for each in followed.unanswered]
    told = campaign.register.told_in(number)
    recalls = [
        asking.recalled(campaign.id, campaign.declaration, whom, number, _today())
        for whom in silent
        if whom not in told
    ]
    events = [("reminders.sent", {"rounds": number, "last_on": _today()})] if silent else []
    done = sending.nothing() if dry_run else sending.send(campaign, recalls, events)
    _answer(followed, done, dry_run=dry_run, recalled=[each.data["whom"] for each in recalls])
    leave(campaign, done)


def _close(
    campaign_id: Id,
    *,
    summary: Annotated[
        str | None,
        typer.Option(help=screen.text("Constats ; une phrase à défaut.", "Findings; a sentence by default.")),
    ] = None,
    out: Annotated[Path, typer.Option(help=screen.text("Dossier du rapport.", "Folder of the report."))] = Path(),
    dry_run: DryRun = False,
) -> None:
    campaign = of(campaign_id)
    must_stand(campaign, {COLLECTING, CLOSED})
    must_have_asked(campaign)
    followed = counted(campaign)
    events: list[tuple[str, dict[str, Any]]] = []
    if campaign.stage == COLLECTING:
        told = {
            "closed_on": _today(),
            "summary": summary or views.found(followed).in_(screen.language),
            "unanswered": len(followed.unanswered),
            "breach_concluded": False,
        }
        events = [_count(followed), ("campaign.closed", told), ("passage.requested", {"to": CLOSED})]
    try:
        written = [] if dry_run else views.write(followed, out)
    except OSError as error:
        screen.fail(
            Text(
                fr=f"Impossible d'écrire dans {out} : {error.strerror}.",
                en=f"{out} cannot be written to: {error.strerror}.",
            ),
            Exit.USAGE,
        )
    done = sending.nothing() if dry_run else sending.send(campaign, [], events)
    _answer(followed, done, dry_run=dry_run, documents=[str(path) for path in written])
    leave(campaign, done, {CLOSED})


def _count(followed: Followed) -> tuple[str, dict[str, Any]]:
    figures = {"answered": len(followed.answered), "unanswered": len(followed.unanswered)}
    return "answers.counted", {**figures, "counted_on": _today()}


def _answer(followed: Followed, done: sending.Done, *, dry_run: bool, **more: Any) -> None:
    answer = {
        **followed.model_dump(mode="json"),
        "answered": len(followed.answered),
        "unanswered": len(followed.unanswered),
        "dry_run": dry_run,
        **more,
        **done.as_json(),
    }
    screen.answer(answer, lambda console: views.followed(console, followed, done, more))


def _today() -> str:
    return report_words.now().date().isoformat()
