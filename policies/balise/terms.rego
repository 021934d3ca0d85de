# METADATA
# description: >-
#   Terms the rules use and that no single fact tells. Each is an object that holds either its value, or the paths of
#   the facts still missing; `reading` names the citation of the interpretation a value rests on.
package balise.terms

import data.balise.facts

# METADATA
# description: Personal or health information is involved. Health information is about a person by definition.
# custom:
#   label:
#     fr: des renseignements personnels ou de santé sont en cause
#     en: personal or health information is involved
protected_information := {"value": true} if {
	facts.value("data.personal_information") == true
} else := {"value": true} if {
	facts.value("data.health_information") == true
} else := {"missing": ["data.personal_information"]} if {
	facts.value("data.personal_information") == null
} else := {"value": false}

# METADATA
# description: A clinical act or a decision about a person is touched.
# custom:
#   label:
#     fr: l'outil touche un acte clinique ou une décision sur une personne
#     en: the tool touches a clinical act or a decision about a person
affects_persons := {"value": true} if {
	facts.value("declaration.decision") in {"aid", "automated"}
} else := {"value": true} if {
	facts.value("declaration.clinical") == true
} else := {"missing": missing} if {
	missing := facts.absent(["declaration.clinical", "declaration.decision"])
	count(missing) > 0
} else := {"value": false}

# METADATA
# description: Affects people, or generates content whose errors look like answers.
# custom:
#   label:
#     fr: l'outil touche un acte clinique ou une décision sur une personne, ou est génératif
#     en: the tool touches a clinical act or a decision about a person, or is generative
sensitive_use := {"value": true} if {
	facts.value("declaration.generative") == true
} else := affects_persons if {
	facts.value("declaration.generative") == false
} else := affects_persons if {
	affects_persons.value == true
} else := {"missing": array.concat(object.get(affects_persons, "missing", []), ["declaration.generative"])}

# METADATA
# description: >-
#   Nobody with the authority, the information and the time to change the result stands between it and its effect on a
#   person. Signing without these three is not control; that they are the measure of it is a reading of the guide.
# custom:
#   label:
#     fr: personne ne peut vraiment changer le résultat avant qu'il ne touche quelqu'un
#     en: nobody can really change the result before it touches someone
exclusively_automated := {"missing": ["declaration.decision"]} if {
	facts.value("declaration.decision") == null
} else := {"value": true} if {
	facts.value("declaration.decision") == "automated"
} else := {"value": false} if {
	facts.value("declaration.decision") == "none"
} else := {"value": true, "reading": "lecture-exclusivement"} if {
	some means in means_of_control
	facts.value(means) == false
} else := {"missing": missing} if {
	missing := facts.absent(means_of_control)
	count(missing) > 0
} else := {"value": false}

means_of_control := ["oversight.authority", "oversight.information", "oversight.time"]
