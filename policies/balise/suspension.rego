# METADATA
# description: >-
#   Whether a case may stay where it stands, and what it must do where that leaves it. A rule suspends when its header
#   says so; it suspends nothing that is only asked to come in.
package balise.suspension

import data.balise.conditions
import data.balise.ending
import data.balise.findings
import data.balise.question

# METADATA
# description: Why the case is taken out of the stage where it stands.
reasons := [finding |
	not question.crossing
	input.passage.to == question.aside.of
	some [_, finding] in findings.found
	finding.cause == "violated"
	object.get(data.catalogue.rules[finding.rule], "suspends", false)
]

# METADATA
# description: The stage where a verdict with such an outcome leaves the case. Undefined for one that no gate let in.
stands(outcome) := question.aside.stage if {
	count(reasons) > 0
} else := question.held(outcome)

# METADATA
# description: >-
#   The duties of that stage, each with its gate. Those of the stage it was taken from stop, but for the ones that the
#   process says go on. Unknown facts do not relieve of a duty.
duties(outcome) := [[gate, entry] |
	stage := stands(outcome)
	some gate in bearing(stage)
	some entry in question.declared(gate, "duties")
	goes_on(gate, stage, entry)
	timely(gate, entry)
	not conditions.applies(entry.when) == "no"
]

bearing(stage) := [question.aside.of, stage] if {
	stage == question.aside.stage
} else := [stage]

timely(_, entry) if {
	not entry.after_end
	not entry.until_end
}

timely(gate, entry) if {
	entry.until_end
	not ending.over(gate)
}

timely(gate, entry) if {
	entry.after_end
	ending.over(gate)
}

goes_on(gate, stage, _) if gate == stage

goes_on(gate, stage, entry) if {
	gate != stage
	entry.id in question.aside.keeps
}

# METADATA
# description: >-
#   The topics of which the last word is judged at once while the case stands there - those a gate lists, or all that the
#   process calls substantial.
watches(outcome) := watched if {
	watched := data.processes[input.process].gates[stands(outcome)].watched
	is_array(watched)
} else := data.processes[input.process].substantial if {
	data.processes[input.process].gates[stands(outcome)].watched == true
} else := []
