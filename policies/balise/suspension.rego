# METADATA
# description: >-
#   Whether a case may stay where it stands, and what it must do where that leaves it. A rule suspends when its header
#   says so; it suspends nothing that is only asked to come in.
package balise.suspension

import data.balise.conditions
import data.balise.findings
import data.balise.question

# METADATA
# description: Why the case is taken out of the stage where it stands.
reasons := [finding |
	not question.crossing
	input.passage.to == question.aside.of
	some finding in findings.found
	finding.cause == "violated"
	object.get(data.catalogue.rules[finding.rule], "suspends", false)
]

# METADATA
# description: The stage where this verdict leaves the case, once it is let in or stays.
stands := question.aside.stage if {
	count(reasons) > 0
} else := input.passage.to

# METADATA
# description: >-
#   The duties of that stage, each with its gate. Those of the stage it was taken from stop, but for the ones that the
#   process says go on. Unknown facts do not relieve of a duty.
duties := [[gate, entry] |
	some gate in bearing
	some entry in question.declared(gate, "duties")
	goes_on(gate, entry)
	not conditions.applies(entry.when) == "no"
]

bearing := [question.aside.of, stands] if {
	stands == question.aside.stage
} else := [stands]

goes_on(gate, _) if gate == stands

goes_on(gate, entry) if {
	gate != stands
	entry.id in question.aside.keeps
}

# METADATA
# description: The topics of which the last word is judged at once while the case stands there.
watches := data.processes[input.process].substantial if {
	data.processes[input.process].gates[stands].watched
} else := []
