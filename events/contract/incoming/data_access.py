"""What may be told of an access to health and social services information.

Nobody is named here: persons concerned and notices are counted, and whoever asks is known by a function or a category.
"""

from typing import Annotated, Final, Literal

from pydantic import Field

from events.contract.fields import Day, InitiativeId, Line, Lines, Persons, Prose, Said, SomeLines, about, french

Kind = Literal["care", "attached_research", "other_research", "vendor", "manager"]
Purpose = Literal[
    "care",
    "teaching",
    "research",
    "mandate",
    "vendor_own",
    "application_of_act",
    "mission",
    "person_benefit",
    "exceptional",
]
Stage = Literal["requested", "examined", "granted", "expired", "destroyed"]
Term = Literal[
    "authorized_persons_only",
    "no_other_purpose",
    "no_pairing",
    "no_identifying_publication",
    "solicitation_information",
    "not_directly_identifying_form",
    "security_measures",
    "preservation_period",
    "destruction_notice",
    "noncompliance_notice",
    "security_failure_notice",
    "confidentiality_event_notice",
    "purposes",
    "nature",
    "method",
    "protection_measures",
    "intervals",
    "term",
    "individual_confidentiality",
    "holder_authorized_products",
    "incident_notice",
]
RegisterItem = Literal["names", "description", "source", "purposes", "duration", "conditions", "security_measures"]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class AccessRequested(
    Said, json_schema_extra=french("Quelqu'un demande accès à des renseignements de santé et de services sociaux.")
):
    """Somebody asks for access to health and social services information."""

    title: Annotated[
        Line, about("Objet de l'accès, sans nom de personne.", "Subject of the access, without a person's name.")
    ]
    stage: Annotated[Stage | None, about("Étape réellement atteinte.", "Stage that has really been reached.")] = None
    kind: Annotated[
        Kind,
        about(
            "Voie : soins, chercheur lié, autre chercheur, fournisseur ou gestionnaire.",
            "Route: care, attached researcher, other researcher, supplier or manager.",
        ),
    ]
    purpose: Annotated[
        Purpose | None,
        about(
            "Fin de l'accès. Une seule : deux fins sont deux demandes.",
            "Purpose of the access. Only one: two purposes are two requests.",
        ),
    ] = None
    basis: Annotated[
        Literal["consent", "act"] | None,
        about(
            "Ce qui permet l'accès : le consentement exprès des personnes ou la loi.",
            "What allows the access: the persons' express consent, or the Act.",
        ),
    ] = None
    requester: Annotated[
        Literal["professional", "provider", "researcher", "supplier", "body", "public_body", "order", "government"]
        | None,
        about(
            "Qui demande : professionnel, autre intervenant, chercheur, fournisseur, organisme du réseau, organisme "
            "public, ordre professionnel ou organisme d'un autre gouvernement.",
            "Who asks: professional, other provider, researcher, supplier, body of the network, public body, "
            "professional order or body of another government.",
        ),
    ] = None
    addressed_to: Annotated[
        Literal["attachment_body", "other_body", "access_centre"] | None,
        about(
            "À qui la demande est adressée : l'organisme auquel le demandeur est lié, un autre organisme ou le centre "
            "d'accès pour la recherche.",
            "To whom the request is addressed: the body the requester is attached to, another body, or the research "
            "access centre.",
        ),
    ] = None
    necessary: Annotated[
        bool | None,
        about(
            "Seuls les renseignements nécessaires à la fin sont demandés.",
            "Only the information necessary for the purpose is asked for.",
        ),
    ] = None
    responsible: Annotated[
        Persons | None,
        about(
            "Personnes qui demandent l'accès, par référence opaque : aucune ne donne d'avis sur lui.",
            "Persons who ask for the access, by an opaque reference: none of them gives an opinion on it.",
        ),
    ] = None
    starts_on: Annotated[Day | None, about("Premier jour de l'accès.", "First day of the access.")] = None
    ends_on: Annotated[Day | None, about("Dernier jour de l'accès.", "Last day of the access.")] = None
    initiative: Annotated[
        InitiativeId | None,
        about("Initiative d'IA qui a besoin de l'accès.", "AI initiative that needs the access."),
    ] = None


