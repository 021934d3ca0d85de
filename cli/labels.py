"""What the words of the contract are called on screen, in both languages: stages, outcomes, topics, values, paths."""

import re
from typing import Any

from cli import access_words, duty_words, governance_words, linked_words
from domain.processes import PROCESSES
from domain.text import Text
from events.contract.incoming import INCOMING
from events.contract.linked import LINKED


def _texts(**said: tuple[str, str]) -> dict[str, Text]:
    return {name: Text(fr=fr, en=en) for name, (fr, en) in said.items()}


PROCESS_NAMES = {
    "initiative": Text(fr="initiative d'IA", en="AI initiative"),
    "data-access": Text(fr="accès à des renseignements", en="access to information"),
    "recourse": Text(fr="recours", en="recourse"),
    "incident": Text(fr="incident", en="incident"),
    "mandate": Text(fr="mandat", en="mandate"),
    "campaign": Text(fr="campagne", en="campaign"),
    "policy-release": Text(fr="version des politiques", en="policy release"),
}

STAGES = (
    _texts(
        undeclared=("non déclarée", "undeclared"),
        opportunity=("occasion", "opportunity"),
        planning=("planification", "planning"),
        realization=("réalisation", "realization"),
        production=("production", "production"),
        retirement=("retrait", "retirement"),
        suspended=("suspension", "suspension"),
        opened=("ouvert", "opened"),
        answered=("répondu", "answered"),
        reviewed=("révisé", "reviewed"),
    )
    | _texts(**duty_words.STAGES)
    | _texts(**access_words.STAGES)
    | _texts(**governance_words.STAGES)
)

OUTCOMES = _texts(
    allow=("admis", "allowed"),
    review=("à l'étude", "under review"),
    indeterminate=("indéterminé", "indeterminate"),
    deny=("refusé", "refused"),
)

COLOURS = {"allow": "green", "review": "yellow", "indeterminate": "magenta", "deny": "red"}

MODES = _texts(
    passage=("passage demandé", "passage requested"),
    recension=("recension", "recension"),
    standing=("suivi", "follow-up"),
)

CAUSES = _texts(
    violated=("enfreinte", "violated"),
    fact_missing=("fait manquant", "fact missing"),
    text_unverified=("texte non vérifié", "text not verified"),
    text_undated=("texte sans date connue", "text of unknown date"),
    not_yet_in_force=("pas encore en vigueur", "not yet in force"),
    not_binding=("modèle emprunté, sans force ici", "borrowed model, without force here"),
    without_effect=("sans effet", "without effect"),
    absent=("pas encore donné", "not given yet"),
    lapsed=("tombé : le dossier a changé", "lapsed: the dossier has changed"),
    unfavourable=("défavorable", "unfavourable"),
    unsigned=("non signé", "not signed"),
    signature_invalid=("signature qui ne tient pas", "signature that does not hold"),
    key_unknown=("clé inconnue", "unknown key"),
    key_not_valid=("clé qui n'était pas valide", "key that was not valid"),
    not_entitled=("clé qui ne siège pas là", "key that does not sit there"),
    wrong_case=("signé pour un autre dossier", "signed for another case"),
    conflicted=("personne en conflit d'intérêts", "person with a conflict of interest"),
    responsible_unknown=("on ne sait pas qui répond du dossier", "who answers for the case is not known"),
    conditions_missing=("conditions non dites", "conditions not stated"),
    quorum=("quorum non atteint", "quorum not reached"),
)

CONFIDENCE = _texts(
    verified=("texte vérifié", "text verified"),
    recalled=("texte à vérifier", "text to be verified"),
    interpretation=("interprétation", "interpretation"),
) | {"verified-secondary": Text(fr="texte connu par une autre source", en="text known from another source")}

