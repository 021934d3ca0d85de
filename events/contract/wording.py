"""The sentences of every rejection of a record's form. None of them holds anything that was in the record."""

import re

from domain.process import Process
from domain.text import Text
from events.contract import jsontext
from events.contract.envelope import qualified
from events.contract.incoming import ANY_CASE, INCOMING
from events.contract.rejection import Fault, Problem

_FIELD_NAME = re.compile(r"[A-Za-z](?:[A-Za-z_]|[0-9]{1,2}(?![0-9])){0,40}")
_CLOUDEVENTS = Text(
    fr="un événement CloudEvents 1.0 en JSON structuré, avec specversion, id, source, type, subject, time et data",
    en="a CloudEvents 1.0 event in structured JSON, with specversion, id, source, type, subject, time and data",
)
_EMIT_AGAIN = Text(
    fr="Corrigez-le dans le système émetteur, puis émettez l'événement de nouveau.",
    en="Correct it in the emitting system, then emit the event again.",
)
_CHECK = Text(
    fr="Vérifiez l'événement avec « balise event check » avant de l'émettre de nouveau.",
    en="Check the event with `balise event check` before emitting it again.",
)
_MISSING = Text(fr="Ce champ obligatoire manque.", en="This required field is missing.")
_WRONG = {
    "string_too_long": Text(fr="Le texte est trop long.", en="The text is too long."),
    "string_too_short": Text(fr="Le texte est vide.", en="The text is empty."),
    "too_long": Text(fr="La liste est trop longue.", en="The list is too long."),
    "too_short": Text(fr="La liste est trop courte.", en="The list is too short."),
    "literal_error": Text(fr="La valeur n'est pas dans le vocabulaire.", en="The value is not in the vocabulary."),
}
_NOT_THE_FORM = Text(fr="La valeur n'a pas la forme attendue.", en="The value does not have the expected form.")
_NOT_JSON: dict[type[jsontext.NotJsonError], Text] = {
    jsontext.NotJsonError: Text(fr="La valeur n'est pas un texte JSON valide.", en="The value is not valid JSON."),
    jsontext.DuplicateKeyError: Text(
        fr="Un objet JSON contient deux fois la même clé.", en="A JSON object holds the same key twice."
    ),
    jsontext.TooDeepError: Text(fr="Le JSON est trop profondément imbriqué.", en="The JSON is nested too deeply."),
}


def field_name(step: str | int) -> str | int:
    """Return *step* of a path if it can be repeated: a name that the contract does not know may hold anything."""
    return step if isinstance(step, int) or _FIELD_NAME.fullmatch(step) else "?"


def value_null() -> Problem:
    """Return the problem of a record without a value, which Kafka calls a tombstone."""
    return Problem(
        fault=Fault.VALUE_NULL,
        text=Text(fr="L'enregistrement n'a pas de valeur.", en="The record has no value."),
        expected=_CLOUDEVENTS,
        remedy=Text(
            fr="Rien ne se supprime par un enregistrement vide : émettez l'événement qui dit ce qui a changé.",
            en="Nothing is deleted by an empty record: emit the event that says what has changed.",
        ),
    )


def too_large(most: int) -> Problem:
    """Return the problem of a value of more than *most* bytes."""
    return Problem(
        fault=Fault.TOO_LARGE,
        text=Text(fr="La valeur est trop grande.", en="The value is too large."),
        expected=Text(fr=f"au plus {most // 1024} Kio", en=f"at most {most // 1024} KiB"),
        remedy=Text(
            fr="Gardez les documents chez vous et n'en donnez que la référence.",
            en="Keep documents at your end and give only their reference.",
        ),
    )


def not_utf8() -> Problem:
    """Return the problem of bytes that are not UTF-8."""
    return Problem(
        fault=Fault.NOT_UTF8,
        text=Text(fr="La valeur n'est pas en UTF-8.", en="The value is not in UTF-8."),
        expected=Text(fr="du JSON encodé en UTF-8", en="JSON encoded in UTF-8"),
        remedy=Text(fr="Encodez l'événement en UTF-8.", en="Encode the event in UTF-8."),
    )


def not_json(error: jsontext.NotJsonError) -> Problem:
    """Return the problem of text that is not the JSON the contract takes."""
    return Problem(
        fault=Fault.NOT_JSON,
        text=_NOT_JSON[type(error)],
        expected=Text(
            fr=f"un objet JSON (RFC 8259), chaque clé une seule fois, au plus {jsontext.MAX_DEPTH} niveaux",
            en=f"a JSON object (RFC 8259), each key once, at most {jsontext.MAX_DEPTH} levels deep",
        ),
        remedy=_CHECK,
    )


def not_cloudevents(field: str | None) -> Problem:
    """Return the problem of JSON that does not say it is an event, because of *field*."""
    return Problem(
        fault=Fault.NOT_CLOUDEVENTS,
        field=field,
        text=Text(fr="Ce n'est pas un événement CloudEvents 1.0.", en="This is not a CloudEvents 1.0 event."),
        expected=_CLOUDEVENTS,
        remedy=_CHECK,
    )