class ResearchPresented(Said, json_schema_extra=french("Les activités de recherche sont présentées.")):
    """The research activities are presented."""

    attached: Annotated[
        bool, about("Le chercheur est lié à un organisme.", "The researcher is attached to a body of the network.")
    ]
    presentation: Annotated[
        Line | None,
        about(
            "Référence de la présentation détaillée, chez l'établissement.",
            "Reference of the detailed presentation, at the establishment.",
        ),
    ] = None
    themes: Annotated[Lines | None, about("Thèmes de la recherche.", "Themes of the research.")] = None
    solicitation: Annotated[
        bool | None,
        about(
            "Des personnes seraient sollicitées pour y participer.", "Persons would be solicited to take part in it."
        ),
    ] = None
    ethics_decision: Annotated[
        bool | None,
        about("Un comité d'éthique de la recherche l'a approuvée.", "A research ethics committee has approved it."),
    ] = None


class ObjectionsExamined(
    Said,
    json_schema_extra=french("Les avis de restriction et de refus qui touchent l'accès ont été examinés, et comptés."),
):
    """The notices of restriction and of refusal that touch the access were examined, and counted."""

    restrictions: Annotated[Count, about("Avis de restriction.", "Notices of restriction.")]
    restrictions_in_form: Annotated[
        Count | None,
        about(
            "Avis de restriction écrits, signés et complets.",
            "Notices of restriction in writing, signed and complete.",
        ),
    ] = None
    requester_barred: Annotated[
        bool | None,
        about(
            "Une restriction vise le demandeur, ou sa catégorie d'intervenants.",
            "A restriction is aimed at the requester, or at their category of providers.",
        ),
    ] = None
    emergency: Annotated[
        bool | None,
        about(
            "L'urgence est invoquée : la vie ou l'intégrité serait en danger.",
            "An emergency is claimed: life or integrity would be in danger.",
        ),
    ] = None
    emergency_logged: Annotated[
        bool | None,
        about(
            "L'accès d'urgence est consigné : qui, quoi, date et heure.",
            "The emergency access is logged: who, what, date and time.",
        ),
    ] = None
    refusals: Annotated[
        Count | None, about("Avis de refus touchant cet accès.", "Notices of refusal that touch this access.")
    ] = None
    refusals_in_form: Annotated[
        Count | None,
        about("Avis de refus écrits, signés et complets.", "Notices of refusal in writing, signed and complete."),
    ] = None
    refusals_honoured: Annotated[
        Count | None,
        about(
            "Avis de refus dont les renseignements sont écartés de l'accès.",
            "Notices of refusal whose information is left out of the access.",
        ),
    ] = None
    minors: Annotated[
        Count | None,
        about("Avis qui concernent une personne de moins de 14 ans.", "Notices that concern a person under 14."),
    ] = None
    minors_by_holder: Annotated[
        Count | None,
        about(
            "Parmi ceux-là, avis signés par le titulaire de l'autorité parentale ou le tuteur.",
            "Among those, notices signed by the holder of parental authority or the tutor.",
        ),
    ] = None


class ConsentObtained(Said, json_schema_extra=french("Les personnes concernées ont consenti.")):
    """The persons concerned have consented."""

    express: Annotated[bool, about("Le consentement est exprès.", "The consent is express.")]
    clear: Annotated[bool | None, about("Il est manifeste.", "It is clear.")] = None
    free: Annotated[bool | None, about("Il est libre.", "It is free.")] = None
    informed: Annotated[bool | None, about("Il est éclairé.", "It is informed.")] = None
    specific: Annotated[
        bool | None,
        about(
            "Il vise des fins précises, ou des thèmes ou catégories de recherche.",
            "It is given for specific purposes, or for themes or categories of research.",
        ),
    ] = None


class AccessWeighed(
    Said, json_schema_extra=french("L'autorité qui décide dit ce qu'elle conclut, et comment elle a dit non.")
):
    """The authority that decides says what it concludes, and how it said no."""

    consent_unreasonable: Annotated[
        bool | None,
        about(
            "Il serait déraisonnable d'exiger le consentement des personnes.",
            "It would be unreasonable to require the persons' consent.",
        ),
    ] = None
    public_interest_outweighs: Annotated[
        bool | None,
        about(
            "L'objectif l'emporte, au regard de l'intérêt public, sur l'incidence pour la vie privée.",
            "The objective outweighs, in the public interest, the impact on privacy.",
        ),
    ] = None
    security_adequate: Annotated[
        bool | None, about("Les mesures de sécurité sont propres à protéger.", "The security measures are adequate.")
    ] = None
    security_compliant: Annotated[
        bool | None,
        about(
            "Elles respectent les règles de gouvernance et les règles particulières.",
            "They comply with the governance rules and the special rules.",
        ),
    ] = None
    protected_outside_quebec: Annotated[
        bool | None,
        about(
            "L'évaluation montre une protection adéquate hors du Québec.",
            "The assessment shows adequate protection outside Québec.",
        ),
    ] = None
    refusal_reasoned: Annotated[
        bool | None, about("La décision défavorable est motivée.", "The unfavourable decision gives reasons.")
    ] = None
    refusal_in_writing: Annotated[bool | None, about("Elle est notifiée par écrit.", "It is notified in writing.")] = (
        None
    )


