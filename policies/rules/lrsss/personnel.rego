# METADATA
# description: Those who access information are trained, kept up to date, and bound when no code of ethics binds them.
package balise.rules.lrsss.personnel

# METADATA
# scope: document
# custom:
#   id: RGO-001-1
#   title:
#     fr: La formation reconnue est suivie dès l'entrée en fonction
#     en: Recognized training is completed on taking up duties
#   message:
#     fr: Des personnes accèdent aux renseignements sans avoir suivi, dès leur entrée en fonction, la formation reconnue par le ministre.
#     en: Persons access information without having completed, on taking up their duties, the training recognized by the Minister.
#   remedy:
#     fr: Faire suivre la formation reconnue à toutes les personnes qui accèdent aux renseignements, avant tout accès.
#     en: Have everyone who accesses the information complete the recognized training, before any access.
#   citation: r2-1
#   needs: [personnel.recognized_training]
#   severity: major
#   regularizable: true
default training_completed := false

training_completed if input.facts.personnel.recognized_training == true

# METADATA
# scope: document
# custom:
#   id: RGO-002-1
#   title:
#     fr: Les connaissances sont mises à jour chaque année
#     en: Knowledge is updated every year
#   message:
#     fr: Au moins une personne n'a pas mis à jour ses connaissances dans l'année.
#     en: At least one person has not updated their knowledge within the year.
#   remedy:
#     fr: Tenir la mise à jour annuelle pour toutes les personnes visées et verser les mois écoulés depuis la plus ancienne.
#     en: Hold the yearly update for all the persons concerned, and file the months since the oldest one.
#   citation: r2-2
#   needs: [personnel.months_since_update]
#   severity: major
#   regularizable: true
default knowledge_current := false

knowledge_current if {
	input.facts.personnel.months_since_update <= data.rules.lrsss.parameters.personnel.update_months
}

# METADATA
# scope: document
# custom:
#   id: RAS-008-1
#   title:
#     fr: Chaque personne non professionnelle est autorisée
#     en: Each non-professional is authorized
#   message:
#     fr: Des personnes qui ne sont pas des professionnels accèdent aux renseignements sans l'autorisation de la plus haute autorité de l'organisme.
#     en: Persons who are not professionals access information without the authorization of the body's highest authority.
#   remedy:
#     fr: Faire autoriser chacune par la plus haute autorité, ou par le professionnel qu'elle désigne, avant tout accès.
#     en: Have each authorized by the highest authority, or by the professional it designates, before any access.
#   citation: r1-8
#   needs: [personnel.authorized]
#   severity: critical
#   regularizable: true
default non_professionals_authorized := false

non_professionals_authorized if input.facts.personnel.authorized == true

# METADATA
# scope: document
# custom:
#   id: RAS-008-2
#   title:
#     fr: Chaque personne non professionnelle s'est engagée par écrit
#     en: Each non-professional has given a written undertaking
#   message:
#     fr: Des personnes qui ne sont pas des professionnels accèdent aux renseignements sans engagement de confidentialité écrit.
#     en: Persons who are not professionals access information without a written confidentiality undertaking.
#   remedy:
#     fr: Faire signer l'engagement de confidentialité à chacune avant tout accès.
#     en: Have each sign the confidentiality undertaking before any access.
#   citation: r1-8
#   needs: [personnel.undertakings]
#   severity: critical
#   regularizable: true
default undertakings_signed := false

undertakings_signed if input.facts.personnel.undertakings == true
