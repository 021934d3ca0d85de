# METADATA
# description: Leaving cleanly, and leaving something behind.
package balise.rules.gates.retirement

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

# METADATA
# scope: document
# custom:
#   id: RET-005
#   title:
#     fr: Le retrait est inscrit au registre
#     en: The retirement is entered in the register
#   message:
#     fr: Le registre de l'établissement montrerait encore comme vivante une initiative qui ne l'est plus.
#     en: The establishment's register would still show as alive an initiative that no longer is.
#   remedy:
#     fr: Inscrire le retrait au registre des initiatives.
#     en: Enter the retirement in the register of initiatives.
#   citation: s0-action-3
#   needs: [retirement.registered]
#   severity: minor
#   regularizable: true
default end_registered := false

end_registered if input.facts.retirement.registered == true

# METADATA
# scope: document
# custom:
#   id: RET-006
#   title:
#     fr: Les échecs sont partagés aussi
#     en: Failures are shared too
#   message:
#     fr: Rien n'est dit de ce qui n'a pas fonctionné ; d'autres le referaient.
#     en: Nothing is said of what did not work; others would do it again.
#   remedy:
#     fr: Dire ce qui n'a pas fonctionné et pourquoi, ou que rien n'a échoué.
#     en: Say what did not work and why, or that nothing failed.
#   citation: s3-echecs
#   needs: [retirement.what_failed]
#   severity: minor
#   regularizable: true
default failures_shared := false

failures_shared if trim_space(input.facts.retirement.what_failed) != ""
