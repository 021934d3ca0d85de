"""How figures are told: which columns each report has, and in which words."""

from collections.abc import Mapping, Sequence

from cli import labels, report_words
from cli.report.sections import Section, column
from domain.text import Text
from domain.verdict import Citation
from reporting.delays import Delays, Owed
from reporting.indicators import Indicator, Progress
from reporting.obstacles import Obstacle
from reporting.pipeline import Standing
from reporting.spread import Spread

ABOUT_STAGES = Text(
    fr="En attente : un passage est demandé et reste fermé. Là depuis : durée médiane, puis la plus longue, de ceux "
    "qui y sont. Durée passée : durée médiane de ceux qui en sont sortis.",
    en="Waiting: a passage is asked for and stays closed. There for: median time, then the longest, of those who are "
    "there. Past stays: median time of those who have left.",
)

ABOUT_OBSTACLES = Text(
    fr="Une règle arrête un dossier quand elle lui ferme une porte, ou le suspend là où il se trouve. Ce qui a levé : "
    "ce qui est arrivé entre le dernier verdict qui retenait le dossier et le premier qui ne le retenait plus.",
    en="A rule stops a case when it closes a gate to it, or suspends it where it stands. What lifted it: what came "
    "between the last verdict that held the case back and the first that no longer did.",
)

SHOWN_DUES = 60
"""Due dates told one by one; `--json` gives them all."""

SHOWN_REMEDIES = 3
"""What lifted an obstacle, told at most so many times."""


def pipeline(standings: Sequence[Standing]) -> list[Section]:
    """Return how many stand where, process by process."""
    columns = (
        column("étape", "stage"),
        column("dossiers", "cases", number=True),
        column("en attente", "waiting", number=True),
        column("derniers verdicts", "last verdicts"),
        column("là depuis", "there for", number=True),
        column("au plus", "at most", number=True),
        column("durée passée", "past stays", number=True),
        column("établissements", "establishments"),
    )
    return [
        Section(
            title=_capital(report_words.process(process)),
            about=ABOUT_STAGES,
            columns=columns,
            rows=[_standing(each) for each in standings if each.process == process],
        )
        for process in dict.fromkeys(each.process for each in standings)
    ]


def _standing(each: Standing) -> tuple[Text | str, ...]:
    return (
        report_words.stage(each.stage),
        str(each.count),
        str(each.waiting),
        tally(each.outcomes, {**labels.OUTCOMES, "none": Text(fr="aucun", en="none")}),
        report_words.days(each.here.median),
        report_words.days(each.here.longest),
        report_words.days(each.passed.median),
        _same(", ".join(f"{code} {count}" for code, count in each.establishments.items()) or "-"),
    )


def delays(found: Delays) -> list[Section]:
    """Return what is late, who owes, and how long answers take."""
    debtors = [
        (
            report_words.whose(each.by),
            str(each.owes),
            str(each.late),
            report_words.days(float(each.longest_days_late) if each.late else None),
            str(each.due_soon),
        )
        for each in found.debtors
    ]
    openings = [
        (
            report_words.process(each.process),
            report_words.stage(each.gate),
            *_spread(each.opened),
            *_spread(each.waiting),
        )
        for each in found.openings
    ]
    answers = [(report_words.whose(each.body), *_spread(each.given), *_spread(each.awaited)) for each in found.answers]
    took = (
        column("ouverts", "opened", number=True),
        column("médiane", "median", number=True),
        column("le plus long", "longest", number=True),
        column("en attente", "waiting", number=True),
        column("médiane", "median", number=True),
        column("le plus long", "longest", number=True),
    )
    return [
        dues(found.late, Text(fr="En retard", en="Late"), Text(fr="Rien n'est en retard.", en="Nothing is late.")),
        dues(
            found.soon,
            Text(fr="Dû dans les trente jours", en="Due within thirty days"),
            Text(fr="Rien n'est dû dans les trente jours.", en="Nothing is due within thirty days."),
        ),
        Section(
            title=Text(fr="Qui doit quoi", en="Who owes what"),
            about=Text(
                fr=f"Obligations réglées à temps : {found.settled_in_time} ; en retard : {found.settled_late} "
                f"(retard médian : {report_words.days(found.lateness.median).fr}).",
                en=f"Obligations settled in time: {found.settled_in_time}; late: {found.settled_late} "
                f"(median lateness: {report_words.days(found.lateness.median).en}).",
            ),
            columns=(
                column("qui", "who"),
                column("obligations", "obligations", number=True),
                column("en retard", "late", number=True),
                column("plus long retard", "longest delay", number=True),
                column("dues sous peu", "due soon", number=True),
            ),
            rows=debtors,
        ),
        Section(
            title=Text(fr="De la demande de passage à l'entrée", en="From the request for a passage to the entry"),
            about=Text(
                fr="Entre un événement reçu et l'annonce de son verdict : "
                f"{report_words.days(found.verdicts.median).fr} (médiane), "
                f"{report_words.days(found.verdicts.longest).fr} au plus, sur {found.verdicts.count} verdicts.",
                en="Between an event's arrival and the announcement of its verdict: "
                f"{report_words.days(found.verdicts.median).en} (median), "
                f"{report_words.days(found.verdicts.longest).en} at most, over {found.verdicts.count} verdicts.",
            ),
            columns=(column("processus", "process"), column("porte", "gate"), *took),
            rows=openings,
        ),
        Section(
            title=Text(fr="Avis attendus par les portes", en="Opinions that gates wait for"),
            columns=(column("instance", "body"), column("donnés", "given", number=True), *took[1:]),
            rows=answers,
        ),
    ]


