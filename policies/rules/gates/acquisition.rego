# METADATA
# description: What is bought answers a need that was written down.
package balise.rules.gates.acquisition

# METADATA
# scope: document
# custom:
#   id: ACQ-001
#   title:
#     fr: Le devis part du besoin
#     en: The specification starts from the need
#   message:
#     fr: Rien ne montre qu'un devis, parti du besoin, dit ce qu'on attend de la solution d'IA acquise.
#     en: Nothing shows that a specification, starting from the need, says what is expected of the AI solution acquired.
#   remedy:
#     fr: Rédiger le devis à partir du problème décrit et y mettre des exigences propres à l'IA, puis verser le contrat.
#     en: Write the specification from the problem described, put requirements specific to AI in it, then file the contract.
#   citation: s0-devis
#   needs: [contract.specification]
#   severity: minor
#   regularizable: true
default specification_from_need := false

specification_from_need if input.facts.contract.specification == true
