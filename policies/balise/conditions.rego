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
} else := "no" if {
	some condition in conditions
	fails(condition)
	not interpreted(condition)
} else := "unknown" if {
	some condition in conditions
	lacking(condition)
} else := "doubtful" if {
	some condition in conditions
	fails(condition)
} else := "yes" if {
	every condition in conditions {
		value(condition) in condition.accepted
	}
}

# METADATA
# description: Every fact missing to tell whether conditions hold, each once, in order.
missing(conditions) := sort({path |
	some condition in conditions
	some path in lacking(condition)
})

fails(condition) if {
	not value(condition) in condition.accepted
	told(condition)
}

# An interpretation that is not in the citation table is not verified either.
interpreted(condition) if {
	key := known.term(condition.term).reading
	not data.citations[key].confidence == "verified"
}

value(condition) := known.term(condition.term).value

value(condition) := found if {
	found := object.get(input.facts, condition.at, null)
	facts.fits(condition.shape.type, condition.shape, found)
}

lacking(condition) := known.term(condition.term).missing

lacking(condition) := [condition.path] if {
	condition.at
	not told(condition)
}

told(condition) if value(condition) != null
