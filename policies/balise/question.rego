# METADATA
# description: What is asked - the legal day, the process and the gates. Undefined when the question is malformed.
package balise.question

import data.balise.plan

# Laws of Québec change day at midnight in Québec, wherever the question was asked from.
timezone := "America/Toronto"

# METADATA
# description: The legal day of the question, as YYYY-MM-DD.
today := legal_day(input.as_of)

# METADATA
# description: The legal day of an instant, as YYYY-MM-DD.
legal_day(instant) := time.format([time.parse_rfc3339_ns(instant), timezone, "2006-01-02"])

# METADATA
# description: True only for a question that can be answered; anything else leaves the verdict undefined.
sound if {
	is_string(today)
	input.passage.mode in {"passage", "recension", "standing"}
	input.passage.to in places
	is_object(declared(input.passage.to, "places"))
	is_object(input.facts)
	is_object(input.opinions)
	is_string(input.case.establishment)
	is_string(input.case.dossier)
}

# METADATA
# description: Whether what is missing stops the case, rather than being owed by it.
crossing if input.passage.mode == "passage"

# METADATA
# description: The gates judged, first to last. A case declared late answers for every gate behind it.
gates := [input.passage.to] if {
	input.passage.mode == "passage"
} else := [input.passage.to] if {
	input.passage.to == final
} else := array.concat(behind, [aside.stage | aside.stage == input.passage.to])

# A case that stands beside the order answers for all that led to the stage it was taken from.
behind := [gate |
	some position, gate in order
	position <= reached
]

order := data.processes[input.process].order

places := array.concat(order, [aside.stage | aside.stage])

# METADATA
# description: Where a process puts what it suspends - which stage, taken from which, and which duties go on there.
aside := data.processes[input.process].suspension

# METADATA
# description: What the gates of this process declare at one of them, under one heading.
declared(gate, heading) := plan.gates[input.process][gate][heading]

# METADATA
# description: >-
#   The stage that ends a case - the last one, or none where a process says so. What a retired tool did not do while it
#   lived can no longer be regularized, and only its retirement is judged.
final := object.get(data.processes[input.process], "final", order[count(order) - 1])

reached := position if {
	some position, stage in order
	stage == standpoint
}

standpoint := aside.of if {
	input.passage.to == aside.stage
} else := input.passage.to

# METADATA
# description: >-
#   The sheets of rules asked, each with its gate - what every verdict asks, what every passage asks besides, what every
#   day asks, then the gates. What is asked of the case whatever its gates is asked once, at the one it wants or stands at.
sheets := array.flatten([
	[[input.passage.to, plan.always[input.process].every_verdict]],
	[[input.passage.to, plan.always[input.process].every_passage] | crossing],
	[[input.passage.to, plan.always[input.process].every_day] | lasting],
	[[gate, plan.gates[input.process][gate]] | some gate in gates],
])

# Time is held against a case where it stands, until it is over, or waits to be let in at all. Whoever has just asked
# to go on is not stopped by it.
lasting if {
	not crossing
	input.passage.to != final
}

lasting if {
	crossing
	input.passage.to == order[0]
}

# METADATA
# description: >-
#   The stage whose duties are owed - the one entered when the gate opens, otherwise the one the case already stands at,
#   whatever else is found wanting.
held(outcome) := input.passage.to if {
	outcome == "allow"
} else := input.case.stage if {
	input.case.stage in places
}
