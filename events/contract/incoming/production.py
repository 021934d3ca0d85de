"""What an establishment tells of a tool that is in production: what is measured, and whether it may go on."""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, Line, Prose, Said, about, french


class Measure(Said, json_schema_extra=french("La valeur d'un indicateur déclaré au plan de suivi.")):
    """The value of a metric that the monitoring plan declared."""

    name: Annotated[Line, about("Nom de la mesure, tel que le plan l'écrit.", "Its name, as the plan has it.")]
    value: Annotated[float, about("Valeur mesurée.", "Value that was measured.")]


class MonitoringReported(Said, json_schema_extra=french("Ce que le suivi a mesuré pendant une période.")):
    """What the monitoring measured during a period."""

    period_ended_on: Annotated[Day, about("Dernier jour de la période.", "Last day of the period.")]
    reported_on: Annotated[Day, about("Jour de la transmission.", "Day it was sent.")]
    measures: Annotated[
        Annotated[list[Measure], Field(min_length=1, max_length=50)],
        about("Valeur de chaque indicateur.", "Value of every metric."),
    ]
    action: Annotated[
        Prose | None,
        about(
            "Ce qu'on fait d'une mesure sortie de ses bornes.",
            "What is done about a measure that is out of its bounds.",
        ),
    ] = None


class ReassessmentCompleted(Said, json_schema_extra=french("L'outil en production a été réévalué.")):
    """The tool in production was reassessed."""

    completed_on: Annotated[Day, about("Jour où elle a été terminée.", "Day it was completed.")]
    conclusion: Annotated[
        Literal["continue", "continue_with_changes", "stop"],
        about("Conclusion : continuer, continuer avec des changements ou arrêter.", "Go on, with changes, or stop."),
    ]
    changes: Annotated[Prose | None, about("Changements décidés.", "Changes that were decided.")] = None


EVENTS: Final[dict[str, type[Said]]] = {
    "monitoring.reported": MonitoringReported,
    "reassessment.completed": ReassessmentCompleted,
}
"""Every type that tells of a tool in production, by its short name."""
