# METADATA
# description: Puts every rule of the gates asked to the facts, the texts and the day. One judgement per rule and gate.
package balise.judgement

import data.balise.conditions
import data.balise.facts
import data.balise.question

# METADATA
# description: The judgements, in the order of the gates and of the rules at each gate.
made := [judgement |
	some gate in question.gates
	some entry in question.entries(gate)
	judgement := judge(gate, entry)
]

# METADATA
# description: >-
#   The ids of the rules that were really judged at every gate that asks for them. One that is named but cannot be
#   looked up, or whose text is not in the citation table, is not there, and the caller refuses the verdict.
evaluated := sort({entry.rule | some gate in question.gates; some entry in question.entries(gate)} - unjudged)

unjudged contains entry.rule if {
	some gate in question.gates
	some entry in question.entries(gate)
	not judge(gate, entry)
}

# A rule that is not a boolean, or is not there, leaves the judgement undefined: there is no default answer.
judge(gate, entry) := {"gate": gate, "rule": entry.rule, "when": when, "state": state} if {
	rule := data.catalogue.rules[entry.rule]
	met := data.balise.rules[rule.family][rule.subject][rule.name]
	is_boolean(met)
	is_string(text(entry.rule, "confidence"))
	when := object.get(entry, "when", {})
	state := stated(entry.rule, when, conditions.applies(when), met)
}

# The order is the meaning: whether the rule is for this initiative, whether its text may decide, then the facts.
stated(_, _, "no", _) := "not_applicable"

stated(rule, when, "yes", met) := "ended" if {
	ended(rule)
} else := unadopted(met, rule) if {
	borrowed(rule)
} else := "text_unverified" if {
	text(rule, "confidence") != "verified"
} else := "text_undated" if {
	undated(rule)
} else := "met" if {
	met
	not unanswered(rule)
} else := "not_yet_in_force" if {
	effective(rule) > question.today
} else := "fact_missing" if {
	unanswered(rule)
} else := "text_unverified" if {
	data.citations[reading(rule, when)].confidence != "verified"
} else := "violated"

stated(rule, _, "unknown", _) := "ended" if {
	ended(rule)
} else := "not_binding" if {
	borrowed(rule)
} else := "not_yet_in_force" if {
	effective(rule) > question.today
} else := "fact_missing"

unanswered(rule) if count(unanswered_paths(rule)) > 0

# What a rule only reads if it is there still has to be well formed to be read.
unanswered_paths(rule) := sort(array.concat(
	conditions.missing(data.catalogue.rules[rule].needs),
	[path | some path in object.get(data.catalogue.rules[rule], "reads", []); facts.malformed(path)],
))

# METADATA
# scope: document
# description: >-
#   The facts a judgement waits for. While it is not known whether a rule is for this initiative, what the rule itself
#   would need is not asked for yet.
missing(judgement) := conditions.missing(object.keys(judgement.when)) if {
	conditions.applies(judgement.when) == "unknown"
} else := unanswered_paths(judgement.rule)

# METADATA
# scope: document
# description: >-
#   The citation a judgement rests on. What binds only through an interpretation is cited by it; what binds nobody is
#   its own text.
cited(judgement) := reading(judgement.rule, judgement.when) if {
	judgement.state != "not_binding"
	conditions.applies(judgement.when) == "yes"
} else := data.catalogue.rules[judgement.rule].citation

reading(rule, when) := conditions.reading(object.keys(when) | {need | some need in data.catalogue.rules[rule].needs})

# METADATA
# description: The first day on which a rule binds, or an empty text when nothing says.
effective(rule) := max(union({own, cited_days, {""}})) if {
	own := {day | day := data.catalogue.rules[rule].in_force_from}
	cited_days := {day | day := text(rule, "in_force_from"); is_string(day)}
}

ended(rule) if data.catalogue.rules[rule].until <= question.today

ended(rule) if {
	until := text(rule, "until")
	is_string(until)
	until <= question.today
}

# A model made for others binds from the day the network adopts it, and only compares until then.
borrowed(rule) if {
	text(rule, "kind") == "model"
	effective(rule) == ""
}

unadopted(met, rule) := "met" if {
	met == true
	not unanswered(rule)
} else := "not_binding"

# Plans and guides do not come into force; a law or a regulation does, on a day that must be known.
undated(rule) if {
	text(rule, "kind") in {"statute", "regulation"}
	not is_string(text(rule, "in_force_from"))
}

text(rule, field) := data.citations[data.catalogue.rules[rule].citation][field]
