# METADATA
# description: While answers come in, and when they no longer do.
package balise.rules.campaign.collecting

import data.balise.question

# METADATA
# scope: document
# custom:
#   id: CAM-020
#   title:
#     fr: Tous ceux que l'on interroge sont prévenus
#     en: All those who are asked are told
#   message:
#     fr: Moins de personnes ont été prévenues qu'il n'y en a d'interrogées, ou elles l'ont été après l'ouverture.
#     en: Fewer were told than are asked, or they were told after the opening.
#   remedy:
#     fr: Prévenir chacun au plus tard le jour de l'ouverture.
#     en: Tell each of them no later than the day of the opening.
#   citation: balise-campagnes
#   needs: [declaration.asked, declaration.opened_on, invitations.sent, invitations.sent_on]
#   severity: major
#   regularizable: true
default everyone_told := false

everyone_told if {
	input.facts.invitations.sent >= input.facts.declaration.asked
	input.facts.invitations.sent_on <= input.facts.declaration.opened_on
}

# METADATA
# scope: document
# custom:
#   id: CAM-021
#   title:
#     fr: Le compte des réponses est juste
#     en: The count of the answers adds up
#   message:
#     fr: Les réponses et les absences de réponse ne font pas le nombre de ceux que l'on a interrogés.
#     en: Answers and non-answers do not make the number of those who were asked.
#   remedy:
#     fr: Refaire le décompte.
#     en: Count again.
#   citation: balise-campagnes
#   needs: [declaration.asked, answers.answered, answers.unanswered]
#   severity: major
#   regularizable: true
default answers_add_up := false

answers_add_up if {
	input.facts.declaration.asked == input.facts.answers.answered + input.facts.answers.unanswered
}

# METADATA
# scope: document
# custom:
#   id: CAM-022
#   title:
#     fr: Ceux qui se taisent sont relancés
#     en: Those who are silent are reminded
#   message:
#     fr: Des réponses manquent et les rappels prévus n'ont pas tous été faits.
#     en: Answers are missing and the reminders foreseen were not all sent.
#   remedy:
#     fr: Relancer ceux qui n'ont pas répondu, puis refaire le décompte.
#     en: Remind those who did not answer, then count again.
#   citation: balise-campagnes
#   needs: [answers.unanswered]
#   reads: [reminders.rounds]
#   severity: minor
#   regularizable: true
default silent_reminded := false

silent_reminded if input.facts.answers.unanswered == 0

silent_reminded if {
	input.facts.reminders.rounds >= data.rules.campaign.parameters.reminders.minimum_rounds
}

# METADATA
# scope: document
# custom:
#   id: CAM-023
#   title:
#     fr: On ne ferme pas avant l'heure
#     en: It is not closed ahead of time
#   message:
#     fr: La campagne se fermerait avant le dernier jour promis pour répondre, alors que des réponses manquent.
#     en: The campaign would close before the last day promised to answer, while answers are missing.
#   remedy:
#     fr: Attendre la fin du dernier jour pour répondre, ou que tous aient répondu.
#     en: Wait for the end of the last day to answer, or until all have answered.
#   citation: balise-campagnes
#   needs: [declaration.closes_on, answers.unanswered, answers.counted_on, report.closed_on]
#   severity: major
#   regularizable: true
default time_respected := false

time_respected if input.facts.answers.unanswered == 0

time_respected if {
	input.facts.declaration.closes_on <= input.facts.answers.counted_on
	input.facts.answers.counted_on <= input.facts.report.closed_on
	input.facts.declaration.closes_on <= question.today
}

# METADATA
# scope: document
# custom:
#   id: CAM-024
#   title:
#     fr: Le rapport dit les absences de réponse
#     en: The report tells the non-answers
#   message:
#     fr: Le rapport ne dit pas ses constats, ou ne dit pas le nombre d'absences de réponse qui a été compté.
#     en: The report does not tell its findings, or does not tell the number of non-answers that was counted.
#   remedy:
#     fr: Écrire au rapport les constats et le nombre exact d'absences de réponse.
#     en: Write the findings and the exact number of non-answers in the report.
#   citation: balise-campagnes
#   needs: [report.summary, report.unanswered, answers.unanswered]
#   severity: major
#   regularizable: true
default non_answers_told := false

non_answers_told if {
	trim_space(input.facts.report.summary) != ""
	input.facts.report.unanswered == input.facts.answers.unanswered
}

# METADATA
# scope: document
# custom:
#   id: CAM-025
#   title:
#     fr: Un manquement à la déclaration s'appuie sur le texte
#     en: A failure to declare rests on the text
#   message:
#     fr: Le rapport conclut que des organismes ont manqué à leur obligation de déclarer, alors que tous ont répondu.
#     en: The report concludes that bodies have failed their duty to declare, while all have answered.
#   remedy:
#     fr: Retirer cette conclusion du rapport, ou la limiter à l'absence de réponse.
#     en: Remove that conclusion from the report, or keep to the absence of an answer.
#   citation: arrete-2024-01
#   needs: [answers.unanswered]
#   severity: major
#   regularizable: true
default breach_established := false

breach_established if input.facts.answers.unanswered > 0
