# METADATA
# description: The four tests of article 47; each one is required, the fourth outside Québec.
package balise.rules.lrsss.weighing

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-1
#   title:
#     fr: Exiger le consentement serait déraisonnable
#     en: Requiring consent would be unreasonable
#   message:
#     fr: L'autorité ne conclut pas qu'il serait déraisonnable d'exiger le consentement des personnes.
#     en: The authority does not conclude that requiring the persons' consent would be unreasonable.
#   remedy:
#     fr: Demander le consentement des personnes, ou montrer pourquoi il serait déraisonnable de l'exiger.
#     en: Ask for the persons' consent, or show why requiring it would be unreasonable.
#   citation: lrsss-47
#   needs: [weighing.consent_unreasonable]
#   severity: critical
#   regularizable: true
default consent_unreasonable := false

consent_unreasonable if input.facts.weighing.consent_unreasonable == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-2
#   title:
#     fr: L'intérêt public l'emporte
#     en: The public interest prevails
#   message:
#     fr: L'autorité ne conclut pas que l'objectif l'emporte, au regard de l'intérêt public, sur l'incidence pour la vie privée.
#     en: The authority does not conclude that the objective outweighs, in the public interest, the impact on privacy.
#   remedy:
#     fr: Revoir l'objectif ou réduire l'incidence sur la vie privée, puis présenter la demande de nouveau.
#     en: Revise the objective or reduce the impact on privacy, then make the request again.
#   citation: lrsss-47
#   needs: [weighing.public_interest_outweighs]
#   severity: critical
#   regularizable: true
default public_interest_prevails := false

public_interest_prevails if input.facts.weighing.public_interest_outweighs == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-3
#   title:
#     fr: Les mesures de sécurité suffisent et sont conformes
#     en: Security measures are adequate and compliant
#   message:
#     fr: Les mesures de sécurité ne sont pas à la fois propres à protéger les renseignements et conformes aux règles des articles 90 et 97.
#     en: The security measures are not both adequate to protect the information and compliant with the rules of sections 90 and 97.
#   remedy:
#     fr: Renforcer les mesures de sécurité et en montrer la conformité aux deux séries de règles.
#     en: Strengthen the security measures and show that they comply with both sets of rules.
#   citation: lrsss-47
#   needs: [weighing.security_adequate, weighing.security_compliant]
#   severity: critical
#   regularizable: true
default security_sufficient := false

security_sufficient if {
	input.facts.weighing.security_adequate == true
	input.facts.weighing.security_compliant == true
}

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-4
#   title:
#     fr: L'évaluation montre une protection adéquate hors du Québec
#     en: The assessment shows adequate protection outside Québec
#   message:
#     fr: Les renseignements seraient communiqués hors du Québec sans que l'évaluation montre qu'ils y seraient protégés de façon adéquate.
#     en: The information would be communicated outside Québec, and the assessment does not show that it would be adequately protected there.
#   remedy:
#     fr: Garder les renseignements au Québec, ou faire évaluer la protection dont ils jouiraient ailleurs.
#     en: Keep the information in Québec, or have the protection it would get elsewhere assessed.
#   citation: lrsss-47
#   needs: [assessment.privacy.conclusion, weighing.protected_outside_quebec]
#   severity: critical
#   regularizable: true
default protected_outside_quebec := false

protected_outside_quebec if {
	input.facts.assessment.privacy.conclusion in {"favourable", "with_conditions"}
	input.facts.weighing.protected_outside_quebec == true
}
