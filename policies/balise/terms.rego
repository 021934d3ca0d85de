# METADATA
# description: >-
#   Terms the rules use and that no single fact tells. Each is an object that holds either its value, or the paths of
#   the facts still missing; `reading` names the citation of the interpretation a value rests on.
package balise.terms

import data.balise.facts
import data.balise.provenance
import data.balise.signatures

# METADATA
# description: Personal or health information is involved. Health information is about a person by definition.
# custom:
#   label:
#     fr: des renseignements personnels ou de santé sont en cause
#     en: personal or health information is involved
protected_information := {"value": true} if {
	facts.given.data.personal_information == true
} else := {"value": true} if {
	facts.given.data.health_information == true
} else := {"missing": ["data.personal_information"]} if {
	facts.given.data.personal_information == null
} else := {"value": false}

# METADATA
# description: Information that the law on health information covers. It is always about a person.
# custom:
#   label:
#     fr: des renseignements de santé sont en cause
#     en: health information is involved
health_information := {"value": facts.given.data.health_information} if {
	facts.given.data.health_information != null
} else := {"value": false} if {
	facts.given.data.personal_information == false
} else := {"missing": ["data.health_information"]}

# METADATA
# description: A clinical act or a decision about a person is touched.
# custom:
#   label:
#     fr: l'outil touche un acte clinique ou une décision sur une personne
#     en: the tool touches a clinical act or a decision about a person
affects_persons := {"value": true} if {
	facts.given.declaration.decision in {"aid", "automated"}
} else := {"value": true} if {
	facts.given.declaration.clinical == true
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
	facts.given.declaration.generative == true
} else := affects_persons if {
	facts.given.declaration.generative == false
} else := affects_persons if {
	affects_persons.value == true
} else := {"missing": array.concat(object.get(affects_persons, "missing", []), ["declaration.generative"])}

# METADATA
# description: >-
#   A precise position on a person, taken from information about them, with an effect on them: the guide's first
#   question. Only someone who says that there is no such effect is taken at their word.
# custom:
#   label:
#     fr: une décision est prise sur une personne, à partir de renseignements sur elle
#     en: a decision is taken about a person, from information about them
decides_about_person := {"missing": ["declaration.decision"]} if {
	facts.given.declaration.decision == null
} else := {"value": false} if {
	facts.given.declaration.decision == "none"
} else := {"value": false} if {
	facts.given.declaration.effect_on_person == false
} else := protected_information

# METADATA
# description: >-
#   Nobody with the authority, the information and the time to change the result stands between it and its effect on a
#   person: the guide's second question. Signing without these three is not control, nor is endorsing what one did not
#   formulate, nor never departing from the result; that these are the measure of it is a reading of the guide.
# custom:
#   label:
#     fr: personne ne peut vraiment changer le résultat avant qu'il ne touche quelqu'un
#     en: nobody can really change the result before it touches someone
exclusively_automated := {"missing": ["declaration.decision"]} if {
	facts.given.declaration.decision == null
} else := {"value": true} if {
	facts.given.declaration.decision == "automated"
} else := {"value": false} if {
	facts.given.declaration.decision == "none"
} else := {"value": true, "reading": "lecture-exclusivement"} if {
	minor(facts.given.oversight)
} else := {"missing": missing} if {
	missing := array.concat(facts.absent(means_of_control), [sign | some sign in signs_of_control; facts.garbled(sign)])
	count(missing) > 0
} else := {"value": false}

# METADATA
# description: >-
#   The decision that a person contests is one of those that section 65.2 is about: rendered about them, from information
#   about them, exclusively by automated processing. The initiative they name tells how it was when they asked.
# custom:
#   label:
#     fr: la décision contestée a été rendue exclusivement par un traitement automatisé
#     en: the contested decision was rendered exclusively by automated processing
contested_automated := {"value": false} if {
	some known in [contested_alone, contested_about_person]
	known.value == false
} else := {"missing": missing} if {
	missing := array.concat(
		object.get(contested_alone, "missing", []),
		[path |
			some path in object.get(contested_about_person, "missing", [])
			not path in object.get(contested_alone, "missing", [])
		],
	)
	count(missing) > 0
} else := contested_alone

# METADATA
# description: It is known that the decision that a person contests is not one of those.
# custom:
#   label:
#     fr: on sait que la décision contestée n'a pas été rendue exclusivement par un traitement automatisé
#     en: it is known that the contested decision was not rendered exclusively by automated processing
contested_otherwise := {"value": object.get(contested_automated, "value", null) == false}

# METADATA
# description: The person has asked for the reasons, now or before. What was asked first is not taken back by what is asked next.
# custom:
#   label:
#     fr: la personne a demandé les raisons
#     en: the person asked for the reasons
asks_reasons := {"value": true} if {
	facts.given.asked_reasons.asks == "reasons"
} else := {"missing": ["declaration.asks"]} if {
	facts.given.declaration.asks == null
} else := {"value": facts.given.declaration.asks == "reasons"}

# METADATA
# description: The person has asked for a rectification, now or before.
# custom:
#   label:
#     fr: la personne a demandé une rectification
#     en: the person asked for a rectification
asks_rectification := {"value": true} if {
	facts.given.asked_rectification.asks == "rectification"
} else := {"missing": ["declaration.asks"]} if {
	facts.given.declaration.asks == null
} else := {"value": facts.given.declaration.asks == "rectification"}

