# METADATA
# description: Those who will live with the tool have had a say.
package balise.rules.gates.participation

# METADATA
# scope: document
# custom:
#   id: PAR-001
#   title:
#     fr: Les personnes touchées ont participé
#     en: The people affected took part
#   message:
#     fr: Trop peu de groupes concernés (cliniciens, gestionnaires, usagers) ont été associés à l'initiative.
#     en: Too few of the groups concerned (clinicians, managers, users of services) took part in the initiative.
#   remedy:
#     fr: Tenir une rencontre avec les groupes concernés et les nommer.
#     en: Hold a meeting with the groups concerned, and name them.
#   citation: s0-collaboration
#   needs: [participation.groups]
#   severity: minor
#   regularizable: true
default groups_took_part := false

groups_took_part if {
	groups := {lower(trim_space(group)) | some group in input.facts.participation.groups}
	count(groups - {""}) >= data.rules.gates.parameters.participation.minimum_groups
}

# METADATA
# scope: document
# custom:
#   id: PAR-002
#   title:
#     fr: Des citoyens participent dès le départ
#     en: Citizens take part from the start
#   message:
#     fr: Aucun citoyen ni usager n'a participé aux premières étapes d'une initiative qui touchera des personnes.
#     en: No citizen or user of services took part in the first steps of an initiative that will affect people.
#   remedy:
#     fr: Associer des citoyens ou des usagers dès maintenant, et dire lesquels des groupes entendus ils formaient.
#     en: Involve citizens or users of services now, and say which of the groups heard were theirs.
#   citation: s2-piste-5
#   needs: [participation.citizens]
#   severity: minor
#   regularizable: true
default citizens_took_part := false

citizens_took_part if input.facts.participation.citizens == true
