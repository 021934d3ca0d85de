# METADATA
# description: Puts every rule of the gates asked to the facts, the texts and the day.
package balise.judgement

import data.balise.conditions
import data.balise.known
import data.balise.question
import data.balise.weighed

# METADATA
# description: >-
#   The ids of the rules that were really judged at every gate that asks for them. One that is named but cannot be
#   looked up, or whose text is not in the citation table, is not there, and the caller refuses the verdict.
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
	some rule in open(bearing, batch, answers[position])
	judgement := {
		"gate": batch.gate,
		"rule": rule,
		"state": state(bearing, batch, rule),
		"from": batch.from,
		"when": batch.when,
		"bearing": bearing,
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

# The order is the meaning: whether the text may decide, then the day, then whether the rule is for this case, then the
# facts.
state(bearing, batch, rule) := batch.weight if {
	undeciding(bearing, batch.weight)
} else := "not_yet_in_force" if {
	batch.from > question.today
} else := "fact_missing" if {
	bearing == "unknown"
} else := "text_unverified" if {
	bearing == "doubtful"
} else := "fact_missing" if {
	rule in unanswered
} else := "text_unverified" if {
	key := reading(batch.when, rule)
	not data.citations[key].confidence == "verified"
} else := "violated"

undeciding(_, "not_binding")

undeciding("yes", weight) if weight in {"text_unverified", "text_undated"}

# METADATA
# scope: document
# description: >-
#   The facts a judgement waits for. While it is not known whether a rule is for this case, what the rule itself would
#   need is not asked for yet.
missing(judgement) := conditions.missing(judgement.when) if judgement.bearing != "yes"

missing(judgement) := sort(array.concat(
	known.missing(data.catalogue.rules[judgement.rule].needs),
	[path | some path in object.get(data.catalogue.rules[judgement.rule], "reads", []); path in known.garbled],
)) if {
	judgement.bearing == "yes"
}

# METADATA
# scope: document
# description: >-
#   The citation a judgement rests on. What binds only through an interpretation is cited by it; what binds nobody is
#   its own text.
cited(judgement) := reading(judgement.when, judgement.rule) if {
	judgement.bearing in {"yes", "doubtful"}
	judgement.state != "not_binding"
} else := data.catalogue.rules[judgement.rule].citation

# The doubtful interpretation first. A term may be read without being needed; what it rests on counts all the same.
reading(when, rule) := doubt if {
	doubt := min({key | some key in readings(when, rule); not data.citations[key].confidence == "verified"})
} else := min(readings(when, rule))

readings(when, rule) := {known.term(condition.term).reading | some condition in when} | {known.term(name).reading |
	some heading in ["needs", "reads"]
	some path in data.catalogue.rules[rule][heading]
	startswith(path, "term.")
	name := substring(path, 5, -1)
}
