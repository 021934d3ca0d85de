"""The parts of a case file's page: timeline, decisions with their reasons and articles, opinions, what was said."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Final

from audit.verifier.opinions import SOUND
from audit.verifier.rerun import Redone
from cli import labels, report_words
from cli.audit.told import Given, Told
from domain.message import Message
from domain.processes import PROCESSES
from domain.text import Language, Text
from domain.verdict import Citation, Obligation, Reason, RequiredOpinion, Verdict

WORDS: Final = {**labels.CAUSES, SOUND: Text(fr="la signature tient", en="the signature holds")}
GONE: Final = Text(fr="contenu détruit ou manquant", en="content destroyed or missing")


def moment(at: datetime) -> str:
    """Return when, as people where the law applies read it."""
    return f'<time datetime="{at.isoformat()}">{at.astimezone(report_words.ZONE):%Y-%m-%d %H:%M}</time>'


def outcome(name: str | None, language: Language) -> str:
    """Return an outcome, in its colour."""
    if name is None:
        return ""
    return f'<span class="outcome {escape(name)}">{escape(labels.OUTCOMES[name].in_(language))}</span>'


def timeline(told: Told, language: Language) -> str:
    """Return every step in order."""
    rows = []
    for step in told.steps:
        entry = step.entry
        redone = told.redone.get(entry.sequence)
        passage = redone.question.passage if redone and redone.question else None
        rows.append(
            (
                str(entry.sequence),
                moment(entry.message.received_at),
                escape(_event(entry.message.type, language)),
                escape(_who(entry.message.source, language)),
                escape(_gate(redone, language)) if passage else "",
                outcome(entry.verdict.outcome if entry.verdict else None, language),
            )
        )
    return table(
        Text(fr="Toutes les étapes, dans l'ordre du journal", en="All steps, in the order of the log"),
        (
            Text(fr="Étape", en="Step"),
            Text(fr="Reçu", en="Received"),
            Text(fr="Ce qui est dit", en="What is said"),
            Text(fr="Par", en="By"),
            Text(fr="Porte", en="Gate"),
            Text(fr="Issue", en="Outcome"),
        ),
        rows,
        language,
    )


def decisions(told: Told, language: Language) -> str:
    """Return every verdict, with all it rests on."""
    return "\n".join(_decision(each, verdict, language) for each, verdict in told.judged) or _nothing(language)


def _decision(each: Redone, verdict: Verdict, language: Language) -> str:
    step = Text(fr="Étape", en="Step").in_(language)
    head = f"{step} {each.step.entry.sequence}, {moment(each.message.received_at)} · {escape(_gate(each, language))}"
    body = [f"<h3>{head} · {outcome(verdict.outcome, language)}</h3>"]
    for title, reasons in (
        (Text(fr="Ce qui est enfreint", en="What is violated"), verdict.violations),
        (Text(fr="Ce qui ne peut être tranché", en="What cannot be decided"), verdict.indeterminates),
        (Text(fr="Ce qui fait suspendre", en="What suspends"), verdict.suspends),
        (Text(fr="Avertissements, sans effet", en="Notices, without effect"), verdict.notices),
    ):
        body.append(_reasons(title, reasons, language))
    body.append(_awaited(verdict.opinions, language))
    body.append(_owed(verdict.obligations, language))
    judged = Text(fr=f"{len(verdict.evaluated)} règles jugées", en=f"{len(verdict.evaluated)} rules judged").in_(
        language
    )
    body.append(
        f"<details><summary>{judged}</summary><p>{escape(', '.join(verdict.evaluated))}</p>"
        f'<p class="digest">{escape(verdict.decision_id)}<br>{escape(verdict.revision)}</p></details>'
    )
    return f'<article class="decision">{"".join(body)}</article>'


def _reasons(title: Text, reasons: Sequence[Reason], language: Language) -> str:
    if not reasons:
        return ""
    rows = [
        (
            f"{escape(reason.title.in_(language))} <code>{escape(reason.rule)}</code>",
            _with_missing(reason, language),
            escape(reason.remedy.in_(language)),
            _article(reason.citation, language),
        )
        for reason in reasons
    ]
    columns = (
        Text(fr="Règle", en="Rule"),
        Text(fr="Ce qui est constaté", en="What is found"),
        Text(fr="Ce qui y remédie", en="What remedies it"),
        Text(fr="Texte, et sa certitude", en="Text, and how sure it is"),
    )
    return table(title, columns, rows, language)


def _with_missing(reason: Reason, language: Language) -> str:
    said = escape(reason.message.in_(language))
    if reason.cause != "violated":
        said += f" ({escape(labels.CAUSES[reason.cause].in_(language))})"
    return said + (f'<br><span class="digest">{escape(", ".join(reason.missing))}</span>' if reason.missing else "")


def _article(cited: Citation | None, language: Language) -> str:
    if cited is None:
        return ""
    article = cited.article or ""
    if article and " " not in article:
        article = f"art. {article}"
    named = ", ".join(filter(None, (cited.instrument, article)))
    return escape(f"{named} ({labels.CONFIDENCE[cited.confidence].in_(language)})")


def _awaited(opinions_: Sequence[RequiredOpinion], language: Language) -> str:
    rows = [
        (
            escape(report_words.whose(each.body).in_(language)),
            escape(each.message.in_(language)),
            escape(labels.CAUSES[each.cause].in_(language)),
            escape(each.remedy.in_(language)),
        )
        for each in opinions_
    ]
    columns = (
        Text(fr="Instance", en="Body"),
        Text(fr="Avis attendu", en="Opinion awaited"),
        Text(fr="Pourquoi", en="Why"),
        Text(fr="Ce qui y remédie", en="What remedies it"),
    )
    return table(Text(fr="Avis attendus", en="Opinions awaited"), columns, rows, language) if rows else ""


def _owed(obligations: Sequence[Obligation], language: Language) -> str:
    rows = [
        (
            escape(each.what.in_(language)),
            escape(report_words.whose(each.by).in_(language)),
            each.due.isoformat(),
            _article(each.citation, language),
        )
        for each in obligations
    ]
    columns = (
        Text(fr="Obligation", en="Obligation"),
        Text(fr="Qui", en="Who"),
        Text(fr="Échéance", en="Due"),
        Text(fr="Texte", en="Text"),
    )
    return table(Text(fr="Ce qui est dû", en="What is owed"), columns, rows, language) if rows else ""


def opinions(told: Told, language: Language) -> str:
    """Return who gave which opinion, over what, and what the signature is worth."""
    rows = [_opinion(each, language) for each in told.opinions]
    columns = (
        Text(fr="Reçu", en="Received"),
        Text(fr="Instance, personne", en="Body, person"),
        Text(fr="Avis, motifs et conditions", en="Opinion, reasons and conditions"),
        Text(fr="Porte sur le dossier", en="Over the dossier"),
        Text(fr="Signature", en="Signature"),
    )
    caption = Text(fr="Avis donnés, dans l'ordre", en="Opinions given, in order")
    return table(caption, columns, rows, language) if rows else _nothing(language)


def _opinion(each: Given, language: Language) -> tuple[str, ...]:
    opinion = each.opinion
    seat = f" ({opinion.seat})" if opinion.seat else ""
    said = [labels.value(opinion.answer).in_(language), *filter(None, [opinion.reasons]), *opinion.conditions]
    unseen = Text(fr="qu'aucun verdict n'a regardée", en="that no verdict looked at")
    signed = [WORDS.get(each.word or "", unseen).in_(language)]
    if each.signed_on:
        signed.append(Text(fr=f"du {each.signed_on}", en=f"of {each.signed_on}").in_(language))
    key = f'<br><span class="digest">{escape(each.key)}</span>' if each.key else ""
    who = (
        f"{escape(report_words.whose(opinion.body).in_(language) + seat)}<br><code>{escape(each.person or '?')}</code>"
    )
    return (
        moment(each.redone.message.received_at),
        who,
        "<br>".join(map(escape, said)),
        f'<span class="digest">{escape(opinion.covers)}</span>',
        escape(", ".join(signed)) + key,
    )


def messages(told: Told, language: Language) -> str:
    """Return the content of every message, folded."""
    return "\n".join(
        f"<details><summary>{step.entry.sequence}. {escape(_event(step.entry.message.type, language))}</summary>"
        f"{_fields(step.message, language) if step.message else escape(GONE.in_(language))}"
        f'<p class="digest">{escape(step.entry.message.source)} · {escape(step.entry.message.id)}</p></details>'
        for step in told.steps
    )


def _fields(message: Message, language: Language) -> str:
    process = PROCESSES.get(message.subject.partition(":")[0])
    topic = (process.topic(message.type, message.data) if process else None) or message.type
    rows = "".join(
        f"<dt>{escape(labels.field(topic, name, process.name if process else None).in_(language))}</dt>"
        f"<dd>{escape(labels.value(given).in_(language))}</dd>"
        for name, given in message.data.items()
    )
    return f"<dl>{rows}</dl>" if rows else _nothing(language)


def table(caption: Text, columns: Sequence[Text], rows: Iterable[Sequence[str]], language: Language) -> str:
    """Return a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{escape(each.in_(language))}</th>' for each in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<table><caption>{escape(caption.in_(language))}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _gate(redone: Redone | None, language: Language) -> str:
    if redone is None or redone.question is None:
        return ""
    passage = redone.question.passage
    return f"{report_words.stage(passage.to).in_(language)} ({labels.MODES[passage.mode].in_(language)})"


def _event(kind: str, language: Language) -> str:
    return labels.event(kind).in_(language)


def _who(source: str, language: Language) -> str:
    code = source.rpartition(":")[2]
    return report_words.whose(code.replace("-", "_") if "gouvernance" in source else code).in_(language)


def _nothing(language: Language) -> str:
    return f'<p class="nothing">{Text(fr="Rien.", en="Nothing.").in_(language)}</p>'
