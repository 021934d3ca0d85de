"""The page of a case file: whole in French, then whole in English, with what a machine needs at its end."""

from html import escape
from typing import Final

from audit.verifier.casefile import CaseFile
from cli import report_words
from cli.audit import parts
from cli.audit.told import Told
from cli.report.document import STYLE
from domain.text import Language, Text

TITLE: Final = Text(fr="Dossier de preuve", en="Case file")
LANGUAGES: Final[tuple[tuple[Language, str], ...]] = (("fr", "Français"), ("en", "English"))

MORE_STYLE: Final = """
nav { margin: 0 0 1rem; }
nav a { margin-right: 1rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
caption { text-align: left; color: #555; padding: .2rem 0; }
code, .digest { font-family: ui-monospace, Consolas, monospace; font-size: .82rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .3rem 0; font-size: .9rem; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
details { margin: .3rem 0; } summary { cursor: pointer; color: #333; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: .6rem; font-size: .82rem; }
.outcome { font-weight: 600; } .allow { color: #17642c; } .deny { color: #a11a1a; } .review { color: #7a5200; }
.indeterminate { color: #6b2b86; }
.decision { border-left: 3px solid #999; padding-left: .9rem; margin: 1rem 0; }
section.language + section.language { border-top: 4px double #888; margin-top: 3rem; break-before: page; }
@media print { nav { display: none; } .decision { break-inside: avoid-page; } }
""".strip()

PROVES: Final = Text(
    fr="Ce fichier contient les {count} premières étapes de ce dossier, dans leur ordre et sans trou, telles que le "
    "journal {origin} les a scellées. Chacune est sous la racine que le journal a signée quand il comptait {size} "
    "entrées. Il ne prouve pas, à lui seul, qu'aucune étape n'est venue ensuite : le journal entier le prouve.",
    en="This file holds the first {count} steps of this case, in their order and without a gap, as the log {origin} "
    "sealed them. Each is under the root that the log signed when it had {size} entries. It does not prove by itself "
    "that no step came after: the whole log does.",
)
HOW: Final = Text(
    fr="Il faut Python 3.11 ou plus, les bibliothèques cryptography et pydantic, le vérificateur (audit/verifier et "
    "domain, du code source) et la commande opa. Aucun réseau. La clé du journal doit vous venir d'ailleurs que de ce "
    "fichier : celle qui suit n'est là que pour être comparée.",
    en="It takes Python 3.11 or later, the libraries cryptography and pydantic, the verifier (audit/verifier and "
    "domain, of the source code) and the opa command. No network. The log's key must come to you from elsewhere than "
    "this file: the one below is there only to be compared.",
)
SAYS: Final = Text(
    fr="Le vérificateur ne lit que les données placées à la fin de cette page ; il refait chaque étape, redemande "
    "chaque verdict aux politiques archivées et vérifie chaque signature. Si ce que vous lisez ici et ce qu'il dit ne "
    "concordent pas, c'est lui qui fait foi.",
    en="The verifier reads only the data at the end of this page; it does each step again, asks the archived policies "
    "for each verdict again and verifies each signature. Should what you read here and what it says disagree, it is "
    "the one to be believed.",
)


def written(file: CaseFile) -> str:
    """Return the page of *file*. It fetches nothing, and runs nothing."""
    told = Told(file)
    name = escape(told.case.title or file.case_id)
    links = "".join(f'<a href="#{code}" lang="{code}">{called}</a>' for code, called in LANGUAGES)
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{TITLE.fr} : {name}</title>
<style>
{STYLE}
{MORE_STYLE}
</style>
</head>
<body>
<nav aria-label="Langue / Language">{links}</nav>
<main>
{"".join(_whole(told, code) for code, _ in LANGUAGES)}
</main>
{file.embedded}
</body>
</html>
"""


def _whole(told: Told, language: Language) -> str:
    case = told.case
    title = escape(case.title or case.id)
    sections = (
        (Text(fr="Ce que ce fichier prouve", en="What this file proves"), _proves(told, language)),
        (Text(fr="Déroulement", en="Timeline"), parts.timeline(told, language)),
        (Text(fr="Décisions", en="Decisions"), parts.decisions(told, language)),
        (Text(fr="Avis, et qui les a donnés", en="Opinions, and who gave them"), parts.opinions(told, language)),
        (Text(fr="Ce qui a été dit", en="What was said"), parts.messages(told, language)),
        (Text(fr="Comment vérifier", en="How to verify"), _how(told, language)),
    )
    body = "\n".join(f"<section>\n<h2>{name.in_(language)}</h2>\n{content}\n</section>" for name, content in sections)
    return f"""<section class="language" id="{language}" lang="{language}">
<h1>{TITLE.in_(language)}<br>{title}</h1>
<p class="dated">{escape(report_words.process(case.process).in_(language))}, {escape(case.establishment)}
· <code>{escape(case.id)}</code></p>
{body}
</section>
"""


def _proves(told: Told, language: Language) -> str:
    case, steps = told.case, told.steps
    said = PROVES.in_(language).format(count=len(steps), origin=told.top.origin, size=told.top.size)
    none = Text(fr="aucune", en="none").in_(language)
    rows = [
        (Text(fr="Étape du processus", en="Stage"), report_words.stage(case.stage or "undeclared").in_(language)),
        (Text(fr="Dernière issue", en="Last outcome"), parts.outcome(case.outcome, language) or none),
        (Text(fr="Première étape", en="First step"), parts.moment(steps[0].entry.message.received_at)),
        (Text(fr="Dernière étape", en="Last step"), parts.moment(steps[-1].entry.message.received_at)),
        (Text(fr="Racine du journal", en="Root of the log"), f'<span class="digest">{told.top.root.hex()}</span>'),
    ]
    facts = "".join(f"<dt>{name.in_(language)}</dt><dd>{value}</dd>" for name, value in rows)
    doubts = "".join(
        f"<li>{escape(each.what.in_(language))} ({escape(each.where.in_(language))})</li>" for each in told.doubts
    )
    gone = Text(fr="Ce qui manque ou ne tient pas :", en="What is missing or does not hold:").in_(language)
    return f"<p>{escape(said)}</p>\n<dl>{facts}</dl>" + (f"<p>{gone}</p>\n<ul>{doubts}</ul>" if doubts else "")


def _how(told: Told, language: Language) -> str:
    keys = "\n".join(told.file.keys)
    command = 'python -m audit.verifier DOSSIER.html --opa opa --key "CLÉ"'
    if language == "en":
        command = command.replace("DOSSIER", "FILE").replace("CLÉ", "KEY")
    revisions = "\n".join(told.file.bundles)
    return f"""<p>{escape(HOW.in_(language))}</p>
<pre>{escape(command)} --lang {language}</pre>
<p>{escape(SAYS.in_(language))}</p>
<details><summary>{
        Text(fr="Point de contrôle signé, clés, politiques", en="Signed checkpoint, keys, policies").in_(language)
    }</summary>
<pre>{escape(told.file.checkpoint)}</pre>
<pre>{escape(keys)}</pre>
<pre>{escape(revisions)}</pre>
</details>"""
