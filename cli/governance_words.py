"""What the words of mandates, campaigns and releases of the policies are called on screen, French first."""

from typing import Final

Words = dict[str, tuple[str, str]]

STAGES: Final[Words] = {
    "described": ("description", "description"),
    "answered": ("réponse", "answer"),
    "accepted": ("acceptation", "acceptance"),
    "running": ("exécution", "running"),
    "accounted": ("reddition de comptes", "accountability"),
    "opened": ("ouverture", "opening"),
    "collecting": ("collecte", "collecting"),
    "closed": ("clôture", "closing"),
    "proposed": ("proposition", "proposal"),
    "tested": ("essais", "tests"),
    "approved": ("approbation", "approval"),
    "recording": ("observation", "recording"),
    "warning": ("avertissement", "warning"),
    "in_force": ("en vigueur", "in force"),
}

BODIES: Final[Words] = {
    "mandatary": ("Mandataire", "Mandatary"),
    "deputy_minister": ("Sous-ministre", "Deputy minister"),
}

EVENTS: Final[Words] = {
    "mandate": ("Mandat décrit", "Mandate described"),
    "answer": ("Réponse donnée", "Answer given"),
    "decision": ("Décision rendue", "Decision made"),
    "groundwork": ("Règles du centre posées", "Groundwork laid"),
    "plan": ("Année planifiée", "Year planned"),
    "status": ("État de situation", "Status reported"),
    "spending": ("Dépenses suivies", "Spending reviewed"),
    "deliverables": ("Livrables remis", "Deliverables handed in"),
    "publications": ("Publications comptées", "Publications counted"),
    "inventory": ("Recension faite", "Inventory taken"),
    "barriers": ("Barrières présentées", "Barriers presented"),
    "maturity": ("Maturité diagnostiquée", "Maturity diagnosed"),
    "accountability": ("Reddition de comptes", "Account of the year"),
    "approval": ("Approbation", "Approval"),
    "campaign": ("Campagne ouverte", "Campaign opened"),
    "invitations": ("Invitations envoyées", "Invitations sent"),
    "reminders": ("Rappels envoyés", "Reminders sent"),
    "answers": ("Réponses comptées", "Answers counted"),
    "report": ("Rapport de campagne", "Campaign report"),
    "question": ("Réponse à une campagne", "Answer to a campaign"),
    "sequel": ("Campagne suivante ouverte", "Next campaign opened"),
    "release": ("Version proposée", "Release proposed"),
    "tests": ("Essais passés", "Tests run"),
    "backtest": ("Dossiers rejoués", "Cases replayed"),
    "staging": ("Entrée par degrés prévue", "Staging planned"),
    "observation": ("Degré observé", "Degree observed"),
    "rollback": ("Retour en arrière exercé", "Rollback rehearsed"),
    "reversal": ("Retour au paquet précédent", "Previous bundle put back"),
}

VALUES: Final[Words] = {
    "expertise_centre": ("centre d'expertise", "centre of expertise"),
    "nothing_to_declare": ("rien à déclarer", "nothing to declare"),
    "declared_elsewhere": ("déclaré ailleurs", "declared elsewhere"),
    "cannot_answer": ("réponse impossible", "no answer possible"),
    "plan_action": ("action du Plan directeur", "action of the master plan"),
    "project": ("projet", "project"),
    "accepted_with_changes": ("accepté avec des modifications", "accepted with changes"),
    "refused": ("refusé", "refused"),
    "q1": ("premier trimestre", "first quarter"),
    "q2": ("deuxième trimestre", "second quarter"),
    "q3": ("troisième trimestre", "third quarter"),
    "q4": ("quatrième trimestre", "fourth quarter"),
    "declaration": ("déclaration", "declaration"),
    "recension": ("recension", "inventory"),
    "reassessment": ("réévaluation", "reassessment"),
    "maturity": ("diagnostic de maturité", "maturity diagnosis"),
    "establishments": ("établissements", "establishments"),
    "initiatives": ("initiatives", "initiatives"),
}
