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
