# METADATA
# description: A year of a mandate - what is laid down and planned before it, and on what condition the next one begins.
package balise.rules.mandate.year

# METADATA
# scope: document
# custom:
#   id: MAN-030
#   title:
#     fr: L'année est planifiée
#     en: The year is planned
#   message:
#     fr: Aucune planification ne dit ce qui sera fait cette année, ou elle n'a pas été partagée avec le ministère.
#     en: No plan says what will be done this year, or it was not shared with the ministry.
#   remedy:
#     fr: Écrire les actions de l'année et partager la planification avec la direction du ministère.
#     en: Write down the year's actions and share the plan with the ministry.
#   citation: s1-livrable-1
#   needs: [plan.year_started_on, plan.year_ended_on, plan.actions, plan.shared_on]
#   severity: major
#   regularizable: true
default planned_and_shared := false

planned_and_shared if {
	input.facts.plan.year_started_on < input.facts.plan.year_ended_on
	is_string(input.facts.plan.shared_on)
	some action in input.facts.plan.actions
	trim_space(action) != ""
}

# METADATA
# scope: document
# custom:
#   id: MAN-031
#   title:
#     fr: La matrice des rôles est à jour
#     en: The matrix of roles is up to date
#   message:
#     fr: La matrice des rôles et responsabilités n'a pas été mise à jour depuis l'acceptation du mandat.
#     en: The matrix of roles and responsibilities was not updated since the mandate was accepted.
#   remedy:
#     fr: Mettre à jour la matrice avec le ministère et le consigner.
#     en: Update the matrix with the ministry, and record it.
#   citation: s1-livrable-1
#   needs: [groundwork.roles_updated_on, decision.decided_on]
#   severity: major
#   regularizable: true
default roles_updated := false

roles_updated if input.facts.groundwork.roles_updated_on >= input.facts.decision.decided_on

# METADATA
# scope: document
# custom:
#   id: MAN-032
#   title:
#     fr: Les critères de priorisation sont diffusés
#     en: The prioritization criteria are published
#   message:
#     fr: Les critères de sélection et de priorisation ne sont pas diffusés, ou ne tiennent pas compte de tous les niveaux de soins.
#     en: The selection and prioritization criteria are not published, or do not allow for every level of care.
#   remedy:
#     fr: Diffuser des critères qui valent de la première ligne à la surspécialisation.
#     en: Publish criteria that hold from front-line to the most specialized care.
#   citation: s1-livrable-1
#   needs: [groundwork.criteria_published_on, groundwork.criteria_cover_all_levels]
#   severity: major
#   regularizable: true
default criteria_published := false

criteria_published if {
	is_string(input.facts.groundwork.criteria_published_on)
	input.facts.groundwork.criteria_cover_all_levels == true
}

# METADATA
# scope: document
# custom:
#   id: MAN-033
#   title:
#     fr: Le cadre de gouvernance est défini
#     en: The governance framework is defined
#   message:
#     fr: Le centre fonctionnerait sans cadre de gouvernance.
#     en: The centre would run without a governance framework.
#   remedy:
#     fr: Définir le cadre de gouvernance du centre, en soutien au ministère.
#     en: Define the centre's governance framework, in support of the ministry.
#   citation: s1-livrable-1
#   needs: [groundwork.governance_defined_on]
#   severity: major
#   regularizable: true
default governance_defined := false

governance_defined if is_string(input.facts.groundwork.governance_defined_on)

# METADATA
# scope: document
# custom:
#   id: MAN-034
#   title:
#     fr: L'année suivante suppose une reddition de comptes approuvée
#     en: The next year takes an approved account of the last
#   message:
#     fr: 'La reddition de comptes de l''année écoulée n''est pas approuvée : ni le paiement ni l''engagement pour l''année suivante ne peuvent suivre.'
#     en: 'The account of the past year is not approved: neither the payment nor the commitment for the next year can follow.'
#   remedy:
#     fr: Obtenir l'approbation de la reddition de comptes de l'année écoulée, puis demander de nouveau l'exécution.
#     en: Obtain the approval of the account of the past year, then ask to run again.
#   citation: s1-suivi
#   needs: []
#   reads: [approval.approved, approval.year_ended_on, accountability.year_ended_on]
#   severity: critical
#   regularizable: false
default previous_approved := false

previous_approved if input.case.stage != "accounted"

# While the year that was accounted for is looked at where it stands, no other begins.
previous_approved if input.passage.to != "running"

previous_approved if {
	input.facts.approval.approved == true
	input.facts.approval.year_ended_on == input.facts.accountability.year_ended_on
}

# METADATA
# scope: document
# custom:
#   id: MAN-035
#   title:
#     fr: La planification vise l'année qui vient
#     en: The plan is for the year to come
#   message:
#     fr: La planification est encore celle de l'année dont on vient de rendre compte.
#     en: The plan is still that of the year that was just accounted for.
#   remedy:
#     fr: Déposer la planification de l'année suivante.
#     en: File the plan of the next year.
#   citation: s1-suivi
#   needs: [plan.year_started_on]
#   reads: [accountability.year_ended_on]
#   severity: major
#   regularizable: true
default plan_is_for_a_new_year := false

plan_is_for_a_new_year if {
	input.case.stage != "accounted"
	is_string(input.facts.plan.year_started_on)
}

plan_is_for_a_new_year if {
	input.passage.to != "running"
	is_string(input.facts.plan.year_started_on)
}

plan_is_for_a_new_year if input.facts.plan.year_started_on > input.facts.accountability.year_ended_on

# METADATA
# scope: document
# custom:
#   id: MAN-036
#   title:
#     fr: Une action du Plan directeur suit des indicateurs
#     en: An action of the master plan follows indicators
#   message:
#     fr: La planification d'une action du Plan directeur ne nomme aucun indicateur de performance.
#     en: The plan of an action of the master plan names no performance indicator.
#   remedy:
#     fr: Nommer au moins un indicateur qui dira si l'action avance.
#     en: Name at least one indicator that will tell whether the action progresses.
#   citation: s0-plan-de-suivi
#   needs: [plan.indicators]
#   severity: minor
#   regularizable: true
default indicators_followed := false

indicators_followed if {
	some indicator in input.facts.plan.indicators
	trim_space(indicator) != ""
}
