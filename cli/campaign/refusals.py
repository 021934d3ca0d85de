"""When a campaign command leaves with a no: before anything is sent, or once it is known what became of it."""

import re

import typer

from cli import report_words
from cli.campaign.sending import Done
from cli.campaign.sources import Campaign, stands
from cli.screen import Exit, screen
from domain.asking import ASKS
from domain.campaign import CAMPAIGN
from domain.text import Text
from events.contract.fields import NAME


def must_stand(campaign: Campaign, stages: set[str]) -> None:
    """Leave when the *campaign* stands at none of *stages*."""
    if campaign.stage in stages and campaign.declaration.get("kind") in ASKS:
        return
    there = report_words.stage(campaign.stage or "undeclared")
    wanted = report_words.listed(tuple(each for each in CAMPAIGN.stages if each in stages))
    screen.fail(
        Text(
            fr=f"La campagne en est à l'étape « {there.fr} » ; cela se fait à : {wanted.fr}.",
            en=f'The campaign stands at "{there.en}"; this is done at: {wanted.en}.',
        )
    )


def must_have_asked(campaign: Campaign) -> None:
    """Leave when nobody was told by these commands: counting nobody would undo figures that were typed in."""
    if not campaign.asked:
        screen.fail(
            Text(
                fr="Personne n'a été interrogé par « balise campaign invite » : il n'y a rien à compter.",
                en='Nobody was asked by "balise campaign invite": there is nothing to count.',
            )
        )


def codes(establishments: list[str]) -> list[str]:
    """Return the codes that were given, or leave when one is none: a topic would be made of it."""
    wrong = [each for each in establishments if re.fullmatch(NAME, each) is None]
    if wrong:
        screen.fail(
            Text(fr=f"Pas un code : {', '.join(wrong)}.", en=f"Not a code: {', '.join(wrong)}."),
            Exit.USAGE,
        )
    return establishments


def leave(campaign: Campaign, done: Done, wanted: set[str] | None = None) -> None:
    """Leave with the answer: where the campaign stands decides, for what was said before is not judged again."""
    if not done.ended:
        raise typer.Exit(int(Exit.UNAVAILABLE))
    if any(row["status"] == "parked" for row in done.rows):
        raise typer.Exit(int(Exit.REFUSED))
    if wanted and done.rows and stands(campaign.id) not in wanted:
        screen.fail(
            Text(
                fr=f"La porte ne s'est pas ouverte : « balise case show {campaign.id} » dit pourquoi.",
                en=f'The gate did not open: "balise case show {campaign.id}" says why.',
            )
        )
