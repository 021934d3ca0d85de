# METADATA
# description: What is kept of who saw, used and received information. Neither text has a known date, so neither decides yet.
package balise.rules.lrsss.logging

# METADATA
# scope: document
# custom:
#   id: LRSSS-103-1
#   title:
#     fr: Les accès sont journalisés
#     en: Accesses are logged
#   message:
#     fr: Les accès aux renseignements, leurs autres utilisations et leurs communications ne sont pas journalisés.
#     en: Accesses to information, its other uses and its communications are not logged.
#   remedy:
#     fr: Journaliser, pour chaque accès, utilisation ou communication, le renseignement visé, la personne, la date et l'heure.
#     en: Log, for every access, use or communication, the information, the person, the date and the time.
#   citation: lrsss-103
#   needs: [data.accesses_logged]
#   severity: major
#   regularizable: true
default all_accesses_recorded := false

all_accesses_recorded if input.facts.data.accesses_logged == true

# METADATA
# scope: document
# custom:
#   id: LRSSS-265-1
#   title:
#     fr: Les communications sont inscrites à un registre
#     en: Communications are entered in a register
#   message:
#     fr: Les communications de renseignements ne sont pas inscrites au registre qui tient lieu de journalisation tant que celle-ci n'est pas en vigueur.
#     en: Communications of information are not entered in the register that stands for logging until logging is in force.
#   remedy:
#     fr: Inscrire chaque communication au registre (nature, destinataire, fins et justification).
#     en: Enter every communication in the register (nature, recipient, purposes and justification).
#   citation: lrsss-265
#   needs: [data.communications_registered]
#   severity: major
#   regularizable: true
default communications_entered := false

communications_entered if input.facts.data.communications_registered == true