def dues(owed: Sequence[Owed], title: Text, nothing: Text) -> Section:
    """Return what is due, the earliest first, one line each as far as anybody would read."""
    cut = len(owed) - SHOWN_DUES
    return Section(
        title=title,
        nothing=nothing,
        about=Text(
            fr=f"Les {SHOWN_DUES} premières échéances, sur {len(owed)}.",
            en=f"The first {SHOWN_DUES} due dates, of {len(owed)}.",
        )
        if cut > 0
        else None,
        columns=(
            column("échéance", "due"),
            column("retard ou délai", "late by, or left"),
            column("qui", "who"),
            column("quoi", "what"),
            column("dossier", "case"),
        ),
        rows=[
            (
                str(each.due),
                _left(each.days_late),
                report_words.whose(each.by),
                each.what,
                f"{each.title} ({each.case_id})",
            )
            for each in owed[:SHOWN_DUES]
        ],
    )


def obstacles(found: Sequence[Obstacle]) -> list[Section]:
    """Return what stops cases, rules first, and what worked."""
    parts = (
        (
            Text(fr="Les règles qui arrêtent les dossiers", en="The rules that stop cases"),
            [each for each in found if ":" not in each.key],
        ),
        (
            Text(fr="Les avis qui font attendre les dossiers", en="The opinions that keep cases waiting"),
            [each for each in found if ":" in each.key],
        ),
    )
    return [
        Section(
            title=title,
            about=ABOUT_OBSTACLES,
            nothing=Text(fr="Rien n'a arrêté de dossier.", en="Nothing stopped a case."),
            columns=(
                column("ce qui arrête", "what stops"),
                column("dossiers", "cases", number=True),
                column("levé", "lifted", number=True),
                column("tient encore", "still holds", number=True),
                column("délai médian", "median time", number=True),
                column("ce qui a levé", "what lifted it"),
                column("remède proposé", "remedy proposed"),
            ),
            rows=[
                (
                    _keyed(each),
                    str(each.cases),
                    str(each.lifted),
                    str(each.open),
                    report_words.days(each.time_to_lift.median),
                    _worked(each),
                    each.remedy,
                )
                for each in these
            ],
        )
        for title, these in parts
    ]


