# METADATA
# description: Leaving cleanly, and leaving something behind.
package balise.rules.retirement

# METADATA
# scope: document
# custom:
#   id: RET-001
#   title:
#     fr: Le sort des renseignements est décidé
#     en: What becomes of the information is decided
#   message:
#     fr: Les renseignements resteraient sans que leurs fins le justifient.
#     en: Information would remain without purposes that justify it.
#   remedy:
#     fr: Prévoir la destruction, l'anonymisation, ou la conservation qu'une loi exige.
#     en: Provide for destruction, anonymization, or the retention that a law requires.
#   citation: lrsss-16
#   needs: [retirement.data_disposition]
#   severity: critical
#   regularizable: true
default information_disposed := false

information_disposed if {
	input.facts.retirement.data_disposition in {"destroyed", "anonymized", "retained_by_law"}
}

# METADATA
# scope: document
# custom:
#   id: RET-002
#   title:
#     fr: L'anonymisation est irréversible
#     en: Anonymization is irreversible
#   message:
#     fr: Rien ne montre qu'il sera en tout temps raisonnable de prévoir que personne ne peut être réidentifié.
#     en: Nothing shows that it will at all times be reasonable to expect that nobody can be re-identified.
#   remedy:
#     fr: Verser une évaluation favorable des risques de réidentification, ou détruire les renseignements.
#     en: File a favourable assessment of the re-identification risks, or destroy the information.
#   citation: lrsss-111
#   needs: [assessment.privacy.conclusion]
#   severity: critical
#   regularizable: true
default anonymization_irreversible := false

anonymization_irreversible if input.facts.assessment.privacy.conclusion == "favourable"

# METADATA
# scope: document
# custom:
#   id: RET-003
#   title:
#     fr: Les leçons sont partagées
#     en: Lessons are shared
#   message:
#     fr: L'initiative se terminerait sans que le réseau sache ce qu'elle a appris.
#     en: The initiative would end without the network knowing what it learned.
#   remedy:
#     fr: Rédiger les leçons tirées, échecs compris, pour le carrefour sur l'IA.
#     en: Write down the lessons learned, failures included, for the AI crossroads.
#   citation: s0-action-12
#   needs: [retirement.lessons]
#   severity: minor
#   regularizable: true
default lessons_shared := false

lessons_shared if trim_space(input.facts.retirement.lessons) != ""

# METADATA
# scope: document
# custom:
#   id: RET-004
#   title:
#     fr: Les utilisateurs sont prévenus du retrait
#     en: Users are told of the retirement
#   message:
#     fr: Ceux qui comptent sur l'outil ne savent pas qu'il sera retiré.
#     en: Those who rely on the tool do not know that it will be retired.
#   remedy:
#     fr: Prévenir les utilisateurs et rappeler ce qui remplace l'outil.
#     en: Tell the users, and remind them of what replaces the tool.
#   citation: s0-consequences
#   needs: [retirement.users_informed]
#   severity: minor
#   regularizable: true
default users_told := false

users_told if input.facts.retirement.users_informed == true