class AgreementSigned(Said, json_schema_extra=french("Une entente lie qui reçoit les renseignements.")):
    """An agreement binds whoever receives the information."""

    written: Annotated[bool, about("L'entente est écrite.", "The agreement is in writing.")]
    terms: Annotated[Annotated[list[Term], Field(max_length=50)], about("Ce qu'elle stipule.", "What it stipulates.")]
    signed_on: Annotated[Day | None, about("Jour de la signature.", "Day of the signature.")] = None


class CommunicationRegistered(
    Said, json_schema_extra=french("La communication autorisée est inscrite au registre public.")
):
    """The authorized communication is entered in the public register."""

    items: Annotated[
        Annotated[list[RegisterItem], Field(max_length=50)],
        about("Ce que dit l'inscription.", "What the entry says."),
    ]
    processing_days: Annotated[
        Annotated[int, Field(ge=0, le=10_000)] | None,
        about("Délai de traitement de la demande, en jours.", "Processing time of the request, in days."),
    ] = None
    names: Annotated[
        SomeLines | None,
        about(
            "Noms des organismes qui communiquent et qui reçoivent, tels qu'inscrits ; jamais une personne concernée.",
            "Names of the bodies that communicate and that receive, as entered; never a person concerned.",
        ),
    ] = None
    description: Annotated[
        Prose | None,
        about("Renseignements communiqués, tels que décrits.", "Information communicated, as described."),
    ] = None
    source: Annotated[Prose | None, about("Provenance des renseignements.", "Source of the information.")] = None
    purposes: Annotated[SomeLines | None, about("Fins de la communication.", "Purposes of the communication.")] = None
    duration: Annotated[Line | None, about("Durée de la communication.", "Duration of the communication.")] = None
    conditions: Annotated[
        SomeLines | None, about("Conditions de la communication.", "Conditions of the communication.")
    ] = None
    security_measures: Annotated[
        SomeLines | None,
        about(
            "Mesures de sécurité, dites sans rien qui les affaiblirait.",
            "Security measures, told without anything that would weaken them.",
        ),
    ] = None


class AccessEnded(Said, json_schema_extra=french("L'accès a pris fin.")):
    """The access has ended."""

    ended_on: Annotated[Day, about("Dernier jour où l'accès a servi.", "Last day the access was used.")]
    access_closed: Annotated[
        bool, about("Les comptes et les copies de travail sont fermés.", "Accounts and working copies are closed.")
    ]


class DestructionAttested(Said, json_schema_extra=french("Le sort des renseignements est attesté.")):
    """What became of the information is attested."""

    disposition: Annotated[
        Literal["destroyed", "anonymized", "retained_by_law"],
        about(
            "Sort des renseignements : détruits, anonymisés ou conservés parce qu'une loi l'exige.",
            "What became of the information: destroyed, anonymized, or kept because a law requires it.",
        ),
    ]
    attested_on: Annotated[Day, about("Jour de l'attestation.", "Day of the attestation.")]
    holder_informed: Annotated[
        bool | None,
        about("L'organisme qui a donné accès en est informé.", "The body that gave access was told of it."),
    ] = None


EVENTS: Final[dict[str, type[Said]]] = {
    "access.requested": AccessRequested,
    "research.presented": ResearchPresented,
    "objections.examined": ObjectionsExamined,
    "consent.obtained": ConsentObtained,
    "access.weighed": AccessWeighed,
    "agreement.signed": AgreementSigned,
    "communication.registered": CommunicationRegistered,
    "access.ended": AccessEnded,
    "destruction.attested": DestructionAttested,
}
"""Every type that only tells of an access, by its short name."""

BODIES: Final = frozenset({"access.weighed", "communication.registered"})
"""Types that only an authority may give: what it concludes, and what it makes public."""