# METADATA
# description: The person has asked for a review, now or before.
# custom:
#   label:
#     fr: la personne a demandé une révision
#     en: the person asked for a review
asks_review := {"value": true} if {
	facts.given.asked_review.asks == "review"
} else := {"missing": ["declaration.asks"]} if {
	facts.given.declaration.asks == null
} else := {"value": facts.given.declaration.asks == "review"}

# METADATA
# description: >-
#   The person has asked for what an answer explains, the reasons themselves or a review, which presupposes them. One who
#   asked for no more than a rectification did not.
# custom:
#   label:
#     fr: la personne a demandé les raisons ou une révision
#     en: the person asked for the reasons or for a review
asks_account := {"value": true} if {
	asks_reasons.value == true
} else := asks_review

# METADATA
# description: The person has asked for what an answer gives, the reasons or a rectification.
# custom:
#   label:
#     fr: la personne a demandé les raisons ou une rectification
#     en: the person asked for the reasons or for a rectification
asks_answer := {"value": true} if {
	asks_reasons.value == true
} else := asks_rectification

contested_about_person := {"value": false} if {
	facts.given.named.decision == "none"
} else := {"value": false} if {
	facts.given.named.effect_on_person == false
} else := {"value": true} if {
	true in [facts.given.named.personal_information, facts.given.named.health_information]
} else := {"value": false} if {
	facts.given.named.personal_information == false
} else := {"missing": ["named.personal_information"]}

contested_alone := {"missing": ["named.decision"]} if {
	facts.given.named.decision == null
} else := {"value": true} if {
	facts.given.named.decision == "automated"
} else := {"value": false} if {
	facts.given.named.decision == "none"
} else := {"value": true, "reading": "lecture-exclusivement"} if {
	minor(facts.given.named)
} else := {"missing": missing} if {
	missing := array.concat(
		facts.absent(["named.authority", "named.information", "named.time"]),
		[sign | some sign in ["named.formulates", "named.overruled_share"]; facts.garbled(sign)],
	)
	count(missing) > 0
} else := {"value": false}

# METADATA
# description: It is known who said every fact, who gave every opinion, and who asked for this passage.
# custom:
#   label:
#     fr: on sait qui a dit chaque fait
#     en: it is known who said every fact
sources_known := {"value": true} if {
	count(provenance.unknown) == 0
} else := {"missing": provenance.unknown}

means_of_control := ["oversight.authority", "oversight.information", "oversight.time"]

# What tells more of a control, when it is known.
signs_of_control := ["oversight.formulates", "oversight.overruled_share"]

minor(control) if false in [control.authority, control.information, control.time, control.formulates]

minor(control) if {
	is_number(control.overruled_share)
	control.overruled_share < data.rules.directive.parameters.control.minimum_overruled_share
}

# METADATA
# description: Something is known of the impact of the decisions, so that a level of it may be asked for.
# custom:
#   label:
#     fr: l'incidence de la décision est décrite, ne serait-ce qu'en partie
#     en: the impact of the decision is described, if only in part
impact_described := {"value": true} if {
	some degree in degrees
	degree != null
} else := {"value": false}

degrees := {
	"duration": facts.given.impact.duration,
	"effect": facts.given.impact.effect,
	"reversibility": facts.given.impact.reversibility,
}

# METADATA
# description: >-
#   Level of impact, 1 to 4: the highest that reversibility, duration or effect reaches. The scale is the federal
#   directive's appendix B, which was read in another text than itself.
# custom:
#   label:
#     fr: niveau d'incidence de la décision, de 1 à 4
#     en: level of impact of the decision, from 1 to 4
impact_level := {"missing": missing} if {
	missing := sort([concat(".", ["impact", axis]) | some axis, null in degrees])
	count(missing) > 0
} else := {"value": max(levels), "reading": "ddm-annexe-b"} if {
	levels := [level |
		some axis, told in degrees
		some position, degree in data.rules.directive.parameters.impact[axis]
		degree == told
		level := position + 1
	]
	count(levels) == count(degrees)
}

# METADATA
# description: The tool's metrics were measured at least once since they were declared, so that they may be compared.
# custom:
#   label:
#     fr: des résultats du suivi ont été transmis
#     en: results of the monitoring were sent
results_reported := {"value": facts.value("results.measures") != null}

# METADATA
# description: The tool was reassessed at least once, so that there is a conclusion to read.
# custom:
#   label:
#     fr: l'outil en production a été réévalué
#     en: the tool in production was reassessed
reassessed := {"value": facts.value("reassessment.conclusion") != null}

# METADATA
# description: >-
#   A research ethics committee approves of the research. What it says itself, signed, goes before what is said of it. Who
#   may say it, and how many must, is for the gate that waits for its opinion.
# custom:
#   label:
#     fr: un comité d'éthique de la recherche approuve la recherche
#     en: a research ethics committee approves of the research
ethics_approval := {"value": true} if {
	some answer in ethics_answers
	answer in {"favourable", "with_conditions"}
} else := {"value": false} if {
	"unfavourable" in ethics_answers
} else := {"missing": ["research.ethics_decision"]} if {
	facts.given.research.ethics_decision == null
} else := {"value": facts.given.research.ethics_decision}

ethics_answers contains opinion.answer if {
	some place, opinion in input.opinions
	opinion.body == "ethics_committee"
	signatures.words[place] == "sound"
	on_this_research(opinion)
}

on_this_research(opinion) if opinion.covers == input.case.dossier

# A committee looks at the research, not at what is done of the request since.
on_this_research(opinion) if {
	is_array(opinion.changed)
	every topic in opinion.changed {
		not split(topic, ".")[0] in {"declaration", "research", "data"}
	}
}
