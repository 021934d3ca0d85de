# METADATA
# description: What a gate compares facts and terms with, when what it compares them with may not be known yet.
package balise.conditions

import data.balise.facts
import data.balise.known

# METADATA
# description: >-
#   Whether conditions on facts all hold: yes, no, unknown, or doubtful when only an interpretation that nobody has
#   verified says no. One that fails for certain settles the matter whatever is missing. Undefined if a condition
#   cannot be looked up at all.
applies(conditions) := "yes" if {
	conditions == []
} else := bearings[max(found)] if {
	found := [standing(condition) | some condition in conditions]
	count(found) == count(conditions)
}

# From the mildest to what settles the matter; a condition stands at one of these positions.
bearings := ["yes", "doubtful", "unknown", "no"]

# METADATA
# description: Every fact missing to tell whether conditions hold, each once, in order.
missing(conditions) := sort({path |
	some condition in conditions
	some path in lacking(condition)
})

lacking(condition) := known.term(condition.term).missing

lacking(condition) := [condition.path] if {
	condition.at
	bearings[standing(condition)] == "unknown"
}

standing(condition) := of_term(known.term(condition.term), condition.accepted)

standing(condition) := of_fact(object.get(input.facts, condition.at, null), condition.accepted, condition.shape)

of_fact(found, accepted, shape) := 0 if {
	found in accepted
} else := 3 if {
	facts.fits(shape.type, shape, found)
} else := 2

of_term(term, accepted) := 0 if {
	term.value in accepted
} else := 2 if {
	term.missing
} else := 1 if {
	# An interpretation that is not in the citation table is not verified either.
	not data.citations[term.reading].confidence == "verified"
	term.reading
} else := 3