def indicators(progress: Sequence[Progress]) -> list[Section]:
    """Return the plan's actions, with each figure or why there is none."""
    return [
        Section(
            title=Text(fr="Indicateurs du Plan directeur", en="Indicators of the master plan"),
            about=Text(
                fr="Chaque valeur est comptée dans les dossiers ; aucune n'est saisie.",
                en="Each value is counted from cases; none is typed in.",
            ),
            columns=(
                column("action", "action"),
                column("indicateur", "indicator"),
                column("valeur", "value", number=True),
                column("cible", "target", number=True),
                column("compté à partir de", "counted from"),
            ),
            rows=[
                (
                    Text(fr=f"{each.action}. {each.title.fr}", en=f"{each.action}. {each.title.en}"),
                    one.title,
                    _value(one),
                    _target(one),
                    _source(one),
                )
                for each in progress
                for one in each.indicators
            ],
        ),
        Section(
            title=Text(fr="Mandats qui portent une action du plan", en="Mandates that carry an action of the plan"),
            nothing=Text(
                fr="Aucun dossier de mandat ne porte encore le numéro d'une action du plan.",
                en="No mandate's case bears the number of an action of the plan yet.",
            ),
            columns=(column("action", "action"), column("mandat", "mandate"), column("étape", "stage")),
            rows=[
                (str(each.action), one.case_id, report_words.stage(one.stage or "undeclared"))
                for each in progress
                for one in each.mandates
            ],
        ),
    ]


def _value(one: Indicator) -> Text:
    if one.value is None:
        return _same("-")
    if one.unit == "count":
        return _same(f"{one.value:.0f}")
    whole = report_words.share(one.value)
    return Text(
        fr=f"{whole.fr} ({one.numerator} sur {one.denominator})",
        en=f"{whole.en} ({one.numerator} of {one.denominator})",
    )


def _target(one: Indicator) -> Text:
    if one.target is None:
        return _same("-")
    target = report_words.share(one.target)
    if one.reached is None:
        return target
    reached = Text(fr="atteinte", en="reached") if one.reached else Text(fr="non atteinte", en="not reached")
    return Text(fr=f"{target.fr}, {reached.fr}", en=f"{target.en}, {reached.en}")


def _source(one: Indicator) -> Text:
    counted = one.computed_from or _same("")
    if one.why_not is None:
        return counted
    return Text(
        fr=f"Sans valeur : {one.why_not.fr} {counted.fr}".strip(),
        en=f"No value: {one.why_not.en} {counted.en}".strip(),
    )


def _keyed(each: Obstacle) -> Text:
    named = f"{each.key} " if ":" not in each.key else ""
    text = _cited(each.citation)
    return Text(fr=f"{named}{each.title.fr}{text.fr}", en=f"{named}{each.title.en}{text.en}")


def _cited(citation: Citation | None) -> Text:
    if citation is None:
        return _same("")
    article = citation.article or ""
    where = f"art. {article}" if article and " " not in article else article
    sure = labels.CONFIDENCE[citation.confidence]
    text = ", ".join(filter(None, (citation.instrument, where)))
    return Text(fr=f". {text} ({sure.fr}).", en=f". {text} ({sure.en}).")


def _worked(each: Obstacle) -> Text:
    said = [(report_words.came(one.what), one.count) for one in each.worked[:SHOWN_REMEDIES]]
    return Text(
        fr=", ".join(f"{what.fr} ({count})" for what, count in said) or "-",
        en=", ".join(f"{what.en} ({count})" for what, count in said) or "-",
    )


def _left(days_late: int) -> Text:
    if days_late > 0:
        late = report_words.days(float(days_late)) if days_late > 1 else Text(fr="1 jour", en="1 day")
        return Text(fr=f"en retard de {late.fr}", en=f"late by {late.en}")
    if days_late == 0:
        return Text(fr="aujourd'hui", en="today")
    s = "s" if days_late < -1 else ""
    return Text(fr=f"dans {-days_late} jour{s}", en=f"in {-days_late} day{s}")


def _spread(of: Spread) -> tuple[Text | str, ...]:
    return str(of.count), report_words.days(of.median), report_words.days(of.longest)


def tally(counted: Mapping[str, int], names: Mapping[str, Text]) -> Text:
    """Return how many of each, by name."""
    return Text(
        fr=", ".join(f"{names[name].fr} {count}" for name, count in counted.items()) or "-",
        en=", ".join(f"{names[name].en} {count}" for name, count in counted.items()) or "-",
    )


def _capital(text: Text) -> Text:
    return Text(fr=text.fr[:1].upper() + text.fr[1:], en=text.en[:1].upper() + text.en[1:])


def _same(text: str) -> Text:
    return Text(fr=text, en=text)