EVENTS = (
    _texts(
        initiative=("Initiative déclarée", "Initiative declared"),
        declaration=("Déclaration", "Declaration"),
        need=("Besoin décrit", "Need described"),
        data=("Données décrites", "Data described"),
        assessment=("Évaluation versée", "Assessment filed"),
        oversight=("Surveillance humaine désignée", "Human oversight designated"),
        notice=("Avis publié", "Notice published"),
        training=("Formation donnée", "Training completed"),
        contract=("Contrat signé", "Contract signed"),
        monitoring=("Suivi prévu", "Monitoring planned"),
        contingency=("Relève prévue", "Contingency planned"),
        trial=("Essai terminé", "Trial completed"),
        participation=("Consultation tenue", "Participation held"),
        retirement=("Retrait préparé", "Retirement planned"),
        impact=("Incidence décrite", "Impact described"),
        peers=("Pairs consultés", "Peers consulted"),
        recourse=("Recours ouvert", "Recourse opened"),
        asked_reasons=("Raisons demandées", "Reasons asked for"),
        asked_rectification=("Rectification demandée", "Rectification asked for"),
        asked_review=("Révision demandée", "Review asked for"),
        answer=("Réponse donnée", "Answer given"),
        observations=("Observations entendues", "Observations heard"),
        review=("Révision rendue", "Review rendered"),
        opinion=("Avis rendu", "Opinion rendered"),
        status=("État de situation", "Status reported"),
        results=("Résultats du suivi", "Results of the monitoring"),
        reassessment=("Réévaluation faite", "Reassessment completed"),
        condition=("Condition remplie", "Condition met"),
        requested=("Passage demandé", "Passage requested"),
        extended=("Échéance reportée", "Deadline put off"),
        reached=("Échéance atteinte", "Deadline reached"),
        withdrawn=("Demande retirée", "Passage withdrawn"),
    )
    | _texts(**duty_words.EVENTS)
    | _texts(**access_words.EVENTS)
    | _texts(**governance_words.EVENTS)
    | _texts(**linked_words.EVENTS)
)

BODIES = _texts(
    privacy_officer=("Protection des renseignements", "Privacy officer"),
    comite_ia_sante=("Comité IA – Santé", "Comité IA – Santé"),  # noqa: RUF001 - its name
    scientific_committee=("Comité scientifique", "Scientific committee"),
    ethics_committee=("Comité d'éthique", "Ethics committee"),
    professional_order=("Ordre professionnel", "Professional order"),
    msss=("Ministère", "Ministry"),
) | _texts(**access_words.BODIES, **governance_words.BODIES)

VALUES = (
    STAGES
    | BODIES
    | _texts(
        none=("aucun", "none"),
        aid=("aide", "aid"),
        automated=("entièrement automatisée", "fully automated"),
        internal=("interne", "internal"),
        external=("externe", "external"),
        both=("interne et externe", "internal and external"),
        privacy=("vie privée", "privacy"),
        algorithmic_impact=("incidence algorithmique", "algorithmic impact"),
        equity=("équité", "equity"),
        security=("sécurité", "security"),
        favourable=("favorable", "favourable"),
        with_conditions=("favorable avec conditions", "with conditions"),
        unfavourable=("défavorable", "unfavourable"),
        recused=("récusé", "recused"),
        fr=("français", "French"),
        en=("anglais", "English"),
        bench=("banc d'essai", "bench"),
        secure_sandbox=("bac à sable sécurisé", "secure sandbox"),
        pilot=("projet pilote", "pilot"),
        destroyed=("détruites", "destroyed"),
        anonymized=("anonymisées", "anonymized"),
        retained_by_law=("conservées selon une loi", "retained by law"),
        applicable_provisions=("dispositions applicables", "applicable provisions"),
        protection_measures=("mesures de protection", "protection measures"),
        purpose_limitation=("fins limitées", "purpose limitation"),
        individual_confidentiality=("engagement de chaque personne", "individual confidentiality"),
        authorized_products=("produits autorisés", "authorized products"),
        incident_notice=("avis d'incident", "incident notice"),
        role=("rôle de chacun", "each one's role"),
        technical=("aspects techniques", "technical aspects"),
        effects=("effets du système", "effects of the system"),
        override=("s'écarter du résultat", "departing from the result"),
        easily_reversible=("aisément réversible", "easily reversible"),
        likely_reversible=("probablement réversible", "likely reversible"),
        difficult_to_reverse=("difficilement réversible", "difficult to reverse"),
        irreversible=("irréversible", "irreversible"),
        brief=("brève", "brief"),
        short_term=("à court terme", "short-term"),
        ongoing=("continue", "ongoing"),
        perpetual=("perpétuelle", "perpetual"),
        little=("faible", "little"),
        very_high=("très élevée", "very high"),
        assistant_deputy_minister=("sous-ministre adjoint ou adjointe (rang fédéral)", "assistant deputy minister"),
        deputy_head=("administrateur général ou administratrice générale (rang fédéral)", "deputy head"),
        treasury_board=("Conseil du Trésor (rang fédéral)", "Treasury Board"),
        reasons=("raisons", "reasons"),
        rectification=("rectification", "rectification"),
        review=("révision", "review"),
        made=("faite", "made"),
        refused=("refusée", "refused"),
        heard=("présentées", "heard"),
        declined=("occasion déclinée", "opportunity declined"),
        not_offered=("occasion non offerte", "opportunity not offered"),
        maintained=("maintenue", "maintained"),
        changed=("changée", "changed"),
        stop=("arrêter", "stop"),
        continue_with_changes=("continuer avec des changements", "go on with changes"),
    )
    | _texts(**duty_words.VALUES)
    | _texts(**access_words.VALUES)
    | _texts(**governance_words.VALUES)
    | {"continue": Text(fr="continuer", en="go on")}
    | _texts(**linked_words.VALUES)
)

