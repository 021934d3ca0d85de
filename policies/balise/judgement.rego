# METADATA
# description: Puts every rule of the gates asked to the facts, the texts and the day.
package balise.judgement

import data.balise.conditions
import data.balise.known
import data.balise.question
import data.balise.weighed

# METADATA
# description: >-
#   The ids of the rules that were judged at every gate that asks for them, those that are known to be met or not for
#   this case among them. One that is named but cannot be looked up, or whose text is not in the citation table, is not
#   there, and the caller refuses the verdict.
evaluated := sort({rule | some [_, sheet] in question.sheets; some rule, _ in sheet.places} - unjudged)

# METADATA
# description: The rules asked for and not judged. A rule that is not a boolean, or is not there, was not judged.
unjudged := {rule | some [_, sheet] in question.sheets; some rule in sheet.unposed} | {rule |
	some position, batch in weighed.batches
	some rule in (object.keys(batch.rules) - object.keys(answers[position]))
}

# METADATA
# description: The rules found wanting, gate by gate, in the order in which each gate names them.
wanting := [judgement | some [_, _, judgement] in sort([[batch.turn, batch.places[rule], judgement] |
	some position, batch in weighed.batches
	bearing := conditions.applies(batch.when)
	not aside(bearing, batch.weight)
	batch.until > question.today
	together := shared(bearing, batch)
	some rule in open(bearing, batch, answers[position])
	leans := object.get(batch.leans, rule, [])
	judgement := {
		"gate": batch.gate,
		"rule": rule,
		"state": state(together, rule, leans),
		"from": batch.from,
		"when": batch.when,
		"bearing": bearing,
		"leans": leans,
	}
])]

# What binds nobody may be set aside by what nobody has verified.
aside("no", _)

aside("doubtful", "not_binding")

# Per batch, whether each rule is met. A condition that cannot be looked up at all leaves its rules without an answer.
answers := [answered |
	some batch in weighed.batches
	answered := {rule: met |
		conditions.applies(batch.when)
		some rule, [family, subject, name] in batch.rules
		met := data.balise.rules[family][subject][name]
		is_boolean(met)
	}
]

# Whatever the facts, a text that may not decide leaves its rules undecided.
open(bearing, batch, answer) := unsettled if {
	bearing == "yes"
	batch.weight in {"binding", "not_binding"}
	unsettled := ({rule | some rule, met in answer; met == false} | unanswered) & object.keys(answer)
} else := object.keys(answer)

# What a rule only reads if it is there still has to be well formed to be read.
unanswered := needing | reading_garbled

needing contains rule if {
	some path in known.lacking
	some batch in weighed.batches
	some rule in batch.needing[path]
}

reading_garbled contains rule if {
	some path in known.garbled
	some batch in weighed.batches
	some rule in batch.reading[path]
}

# The order is the meaning: whether the text may decide, then the day, then whether the rules are for this case; what
# is left depends on each rule's facts.
shared(bearing, batch) := batch.weight if {
	undeciding(bearing, batch.weight)
} else := "not_yet_in_force" if {
	batch.from > question.today
} else := waiting[bearing]

waiting := {"yes": "", "unknown": "fact_missing", "doubtful": "text_unverified"}

undeciding(_, "not_binding")

undeciding("yes", weight) if weight in {"text_unverified", "text_undated"}

state(together, _, _) := together if together != ""

state("", rule, leans) := "fact_missing" if {
	rule in unanswered
} else := "text_unverified" if {
	key := reading(leans)
	not data.citations[key].confidence == "verified"
} else := "violated"

# METADATA
# scope: document
# description: >-
#   The facts a judgement waits for. While it is not known whether a rule is for this case, what the rule itself would
#   need is not asked for yet.
missing(judgement) := conditions.missing(judgement.when) if judgement.bearing != "yes"

missing(judgement) := sort(known.missing(rule.needs) | ({path | some path in rule.reads} & known.garbled)) if {
	judgement.bearing == "yes"
	rule := object.union({"reads": []}, data.catalogue.rules[judgement.rule])
}

# METADATA
# description: >-
#   The interpretation that terms rest on, the doubtful one first. Undefined when they rest on none.
reading(terms) := doubt if {
	doubt := min({key | some key in readings(terms); not data.citations[key].confidence == "verified"})
} else := min(readings(terms))

readings(terms) := {known.term(name).reading | some name in terms}
