# METADATA
# description: A person is heard by someone who can change the decision.
package balise.rules.recourse.hearing

# METADATA
# scope: document
# custom:
#   id: REC-007
#   title:
#     fr: La personne a eu l'occasion d'être entendue
#     en: The person had the opportunity to be heard
#   message:
#     fr: La personne n'a pas eu l'occasion de présenter ses observations.
#     en: The person had no opportunity to submit observations.
#   remedy:
#     fr: Offrir à la personne de présenter ses observations avant de réviser la décision.
#     en: Offer the person to submit observations before the decision is reviewed.
#   citation: a21-65-2
#   needs: [observations.result]
#   severity: critical
#   regularizable: true
default observations_taken := false

observations_taken if input.facts.observations.result in {"heard", "declined"}

# METADATA
# scope: document
# custom:
#   id: REC-008
#   title:
#     fr: Qui entend la personne peut réviser la décision
#     en: Whoever hears the person can review the decision
#   message:
#     fr: La révision ne vient pas d'un membre du personnel en mesure de réviser la décision.
#     en: The review does not come from a member of the staff in a position to review the decision.
#   remedy:
#     fr: Confier la révision à un membre du personnel qui peut changer la décision.
#     en: Give the review to a member of the staff who can change the decision.
#   citation: a21-65-2
#   needs: [review.able_to_review]
#   severity: critical
#   regularizable: true
default reviewer_able := false

reviewer_able if input.facts.review.able_to_review == true

# METADATA
# scope: document
# custom:
#   id: REC-009
#   title:
#     fr: La révision a une issue
#     en: The review has an outcome
#   message:
#     fr: On ne dit pas si la décision est maintenue ou changée.
#     en: It is not said whether the decision is maintained or changed.
#   remedy:
#     fr: Maintenir la décision ou la changer, et verser l'issue.
#     en: Maintain the decision or change it, and file the outcome.
#   citation: recours-maison
#   needs: [review.outcome]
#   severity: major
#   regularizable: true
default outcome_told := false

outcome_told if input.facts.review.outcome in {"maintained", "changed"}