_TOPICS = {
    message_type: topic
    for process in PROCESSES.values()
    for message_type, topic in (*process.facts.items(), *process.linked.items(), *process.answered.items())
}
_REMEMBERED = {topic for process in PROCESSES.values() for topic in process.asked.values()}
"""Topics that a declaration fills besides its own."""
_MODELS = INCOMING | LINKED
_DECLARATIONS = {process.declaration for process in PROCESSES.values()}

YES, NO = Text(fr="oui", en="yes"), Text(fr="non", en="no")
YEARLY = Text(fr="chaque année", en="every year")


def event(message_type: str) -> Text:
    """Return what an event type is called."""
    subject, _, participle = message_type.partition(".")
    topic = subject if message_type in _DECLARATIONS else _TOPICS.get(message_type, "").partition(".")[0]
    return EVENTS.get(topic) or EVENTS.get(participle) or EVENTS.get(subject) or _same(message_type)


def topic(name: str) -> Text:
    """Return what a topic of the case is called: `assessment.privacy` says which assessment."""
    family, _, kind = name.partition(".")
    label = EVENTS.get(family, _same(family))
    which = VALUES.get(kind) or (_same(kind) if ":" in kind else None)  # the case that tells it
    return Text(fr=f"{label.fr} ({which.fr})", en=f"{label.en} ({which.en})") if which else label


def field(topic_name: str, name: str, process: str | None = None) -> Text:
    """Return what a field of a topic is called, as the contract describes it: for cases of *process*, in its words."""
    family = "declaration" if topic_name in _REMEMBERED else topic_name.partition(".")[0]
    own = PROCESSES[process].facts if process in PROCESSES else {}
    for message_type, template in (*own.items(), *_TOPICS.items()):
        described = _MODELS[message_type].model_fields.get(name)
        if template.partition(".")[0] == family and described is not None and described.description:
            extra: Any = described.json_schema_extra
            return Text(fr=_short(extra["x-description-fr"]), en=_short(described.description))
    return _same(name)


def path(missing: str) -> Text:
    """Return what the path of a missing fact is called: topic, then field, or who is not known to have said it."""
    if missing.startswith("provenance."):
        return _by_whom(missing.removeprefix("provenance."))
    known = [template.partition(".")[0] for template in _TOPICS.values()]
    family, *rest = missing.split(".")
    if family not in known or not rest:
        return _same(missing)
    *kind, name = rest
    name_of_topic = ".".join((family, *kind))
    of, what = topic(name_of_topic), field(name_of_topic, name)
    return Text(fr=f"{of.fr} : {_lower(what.fr)}", en=f"{of.en}: {_lower(what.en)}")


def _by_whom(said: str) -> Text:
    named = EVENTS["requested"] if said == "passage" else topic(said)
    return Text(fr=f"{named.fr} : par qui", en=f"{named.en}: by whom")


def value(given: Any) -> Text:
    """Return what a fact's value is called."""
    if isinstance(given, bool):
        return YES if given else NO
    if isinstance(given, list):
        each = [value(one) for one in given]
        return Text(fr=", ".join(one.fr for one in each) or "-", en=", ".join(one.en for one in each) or "-")
    if isinstance(given, dict):
        return _item(given)
    if isinstance(given, float):
        return _same(f"{given:g}")
    return VALUES.get(str(given), _same(str(given)))


def _item(given: dict[str, Any]) -> Text:
    """Return what one item of a list is called: a metric and its bounds, a deliverable and its day."""
    bounds = [f"{sign} {given[bound]:g}" for bound, sign in (("lower", "≥"), ("upper", "≤")) if bound in given]
    days = [str(given[day]) for day in ("due_on", "proposed_on", "submitted_on") if given.get(day)]
    name = " ".join(filter(None, (str(given.get("name", "")), ", ".join(bounds))))
    told = [*map(_same, days), *([YEARLY] if given.get("yearly") else [])]
    if not told:
        return _same(name)
    return Text(fr=f"{name} ({', '.join(one.fr for one in told)})", en=f"{name} ({', '.join(one.en for one in told)})")


def _short(description: str) -> str:
    """Return a *description* without the values it lists."""
    return re.split(r" ?: |; | ; ", description.rstrip("."))[0]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _same(text: str) -> Text:
    return Text(fr=text, en=text)
