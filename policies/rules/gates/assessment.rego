# METADATA
# description: The assessments done before others bear the consequences.
package balise.rules.gates.assessment

# The conclusions that let an initiative go on.
positive := {"favourable", "with_conditions"}

# METADATA
# scope: document
# custom:
#   id: EVA-002
#   title:
#     fr: L'équité est évaluée
#     en: Equity is assessed
#   message:
#     fr: L'évaluation de l'équité ne conclut pas que l'outil traite comparablement les groupes qu'il touche.
#     en: The equity assessment does not conclude that the tool treats the groups it affects comparably.
#   remedy:
#     fr: Mesurer les écarts entre les groupes touchés, les corriger ou les justifier, et verser l'évaluation.
#     en: Measure the gaps between the groups affected, correct or justify them, and file the assessment.
#   citation: s0-equite
#   needs: [assessment.equity.conclusion]
#   severity: major
#   regularizable: true
default equity_assessed := false

equity_assessed if input.facts.assessment.equity.conclusion in positive

# METADATA
# scope: document
# custom:
#   id: EVA-003
#   title:
#     fr: La sécurité est évaluée
#     en: Security is assessed
#   message:
#     fr: L'évaluation de la sécurité ne conclut pas que les renseignements sont à l'abri.
#     en: The security assessment does not conclude that the information is safe.
#   remedy:
#     fr: Faire évaluer la sécurité de la solution dans l'environnement où elle servira et verser l'évaluation.
#     en: Have the security of the solution assessed where it will run, and file the assessment.
#   citation: s0-securite
#   needs: [assessment.security.conclusion]
#   severity: critical
#   regularizable: true
default security_assessed := false

security_assessed if input.facts.assessment.security.conclusion in positive

# METADATA
# scope: document
# custom:
#   id: EVA-004
#   title:
#     fr: Les risques propres à l'intelligence artificielle sont évalués
#     en: The risks specific to artificial intelligence are assessed
#   message:
#     fr: L'évaluation d'incidence algorithmique ne conclut pas que les risques propres à l'IA sont atténués.
#     en: The algorithmic impact assessment does not conclude that the risks specific to AI are mitigated.
#   remedy:
#     fr: Évaluer les risques avec un outil reconnu par l'établissement et nommer les mesures qui les atténuent.
#     en: Assess the risks with a tool the establishment recognizes and name the measures that mitigate them.
#   citation: s0-action-11
#   needs: [assessment.algorithmic_impact.conclusion]
#   severity: major
#   regularizable: true
default algorithmic_impact_assessed := false

algorithmic_impact_assessed if input.facts.assessment.algorithmic_impact.conclusion in positive
