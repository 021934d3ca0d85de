"""What the words of an access to information are called on screen, French first."""

from typing import Final

Words = dict[str, tuple[str, str]]

STAGES: Final[Words] = {
    "requested": ("demande", "request"),
    "examined": ("examen", "examination"),
    "granted": ("accès accordé", "access granted"),
    "expired": ("accès terminé", "access ended"),
    "destroyed": ("renseignements détruits", "information destroyed"),
}

EVENTS: Final[Words] = {
    "access": ("Accès demandé", "Access requested"),
    "research": ("Recherche présentée", "Research presented"),
    "objections": ("Avis des personnes examinés", "Persons' notices examined"),
    "consent": ("Consentement obtenu", "Consent obtained"),
    "weighing": ("Conclusions de l'autorité", "Authority's conclusions"),
    "agreement": ("Entente signée", "Agreement signed"),
    "communication": ("Communication inscrite au registre", "Communication registered"),
    "ending": ("Accès terminé", "Access ended"),
    "destruction": ("Destruction attestée", "Destruction attested"),
}

BODIES: Final[Words] = {
    "highest_authority": ("Plus haute autorité de l'organisme", "Highest authority of the body"),
    "research_access_centre": ("Centre d'accès pour la recherche", "Research access centre"),
    "information_manager": ("Gestionnaire des renseignements", "Information manager"),
}

VALUES: Final[Words] = {
    "care": ("soins", "care"),
    "attached_research": ("recherche, chercheur lié", "research, attached researcher"),
    "other_research": ("recherche, autre chercheur", "research, other researcher"),
    "vendor": ("fournisseur", "supplier"),
    "manager": ("gestionnaire", "manager"),
    "teaching": ("enseignement, formation ou pratique réflexive", "teaching, training or reflective practice"),
    "research": ("recherche", "research"),
    "mandate": ("mandat ou contrat de service", "mandate or service contract"),
    "vendor_own": ("fins propres du fournisseur", "the supplier's own purposes"),
    "application_of_act": ("application d'une loi", "application of an Act"),
    "mission": ("mission, fonctions ou programme", "mission, functions or programme"),
    "person_benefit": ("bénéfice manifeste de la personne", "clear benefit of the person"),
    "exceptional": ("circonstances exceptionnelles", "exceptional circumstances"),
    "consent": ("consentement exprès", "express consent"),
    "act": ("la loi", "the Act"),
    "professional": ("professionnel", "professional"),
    "provider": ("autre intervenant", "other provider"),
    "researcher": ("chercheur", "researcher"),
    "supplier": ("fournisseur", "supplier"),
    "body": ("organisme du réseau", "body of the network"),
    "public_body": ("organisme public", "public body"),
    "order": ("ordre professionnel", "professional order"),
    "government": ("organisme d'un autre gouvernement", "body of another government"),
    "attachment_body": ("organisme auquel le demandeur est lié", "body the requester is attached to"),
    "other_body": ("autre organisme", "other body"),
    "access_centre": ("centre d'accès pour la recherche", "research access centre"),
    "authorized_persons_only": (
        "seules les personnes qui en ont besoin, engagées par écrit",
        "only those who need it, bound in writing",
    ),
    "no_other_purpose": ("aucune autre fin", "no other purpose"),
    "no_pairing": ("aucun jumelage hors de la présentation", "no pairing beyond the presentation"),
    "no_identifying_publication": ("aucune publication qui identifie", "no identifying publication"),
    "solicitation_information": ("renseignements sur la sollicitation", "information on solicitation"),
    "not_directly_identifying_form": ("forme qui n'identifie pas directement", "form that does not directly identify"),
    "security_measures": ("mesures de sécurité", "security measures"),
    "preservation_period": ("durée de conservation", "preservation period"),
    "destruction_notice": ("avis de destruction", "notice of destruction"),
    "noncompliance_notice": ("avis de manquement", "notice of non-compliance"),
    "security_failure_notice": ("avis de défaillance de sécurité", "notice of security failure"),
    "confidentiality_event_notice": (
        "avis d'atteinte possible à la confidentialité",
        "notice of a possible breach of confidentiality",
    ),
    "purposes": ("fins", "purposes"),
    "nature": ("nature des renseignements", "nature of the information"),
    "method": ("mode de communication", "method of communication"),
    "intervals": ("périodicité", "intervals"),
    "term": ("durée", "term"),
    "holder_authorized_products": ("produits autorisés par le détenteur", "products authorized by the holder"),
    "names": ("noms des parties", "names of the parties"),
    "description": ("description", "description"),
    "source": ("provenance", "source"),
    "duration": ("durée", "duration"),
    "conditions": ("conditions", "conditions"),
}
