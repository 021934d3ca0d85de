"""How the register of authorized communications is told: one line each, then what its entry says and does not."""

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
ABOUT_ENTRY: Final = Text(
    fr="Contenu tel que l'événement d'inscription le donne.", en="Contents as the event of the entry gives them."
)
NOT_GIVEN: Final = Text(
    fr="inscrit, mais contenu non donné à Balise", en="entered, but its contents were not given to Balise"
)
NOT_SAID: Final = Text(fr="non inscrit", en="not entered")
NOT_ENTERED: Final = Text(fr="pas inscrite", en="not entered")
COMPLETE: Final = Text(fr="complète", en="complete")


def register(found: Sequence[Communication]) -> list[Section]:
    """Return the register: the communications that were authorized, then what each entry says."""
    return [_list(found), *(_said(each) for each in found if each.entered_on is not None)]


def _list(found: Sequence[Communication]) -> Section:
    return Section(
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


def _said(each: Communication) -> Section:
    return Section(
        title=report_words.same(f"{each.description} ({each.case_id})"),
        about=ABOUT_ENTRY,
        columns=(column("élément", "item"), column("ce que dit l'inscription", "what the entry says")),
        rows=[
            *((report_words.capital(labels.value(item)), _words(each, item)) for item in ITEMS),
            (Text(fr="Délai de traitement", en="Processing time"), _processing(each.entered_days)),
        ],
    )


def _words(each: Communication, item: str) -> Text:
    if item in each.contents:
        return report_words.same(" ; ".join(each.contents[item]))
    lacks = NOT_GIVEN if item in each.not_given else NOT_SAID
    known = _known(each, item)
    if known is None:
        return lacks
    return Text(fr=f"{lacks.fr} ; d'après le dossier : {known.fr}", en=f"{lacks.en}; from the case: {known.en}")


def _known(each: Communication, item: str) -> Text | None:
    """Return what the case itself says of *item*, without the register."""
    if item == "names" and each.requester:
        return labels.value(each.requester)
    if item == "purposes" and each.purpose:
        return labels.value(each.purpose)
    if item == "duration" and (each.starts_on or each.ends_on):
        return report_words.same(_duration(each))
    return None


def _processing(days: int | None) -> Text:
    if days is None:
        return NOT_SAID
    return Text(fr=f"{days} jour{'s' if days > 1 else ''}", en=f"{days} day{'' if days == 1 else 's'}")


def _row(each: Communication) -> tuple[Text | str, ...]:
    return (
        each.case_id,
        each.description,
        _value(each.requester),
        _value(each.purpose),
        _duration(each),
        str(each.authorized_on or "?"),
        f"{_number(each.processing_days)} / {_number(each.entered_days)}",
        _entry(each),
    )


def _entry(each: Communication) -> Text:
    if each.entered_on is None:
        return NOT_ENTERED
    if each.complete:
        silent = len(each.not_given)
        fr = f" ; contenu non donné : {silent} sur {len(ITEMS)}" if silent else ""
        en = f"; contents not given: {silent} of {len(ITEMS)}" if silent else ""
        return Text(fr=f"{COMPLETE.fr}, {each.entered_on}{fr}", en=f"{COMPLETE.en}, {each.entered_on}{en}")
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


def _duration(each: Communication) -> str:
    return f"{each.starts_on or '?'} → {each.ends_on or '?'}"


def _value(name: str | None) -> Text:
    return labels.value(name) if name else report_words.days(None)


def _number(count: int | None) -> str:
    return "?" if count is None else str(count)
