# METADATA
# description: What the policies answer to the reference questions, in short, and whether a change of data shows in it.
package balise_reference

answers := [answer(question) | some question in input.questions]

terms := [known |
	some question in input.questions
	known := data.balise.terms with input as question
]

answer(question) := brief(verdict) if {
	verdict := data.balise.verdict with input as question
} else := {}

brief(verdict) := {
	"outcome": verdict.outcome,
	"findings": [told(finding) |
		some heading in ["violations", "indeterminates", "notices"]
		some finding in verdict[heading]
	],
	"opinions": [concat("", [one.body, "@", one.gate, " ", one.cause]) | some one in verdict.opinions],
	"obligations": [concat(" ", [one.id, one.by, one.due]) | some one in verdict.obligations],
}

told(finding) := concat(" ", array.concat(
	[concat("@", [finding.rule, finding.gate]), finding.cause],
	array.concat([day | day := finding.effective], finding.missing),
))

noticed contains position if {
	some position, change in input.changes
	shows(change)
}

# What a question cannot change is worked out once for all those about one process.
shows(change) if {
	change.document == "processes"
	other := json.patch(data.processes, change.patch)
	some part in change.parts
	plan := data.balise.plan with data.processes as object.filter(other, [part.process])
	some position in part.questions
	not answer(input.questions[position]) == input.answers[position] with data.processes as other with data.balise.plan as plan
}

shows(change) if {
	change.document == "citations"
	other := json.patch(data.citations, change.patch)
	some part in change.parts
	plan := data.balise.plan with data.citations as other with data.processes as alone(part.process)
	some position in part.questions
	not answer(input.questions[position]) == input.answers[position] with data.citations as other with data.balise.plan as plan
}

shows(change) if {
	change.document == "parameters"
	other := json.patch(data.parameters, change.patch)
	some part in change.parts
	plan := data.balise.plan with data.parameters as other with data.processes as alone(part.process)
	some position in part.questions
	not answer(input.questions[position]) == input.answers[position] with data.parameters as other with data.balise.plan as plan
}

shows(change) if {
	change.document == "rules"
	other := json.patch(data.rules, change.patch)
	some part in change.parts
	plan := data.balise.plan with data.rules as other with data.processes as alone(part.process)
	some position in part.questions
	not answer(input.questions[position]) == input.answers[position] with data.rules as other with data.balise.plan as plan
}

alone(process) := object.filter(data.processes, [process])
