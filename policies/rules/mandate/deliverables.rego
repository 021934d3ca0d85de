# METADATA
# description: Which deliverables of a mandate are still to be handed in, and by which day each of them is.
package balise.rules.mandate.deliverables

import data.balise.facts
import data.balise.question

# METADATA
# description: >-
#   What is still to be handed in, in the order of the days. The key follows from the name and the day that the ministry
#   asked for - another schedule of the mandatary's does not make another deliverable of it.
owing := [{"key": key, "name": name, "due": due} |
	some [due, name, key] in sort({[due_on(deliverable), deliverable.name, key_of(deliverable)] |
		some deliverable in facts.value("declaration.deliverables")
		not named(deliverable) in handed_in
	})
]

# METADATA
# description: The names of those that were handed in by today.
handed_in contains named(deliverable) if {
	some deliverable in input.facts.deliverables.submitted
	deliverable.submitted_on <= question.today
}

# METADATA
# description: >-
#   The day by which one is due - the one proposed in the answer that was decided on stands in the place of the one asked
#   for.
due_on(deliverable) := min(proposed) if {
	agreed
	proposed := {line.proposed_on | some line in input.facts.answer.schedule; named(line) == named(deliverable)}
	count(proposed) > 0
} else := deliverable.due_on

# Whoever answers again after the decision proposes another day, and waits for another decision.
agreed if {
	answered := facts.value("answer.answered_on")
	is_string(answered)
	answered <= facts.value("decision.decided_on")
}

# METADATA
# description: What one is called, however it is written.
named(deliverable) := lower(trim_space(deliverable.name))

key_of(deliverable) := substring(crypto.sha256(asked), 0, 12) if {
	asked := concat("\n", [named(deliverable), object.get(deliverable, "due_on", "")])
}
