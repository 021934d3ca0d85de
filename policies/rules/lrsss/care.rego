# METADATA
# description: Access to offer care, to teach or to reflect on one's practice.
package balise.rules.lrsss.care

# Those who offer the care or the services themselves.
offering := {"professional", "provider"}

# METADATA
# scope: document
# custom:
#   id: SOI-001
#   title:
#     fr: Les renseignements sont nécessaires au service offert
#     en: The information is necessary for the service offered
#   message:
#     fr: L'accès ne vient pas d'un intervenant, ou dépasse ce qui est nécessaire pour offrir le service ou pour enseigner.
#     en: The access is not asked for by a provider, or goes beyond what is necessary to offer the service or to teach.
#   remedy:
#     fr: Limiter l'accès aux renseignements nécessaires à l'intervenant qui offre le service.
#     en: Limit the access to the information the provider needs to offer the service.
#   citation: lrsss-soins
#   needs: [declaration.necessary, declaration.requester]
#   severity: critical
#   regularizable: true
default service_needs_it := false

service_needs_it if {
	input.facts.declaration.requester in offering
	input.facts.declaration.necessary == true
}
