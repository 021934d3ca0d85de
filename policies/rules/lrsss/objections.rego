# METADATA
# description: What persons have asked, by a notice, that nobody do with their information.
package balise.rules.lrsss.objections

# METADATA
# scope: document
# custom:
#   id: RAS-003-1
#   title:
#     fr: Les avis de restriction sont en règle
#     en: Notices of restriction are in order
#   message:
#     fr: Au moins un avis de restriction n'est pas écrit, signé ou complet (nom et coordonnées, intervenant ou catégorie, renseignements visés).
#     en: At least one notice of restriction is not in writing, signed or complete (name and contact, provider or category, information covered).
#   remedy:
#     fr: Faire compléter l'avis avec la personne ; d'ici là, ne pas ouvrir l'accès à ses renseignements.
#     en: Have the notice completed with the person; until then, do not open access to their information.
#   citation: r1-3
#   needs: [objections.restrictions, objections.restrictions_in_form]
#   severity: major
#   regularizable: true
default restrictions_in_form := false

restrictions_in_form if input.facts.objections.restrictions_in_form == input.facts.objections.restrictions

# METADATA
# scope: document
# custom:
#   id: RAS-003-2
#   title:
#     fr: Avant 14 ans, la restriction est signée par le parent ou le tuteur
#     en: Under 14, the parent or the tutor signs the restriction
#   message:
#     fr: Un avis de restriction concernant une personne de moins de 14 ans n'est pas signé par le titulaire de l'autorité parentale ou le tuteur.
#     en: A notice of restriction concerning a person under 14 is not signed by the holder of parental authority or the tutor.
#   remedy:
#     fr: Faire signer l'avis par le titulaire de l'autorité parentale ou le tuteur.
#     en: Have the notice signed by the holder of parental authority or the tutor.
#   citation: r1-3
#   needs: [objections.minors, objections.minors_by_holder]
#   severity: major
#   regularizable: true
default restrictions_of_minors_signed := false

restrictions_of_minors_signed if input.facts.objections.minors_by_holder == input.facts.objections.minors

# METADATA
# scope: document
# custom:
#   id: LRSSS-007-1
#   title:
#     fr: Aucune restriction ne vise le demandeur
#     en: No restriction is aimed at the requester
#   message:
#     fr: Une personne a interdit l'accès à ses renseignements au demandeur, ou à sa catégorie d'intervenants.
#     en: A person has barred the requester, or their category of providers, from their information.
#   remedy:
#     fr: Écarter les renseignements visés, ou confier le service à un intervenant que la restriction ne vise pas.
#     en: Leave out the information covered, or give the service to a provider that the restriction is not aimed at.
#   citation: lrsss-7
#   needs: [objections.requester_barred]
#   severity: critical
#   regularizable: true
default restriction_respected := false

restriction_respected if input.facts.objections.requester_barred == false

# METADATA
# scope: document
# custom:
#   id: LRSSS-007-2
#   title:
#     fr: L'accès d'urgence est consigné
#     en: The emergency access is recorded
#   message:
#     fr: L'urgence est invoquée malgré une restriction, et l'accès n'est pas consigné (qui, quoi, date et heure).
#     en: An emergency is claimed despite a restriction, and the access is not recorded (who, what, date and time).
#   remedy:
#     fr: Consigner qui a eu accès à quoi, avec la date et l'heure.
#     en: Record who had access to what, with the date and time.
#   citation: lrsss-7-urgence
#   needs: [objections.emergency_logged]
#   severity: critical
#   regularizable: true
default emergency_recorded := false

emergency_recorded if input.facts.objections.emergency_logged == true

# METADATA
# scope: document
# custom:
#   id: RAS-005-1
#   title:
#     fr: Les avis de refus sont en règle
#     en: Notices of refusal are in order
#   message:
#     fr: Au moins un avis de refus n'est pas écrit, signé ou complet (nom et coordonnées, personnes visées, renseignements, thèmes ou catégories).
#     en: At least one notice of refusal is not in writing, signed or complete (name and contact, persons covered, information, themes or categories).
#   remedy:
#     fr: Faire compléter l'avis avec la personne ; d'ici là, ne pas ouvrir l'accès à ses renseignements.
#     en: Have the notice completed with the person; until then, do not open access to their information.
#   citation: r1-5
#   needs: [objections.refusals, objections.refusals_in_form]
#   severity: major
#   regularizable: true
default refusals_in_form := false

refusals_in_form if input.facts.objections.refusals_in_form == input.facts.objections.refusals

# METADATA
# scope: document
# custom:
#   id: RAS-005-2
#   title:
#     fr: Avant 14 ans, le refus est signé par le parent ou le tuteur
#     en: Under 14, the parent or the tutor signs the refusal
#   message:
#     fr: Un avis de refus concernant une personne de moins de 14 ans n'est pas signé par le titulaire de l'autorité parentale ou le tuteur.
#     en: A notice of refusal concerning a person under 14 is not signed by the holder of parental authority or the tutor.
#   remedy:
#     fr: Faire signer l'avis par le titulaire de l'autorité parentale ou le tuteur.
#     en: Have the notice signed by the holder of parental authority or the tutor.
#   citation: r1-5
#   needs: [objections.minors, objections.minors_by_holder]
#   severity: major
#   regularizable: true
default refusals_of_minors_signed := false

refusals_of_minors_signed if input.facts.objections.minors_by_holder == input.facts.objections.minors

# METADATA
# scope: document
# custom:
#   id: LRSSS-008-3
#   title:
#     fr: Qui refuse d'être sollicité ne l'est pas
#     en: Whoever refuses to be solicited is not
#   message:
#     fr: La recherche solliciterait des personnes qui l'ont refusé.
#     en: The research would solicit persons who have refused it.
#   remedy:
#     fr: Écarter de l'accès les personnes qui ont refusé d'être sollicitées.
#     en: Leave out of the access the persons who refused to be solicited.
#   citation: lrsss-8
#   needs: [objections.refusals, objections.refusals_honoured]
#   severity: critical
#   regularizable: false
default solicitation_refusals_honoured := false

solicitation_refusals_honoured if input.facts.objections.refusals_honoured == input.facts.objections.refusals
