"""What is said of a release of the policies: what it changes, what was tried, who approved, how it is let in."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Digest, Line, Persons, Prose, Said, Share, SomeLines, about, french

Stage = Literal["proposed", "tested", "approved", "recording", "warning", "in_force"]
Tally = Annotated[int, Field(ge=0, le=10_000_000)]
Bundle = Annotated[Digest, about("Empreinte du paquet de règles.", "Digest of the bundle of rules.")]


class ReleaseProposed(Said, json_schema_extra=french("Une nouvelle version des règles est proposée.")):
    """A new version of the rules is proposed."""

    title: Annotated[Line, about("Nom de la version.", "Name of the release.")]
    reason: Annotated[Prose | None, about("Pourquoi ce changement.", "Why this change.")] = None
    changes: Annotated[SomeLines | None, about("Ce qui change.", "What changes.")] = None
    bundle: Annotated[Digest | None, about("Empreinte du paquet proposé.", "Digest of the bundle proposed.")] = None
    previous: Annotated[
        Digest | None, about("Empreinte du paquet en vigueur.", "Digest of the bundle now in force.")
    ] = None
    author_function: Annotated[
        Line | None, about("Fonction qui a écrit, sans nom de personne.", "Function that wrote it, without a name.")
    ] = None
    responsible: Annotated[
        Persons | None,
        about(
            "Personnes qui ont écrit la version, par référence opaque : aucune ne donne d'avis sur elle.",
            "Persons who wrote the release, by an opaque reference: none of them gives an opinion on it.",
        ),
    ] = None
    proposed_on: Annotated[Day | None, about("Jour de la proposition.", "Day it was proposed.")] = None


class ReleaseTested(Said, json_schema_extra=french("Les vérifications et les essais ont été passés sur un paquet.")):
    """The checks and the tests were run on a bundle."""

    bundle: Bundle
    checks_passed: Annotated[bool, about("Toutes les vérifications passent.", "All the checks pass.")]
    passed: Annotated[Tally, about("Essais réussis.", "Tests that passed.")]
    failed: Annotated[Tally, about("Essais en échec.", "Tests that failed.")]
    coverage: Annotated[
        Share | None, about("Part des lignes essayées, de 0 à 1.", "Share of lines tested, 0 to 1.")
    ] = None
    mutants_killed: Annotated[
        Tally | None, about("Altérations que les essais ont vues.", "Mutants that the tests saw.")
    ] = None
    mutants_unexplained: Annotated[
        Tally | None,
        about("Altérations ni vues ni justifiées.", "Mutants neither seen nor accounted for."),
    ] = None
    tested_on: Annotated[Day, about("Jour des essais.", "Day of the tests.")]


class BacktestCompleted(Said, json_schema_extra=french("Le paquet a été rejoué sur les dossiers passés.")):
    """The bundle was replayed on the recorded cases."""

    bundle: Bundle
    cases: Annotated[Tally, about("Dossiers rejoués.", "Cases that were replayed.")]
    changed: Annotated[Tally, about("Dossiers dont l'issue change.", "Cases whose outcome changes.")]
    newly_refused: Annotated[
        Tally | None, about("Dossiers qui seraient désormais refusés.", "Cases that would now be refused.")
    ] = None
    newly_allowed: Annotated[
        Tally | None, about("Dossiers qui seraient désormais admis.", "Cases that would now be allowed.")
    ] = None
    completed_on: Annotated[Day, about("Jour de l'essai.", "Day it was completed.")]


class ReleaseApproved(Said, json_schema_extra=french("Une fonction autre que l'auteur approuve le paquet.")):
    """A function other than the author approves the bundle."""

    bundle: Bundle
    approver_function: Annotated[
        Line, about("Fonction qui approuve, sans nom de personne.", "Function that approves, without a name.")
    ]
    backtest_read: Annotated[
        bool | None,
        about(
            "Elle a lu la liste des dossiers dont l'issue change.",
            "It has read the list of cases whose outcome changes.",
        ),
    ] = None
    approved_on: Annotated[Day, about("Jour de l'approbation.", "Day it was approved.")]


class ReleaseStaged(Said, json_schema_extra=french("Comment le paquet entre en vigueur : où, et par quels degrés.")):
    """How the bundle comes into force: where, and by what degrees."""

    establishments: Annotated[
        SomeLines | None, about("Établissements qui commencent.", "Establishments that begin.")
    ] = None
    recording_from: Annotated[
        Day | None, about("Jour où l'on commence à observer.", "Day on which recording begins.")
    ] = None
    warning_from: Annotated[Day | None, about("Jour où l'on commence à avertir.", "Day on which warning begins.")] = (
        None
    )
    effective_on: Annotated[Day | None, about("Jour de l'entrée en vigueur.", "Day it comes into force.")] = None


class ObservationCompleted(Said, json_schema_extra=french("Ce qu'on a vu pendant un degré, sur les vrais dossiers.")):
    """What was seen during one degree, on the real cases."""

    mode: Annotated[
        Literal["recording", "warning"],
        about("Observation sans effet, ou avertissement.", "Recording without effect, or warning."),
    ]
    bundle: Bundle
    ended_on: Annotated[Day, about("Dernier jour observé.", "Last day that was watched.")]
    verdicts: Annotated[Tally, about("Verdicts rendus.", "Verdicts rendered.")]
    unexplained: Annotated[
        Tally, about("Écarts que personne n'a expliqués.", "Differences that nobody has accounted for.")
    ]


class RollbackRehearsed(Said, json_schema_extra=french("On s'est assuré de pouvoir revenir au paquet précédent.")):
    """Going back to the previous bundle was tried."""

    bundle: Annotated[
        Digest, about("Empreinte du paquet auquel on reviendrait.", "Digest of the bundle one would go back to.")
    ]
    kept: Annotated[bool, about("Ce paquet est conservé.", "That bundle is kept.")]
    succeeded: Annotated[bool, about("Le retour en arrière a réussi.", "Going back worked.")]
    rehearsed_on: Annotated[Day, about("Jour de l'exercice.", "Day of the rehearsal.")]


class ReleaseReverted(Said, json_schema_extra=french("On est revenu au paquet précédent.")):
    """The previous bundle was put back."""

    reason: Annotated[Prose, about("Pourquoi on est revenu en arrière.", "Why it was reverted.")]
    reverted_on: Annotated[Day, about("Jour du retour.", "Day it was reverted.")]


EVENTS: Final[dict[str, type[Said]]] = {
    "release.proposed": ReleaseProposed,
    "release.tested": ReleaseTested,
    "backtest.completed": BacktestCompleted,
    "release.approved": ReleaseApproved,
    "release.staged": ReleaseStaged,
    "observation.completed": ObservationCompleted,
    "rollback.rehearsed": RollbackRehearsed,
    "release.reverted": ReleaseReverted,
}
"""Every type that tells of a release, by its short name."""

BODIES: Final = frozenset(EVENTS)
"""Types that only a governance body may say: establishments are judged by the rules and do not change them."""
