"""How the register of authorized communications is told: one line each, and whether its entry says all it must."""

from collections.abc import Sequence
from typing import Final, get_args

from cli import labels, report_words
from cli.report.sections import Section, column
from domain.text import Text
from events.contract.incoming.data_access import RegisterItem
from reporting.communications import Communication

ITEMS: Final[tuple[str, ...]] = get_args(RegisterItem)
"""What an entry says besides the processing time, as the contract lists it."""

ABOUT: Final = Text(
    fr="Traitement : jours écoulés de la demande à l'autorisation, calculés d'après le dossier, puis ceux que donne "
    "l'inscription. Le ministre publie le registre ; Balise dit ce qui y est inscrit.",
    en="Processing: days from the request to the authorization, worked out from the case, then those the entry gives. "
    "The Minister publishes the register; Balise says what is entered in it.",
)
NOT_ENTERED: Final = Text(fr="pas inscrite", en="not entered")
COMPLETE: Final = Text(fr="complète", en="complete")


def register(found: Sequence[Communication]) -> list[Section]:
    """Return the register."""
    return [
        Section(
            title=Text(fr="Communications autorisées (LRSSS, art. 89)", en="Authorized communications (LRSSS, s. 89)"),
            about=ABOUT,
            columns=(
                column("dossier", "case"),
                column("communication", "communication"),
                column("destinataire", "recipient"),
                column("fin", "purpose"),
                column("durée", "duration"),
                column("autorisée le", "authorized on"),
                column("traitement (jours)", "processing (days)", number=True),
                column("inscription", "entry"),
            ),
            rows=[_row(each) for each in found],
            nothing=Text(fr="Aucune communication n'est autorisée.", en="No communication is authorized."),
        )
    ]


def _row(each: Communication) -> tuple[Text | str, ...]:
    return (
        each.case_id,
        each.description,
        _value(each.requester),
        _value(each.purpose),
        f"{each.starts_on or '?'} → {each.ends_on or '?'}",
        str(each.authorized_on or "?"),
        f"{_number(each.processing_days)} / {_number(each.entered_days)}",
        _entry(each),
    )


def _entry(each: Communication) -> Text:
    if each.entered_on is None:
        return NOT_ENTERED
    if each.complete:
        return Text(fr=f"{COMPLETE.fr}, {each.entered_on}", en=f"{COMPLETE.en}, {each.entered_on}")
    lacks = [labels.value(item) for item in each.missing]
    if each.entered_days is None:
        lacks.append(Text(fr="délai de traitement", en="processing time"))
    elif each.processing_days not in {None, each.entered_days}:
        lacks.append(
            Text(
                fr=f"délai de traitement ({each.entered_days} au lieu de {each.processing_days})",
                en=f"processing time ({each.entered_days} instead of {each.processing_days})",
            )
        )
    return Text(fr=f"manque : {', '.join(one.fr for one in lacks)}", en=f"lacks: {', '.join(one.en for one in lacks)}")


def _value(name: str | None) -> Text:
    return labels.value(name) if name else report_words.days(None)


def _number(count: int | None) -> str:
    return "?" if count is None else str(count)
