# METADATA
# description: A purpose that belongs to another gate is refused, and the refusal names that gate's article.
package balise.rules.lrsss.purpose

# METADATA
# scope: document
# custom:
#   id: LRSSS-047-9
#   title:
#     fr: La recherche passe par la voie de la recherche
#     en: Research goes by the route of research
#   message:
#     fr: L'accès est demandé à des fins de recherche par une voie qui n'est pas celle des chercheurs.
#     en: The access is asked for the purposes of research, by a route that is not that of researchers.
#   remedy:
#     fr: "Présenter la demande par la voie des chercheurs : critères de l'article 47, puis entente de l'article 48 pour un chercheur lié."
#     en: "Make the request by the route of researchers: the tests of section 47, then the agreement of section 48 for an attached researcher."
#   citation: lrsss-47
#   needs: [declaration.kind]
#   severity: critical
#   regularizable: false
default research_by_own_gate := false

research_by_own_gate if input.facts.declaration.kind in {"attached_research", "other_research"}

# METADATA
# scope: document
# custom:
#   id: SOI-002
#   title:
#     fr: Les soins et l'enseignement passent par la voie des soins
#     en: Care and teaching go by the route of care
#   message:
#     fr: L'accès est demandé pour offrir des services ou pour enseigner, par une voie qui n'est pas celle des intervenants.
#     en: The access is asked for to offer services or to teach, by a route that is not that of providers.
#   remedy:
#     fr: Présenter la demande par la voie des soins.
#     en: Make the request by the route of care.
#   citation: lrsss-soins
#   needs: [declaration.kind]
#   severity: critical
#   regularizable: false
default care_by_own_gate := false

care_by_own_gate if input.facts.declaration.kind == "care"

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-5
#   title:
#     fr: Un mandat passe par la voie du contrat
#     en: A mandate goes by the route of the contract
#   message:
#     fr: L'accès est demandé pour exécuter un mandat ou un contrat de service, par une voie qui n'est pas celle des fournisseurs.
#     en: The access is asked for to carry out a mandate or a service contract, by a route that is not that of suppliers.
#   remedy:
#     fr: Présenter la demande par la voie des fournisseurs, avec le contrat que l'article 77 exige.
#     en: Make the request by the route of suppliers, with the contract that section 77 requires.
#   citation: lrsss-77
#   needs: [declaration.kind]
#   severity: critical
#   regularizable: false
default mandate_by_own_gate := false

mandate_by_own_gate if input.facts.declaration.kind == "vendor"

# METADATA
# scope: document
# custom:
#   id: LRSSS-077-6
#   title:
#     fr: Le fournisseur ne se sert pas des renseignements pour lui-même
#     en: The supplier does not use the information for itself
#   message:
#     fr: L'accès servirait les fins propres d'un fournisseur, et non le mandat qu'un organisme lui confie.
#     en: The access would serve a supplier's own purposes, not the mandate a body gives it.
#   remedy:
#     fr: Limiter l'accès au mandat de l'organisme ; aucune voie ne s'ouvre aux fins propres d'un fournisseur.
#     en: Limit the access to the body's mandate; no route opens to a supplier's own purposes.
#   citation: lrsss-77
#   needs: [declaration.purpose]
#   severity: critical
#   regularizable: false
default own_ends_excluded := false

own_ends_excluded if input.facts.declaration.purpose != "vendor_own"

# METADATA
# scope: document
# custom:
#   id: LRSSS-080-3
#   title:
#     fr: Les fins de gestion passent par l'autorisation du gestionnaire
#     en: Management purposes go by the manager's authorization
#   message:
#     fr: L'accès est demandé pour appliquer une loi, pour une mission, au bénéfice d'une personne ou en circonstance exceptionnelle, sans demander l'autorisation du gestionnaire.
#     en: The access is asked for to apply an Act, for a mission, for a person's benefit or in exceptional circumstances, without asking for the manager's authorization.
#   remedy:
#     fr: Présenter la demande par la voie du gestionnaire.
#     en: Make the request by the route of the manager.
#   citation: lrsss-80
#   needs: [declaration.kind]
#   severity: critical
#   regularizable: false
default management_by_own_gate := false

management_by_own_gate if input.facts.declaration.kind == "manager"
