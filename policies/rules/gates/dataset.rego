# METADATA
# description: What the initiative learns from is known and good enough.
package balise.rules.gates.dataset

# METADATA
# scope: document
# custom:
#   id: DON-001
#   title:
#     fr: L'origine des données est connue
#     en: The origin of the data is known
#   message:
#     fr: Aucune source de données n'est nommée.
#     en: No source of data is named.
#   remedy:
#     fr: Nommer les sources des données et les faire inscrire dans la gouvernance des données de l'établissement.
#     en: Name the sources of the data and have them entered in the establishment's data governance.
#   citation: s0-action-15
#   needs: [data.sources]
#   severity: major
#   regularizable: true
default sources_known := false

sources_known if count(input.facts.data.sources) > 0

# METADATA
# scope: document
# custom:
#   id: DON-002
#   title:
#     fr: La qualité des données est évaluée
#     en: The quality of the data is assessed
#   message:
#     fr: La qualité des données n'a pas été évaluée, alors que le résultat touchera des personnes.
#     en: The quality of the data was not assessed, although the result will affect people.
#   remedy:
#     fr: Évaluer la qualité des données (exactitude, actualité, complétude) et consigner le résultat.
#     en: Assess the quality of the data (accuracy, currency, completeness) and record the result.
#   citation: s3-donnees
#   needs: [data.quality_assessed]
#   severity: major
#   regularizable: true
default quality_assessed := false

quality_assessed if input.facts.data.quality_assessed == true

# METADATA
# scope: document
# custom:
#   id: DON-003
#   title:
#     fr: La représentativité des données est évaluée
#     en: The representativeness of the data is assessed
#   message:
#     fr: Rien ne montre que les données représentent les personnes que l'outil touchera.
#     en: Nothing shows that the data represent the people the tool will affect.
#   remedy:
#     fr: Comparer la population des données à celle que l'établissement dessert et consigner les écarts.
#     en: Compare the population in the data with the one the establishment serves, and record the gaps.
#   citation: s0-equite
#   needs: [data.representativeness_assessed]
#   severity: major
#   regularizable: true
default representativeness_assessed := false

representativeness_assessed if input.facts.data.representativeness_assessed == true

# METADATA
# scope: document
# custom:
#   id: DON-004
#   title:
#     fr: Quelqu'un répond des données
#     en: Someone answers for the data
#   message:
#     fr: Aucune fonction n'est désignée pour répondre des données que l'initiative emploie.
#     en: No function is designated to answer for the data the initiative uses.
#   remedy:
#     fr: Clarifier à qui appartiennent les données et désigner la fonction qui en répond, sans nommer de personne.
#     en: Clarify whose data it is and designate the function that answers for it, without naming a person.
#   citation: s3-propriete
#   needs: [data.custodian]
#   severity: minor
#   regularizable: true
default custodian_designated := false

custodian_designated if trim_space(input.facts.data.custodian) != ""

# METADATA
# scope: document
# custom:
#   id: INT-001
#   title:
#     fr: Les systèmes se comprennent
#     en: Systems understand each other
#   message:
#     fr: Rien ne montre que les données de l'outil peuvent être échangées avec les autres systèmes du réseau et réemployées.
#     en: Nothing shows that the tool's data can be exchanged with the network's other systems and reused.
#   remedy:
#     fr: Prévoir des formats et des descriptions que les autres systèmes peuvent lire, et un identifiant durable.
#     en: Plan for formats and descriptions that other systems can read, and a lasting identifier.
#   citation: s2-piste-1
#   needs: [data.interoperable]
#   severity: minor
#   regularizable: true
default systems_interoperable := false

systems_interoperable if input.facts.data.interoperable == true