def unknown_type() -> Problem:
    """Return the problem of an event of a type that does not come in."""
    names = ", ".join(INCOMING)
    return Problem(
        fault=Fault.UNKNOWN_TYPE,
        field="type",
        text=Text(fr="Ce type d'événement n'est pas reçu.", en="Events of this type are not received."),
        expected=Text(
            fr=f"{qualified('<nom>')}, où <nom> est l'un de : {names}",
            en=f"{qualified('<name>')}, where <name> is one of: {names}",
        ),
        remedy=Text(
            fr="Choisissez le type dans « balise contract list », version comprise.",
            en="Choose the type from `balise contract list`, version included.",
        ),
    )


def other_process(process: Process) -> Problem:
    """Return the problem of an event whose type brings nothing to a case of *process*."""
    names = ", ".join(sorted([*process.facts, *process.passed_on, *ANY_CASE]))
    return Problem(
        fault=Fault.OTHER_PROCESS,
        field="type",
        text=Text(
            fr="Un dossier de ce processus ne reçoit pas ce type d'événement.",
            en="A case of this process does not take events of this type.",
        ),
        expected=Text(fr=f"l'un de : {names}", en=f"one of: {names}"),
        remedy=Text(
            fr="Corrigez le type, ou « subject » si l'événement vise un autre dossier.",
            en="Correct the type, or `subject` if the event is about another case.",
        ),
    )


def other_stage(process: Process) -> Problem:
    """Return the problem of a passage to a stage that *process* does not have."""
    names = ", ".join(process.places)
    return Problem(
        fault=Fault.INVALID_DATA,
        field="data.to",
        text=Text(fr="Ce processus n'a pas cette étape.", en="This process has no such stage."),
        expected=Text(fr=f"l'un de : {names}", en=f"one of: {names}"),
        remedy=Text(
            fr="Demandez une étape du processus que nomme « subject ».",
            en="Ask for a stage of the process that `subject` names.",
        ),
    )


def in_the_future() -> Problem:
    """Return the problem of something that has not happened yet."""
    return Problem(
        fault=Fault.INVALID_ATTRIBUTE,
        field="time",
        text=Text(fr="Le moment est dans le futur.", en="The time is in the future."),
        expected=Text(
            fr="un moment passé ; au plus 24 heures d'avance sont tolérées",
            en="a time in the past; at most 24 hours ahead are tolerated",
        ),
        remedy=Text(
            fr="Réglez l'horloge ou le décalage horaire de l'émetteur, puis émettez de nouveau.",
            en="Set the emitter's clock or offset right, then emit again.",
        ),
    )


def unknown_field(fault: Fault, field: str, expected: Text) -> Problem:
    """Return the problem of a *field* that the type does not have."""
    return Problem(
        fault=fault,
        field=field,
        text=Text(
            fr="Ce champ n'existe pas dans ce type d'événement.", en="This type of event does not have this field."
        ),
        expected=expected,
        remedy=Text(
            fr="Retirez ce champ ou corrigez son nom, puis émettez l'événement de nouveau.",
            en="Remove this field or correct its name, then emit the event again.",
        ),
    )


def bad_extension(field: str | int) -> Problem:
    """Return the problem of an attribute *field* that CloudEvents would not take."""
    return Problem(
        fault=Fault.INVALID_ATTRIBUTE,
        field=str(field),
        text=Text(
            fr="Cet attribut supplémentaire n'a pas la forme d'une extension CloudEvents.",
            en="This additional attribute does not have the form of a CloudEvents extension.",
        ),
        expected=Text(
            fr="un nom en lettres minuscules et chiffres, et pour valeur un texte, un entier ou un booléen",
            en="a name in lower-case letters and digits, and as value a text, a whole number or a boolean",
        ),
        remedy=Text(
            fr="Retirez cet attribut, ou mettez-le dans data s'il fait partie du type.",
            en="Remove this attribute, or put it into data if the type has it.",
        ),
    )


def wrong_value(kind: str, fault: Fault, field: str, expected: Text) -> Problem:
    """Return the problem of *field*, where validation found an error of *kind*."""
    if kind == "missing":
        remedy = Text(
            fr="Ajoutez ce champ, puis émettez l'événement de nouveau.", en="Add this field, then emit again."
        )
        return Problem(fault=fault, field=field, text=_MISSING, expected=expected, remedy=remedy)
    return Problem(
        fault=fault, field=field, text=_WRONG.get(kind, _NOT_THE_FORM), expected=expected, remedy=_EMIT_AGAIN
    )


def personal_identifier(field: str) -> Problem:
    """Return the problem of a text, at *field*, that seems to identify a person."""
    return Problem(
        fault=Fault.PERSONAL_IDENTIFIER,
        field=field,
        text=Text(
            fr="Ce texte semble identifier une personne : un numéro d'assurance maladie, ou un nom avec une date de "
            "naissance.",
            en="This text seems to identify a person: a health insurance number, or a name with a birth date.",
        ),
        expected=Text(
            fr="un texte qui ne permet d'identifier personne", en="a text from which nobody can be identified"
        ),
        remedy=Text(
            fr="Retirez ce qui identifie la personne, avisez votre responsable de la protection des renseignements "
            "personnels, puis émettez l'événement sous un nouvel id.",
            en="Remove what identifies the person, tell your privacy officer, then emit the event with a new id.",
        ),
    )
