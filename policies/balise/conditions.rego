# METADATA
# description: What a gate compares facts and terms with, when what it compares them with may not be known yet.
package balise.conditions

import data.balise.facts
import data.balise.terms

# METADATA
# description: >-
#   Whether conditions on facts all hold: yes, no, or unknown. One that fails settles the matter whatever is missing.
#   Undefined if a condition cannot be looked up at all.
applies(conditions) := "yes" if {
	conditions == []
} else := "no" if {
	some condition in conditions
	not value(condition) in condition.accepted
	known(condition)
} else := "unknown" if {
	some condition in conditions
	lacking(condition)
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

value(condition) := terms[condition.term].value

value(condition) := found if {
	found := object.get(input.facts, condition.at, null)
	facts.fits(condition.shape.type, condition.shape, found)
}

lacking(condition) := terms[condition.term].missing

lacking(condition) := [condition.path] if {
	condition.at
	not known(condition)
}

known(condition) if value(condition) != null
