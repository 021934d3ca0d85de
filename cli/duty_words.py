"""What the words of a body's duties under the law, and of its incidents, are called on screen, French first."""

from typing import Final

Words = dict[str, tuple[str, str]]

STAGES: Final[Words] = {
    "reported": ("signalement", "report"),
    "assessed": ("évaluation", "assessment"),
    "notified": ("avis", "notices"),
    "closed": ("clôture", "closing"),
}

EVENTS: Final[Words] = {
    "incident": ("Incident signalé", "Incident reported"),
    "personnel": ("Personnel préparé", "Personnel prepared"),
    "policy": ("Politique publiée", "Policy published"),
    "collection": ("Collecte expliquée", "Collection explained"),
    "measures": ("Mesures prises", "Measures taken"),
    "injury": ("Préjudice évalué", "Injury assessed"),
    "notices": ("Avis d'incident donnés", "Incident notices sent"),
    "register": ("Incident inscrit au registre", "Incident entered in the register"),
}

VALUES: Final[Words] = {
    "roles": ("rôles et responsabilités", "roles and responsibilities"),
    "categories_of_persons": ("catégories de personnes", "categories of persons"),
    "logging_and_security": ("journalisation et sécurité", "logging and security"),
    "communications": ("modalités des communications", "terms of communications"),
    "product_update_calendar": ("calendrier de mise à jour des produits", "update calendar of products"),
    "incident_process": ("traitement des incidents", "handling of incidents"),
    "complaint_process": ("traitement des plaintes", "handling of complaints"),
    "training": ("formation", "training"),
    "body": ("organisme", "body"),
    "purposes": ("fins", "purposes"),
    "means": ("moyens", "means"),
    "access_and_rectification": ("accès et rectification", "access and rectification"),
    "restriction_and_refusal": ("restriction et refus", "restriction and refusal"),
    "retention_period": ("durée de conservation", "retention period"),
    "confidentiality": ("confidentialité", "confidentiality"),
    "ai_system": ("système d'IA", "AI system"),
    "low": ("faible", "low"),
    "moderate": ("modérée", "moderate"),
    "high": ("élevée", "high"),
    "excluded": ("exclue", "excluded"),
    "possible": ("possible", "possible"),
    "likely": ("probable", "likely"),
    "known": ("connue", "known"),
    "minor": ("mineures", "minor"),
    "grave": ("graves", "grave"),
    "each": ("à chacune", "to each"),
    "public": ("par avis public", "by public notice"),
    "delayed": ("reporté", "delayed"),
    "contact": ("personne-ressource", "contact"),
    "information": ("renseignements visés", "information affected"),
    "circumstances": ("circonstances et cause", "circumstances and cause"),
    "incident_date": ("date de l'incident", "date of the incident"),
    "awareness_date": ("date de la prise de connaissance", "date of awareness"),
    "numbers": ("nombres de personnes", "numbers of persons"),
    "injury_elements": ("éléments du préjudice sérieux", "elements of serious injury"),
    "measures_for_persons": ("mesures envers les personnes", "measures for the persons"),
    "other_measures": ("autres mesures", "other measures"),
    "notices": ("avis donnés", "notices given"),
    "measures": ("mesures prises", "measures taken"),
}
