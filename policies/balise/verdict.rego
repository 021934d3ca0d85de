# METADATA
# description: The one thing that is asked of the policies.
package balise

import data.balise.again
import data.balise.ending
import data.balise.findings
import data.balise.judgement
import data.balise.obligations
import data.balise.opinions
import data.balise.postponement
import data.balise.question
import data.balise.rendered
import data.balise.suspension

# METADATA
# title: Verdict
# description: >-
#   The whole answer to one question: the outcome and everything it follows from. Undefined when the question is
#   malformed or names no gate; whoever asks takes undefined as no verdict.
# entrypoint: true
verdict := {
	"outcome": outcome,
	"violations": violations,
	"indeterminates": indeterminates,
	"notices": array.flatten([findings.notices, postponement.refused, rendered.notices]),
	"opinions": awaited,
	"suspends": suspension.reasons,
	"watches": suspension.watches(outcome),
	"obligations": owed,
	"postponed": postponement.granted,
	"gates": question.gates,
	"evaluated": judgement.evaluated,
	"again_on": again.on(outcome),
	"over": over,
	"opened": opened,
	"refuses": rendered.refused,
} if {
	question.sound
	findings.complete
	obligations.complete(outcome)
	postponement.complete
	rendered.complete
}

# The gate that was asked for and is open: all that it asks was found there.
opened := input.passage.to if {
	question.crossing
	outcome == "allow"
} else := null

over if {
	ending.over(question.held(outcome))
} else := false

violations := [finding | some finding in findings.stopping; finding.cause == "violated"]

indeterminates := [finding | some finding in findings.stopping; finding.cause != "violated"]

awaited := [object.union(
	object.filter(opinion.entry, ["body", "title", "message", "remedy"]),
	{"gate": opinion.gate, "cause": opinion.cause},
) |
	question.crossing
	some opinion in opinions.awaited
]

# Derived, never set. A rule that was asked for and not judged leaves no outcome at all.
outcome := "deny" if {
	count(violations) > 0
} else := "indeterminate" if {
	count(indeterminates) > 0
} else := "review" if {
	count(awaited) > 0
} else := "allow" if {
	count(judgement.evaluated) > 0
	count(judgement.unjudged) == 0
}

# A duty follows from standing at a stage; only an open gate puts a case there, and a closed one leaves it where it is. So
# does what an opinion made its favour depend on. An opinion that is refused moves nothing.
owed := array.flatten([obligations.regularizing, conditional, obligations.duties(outcome)]) if {
	not rendered.refused
} else := []

conditional := obligations.conditional if {
	let_in
} else := []

let_in if outcome == "allow"

let_in if not question.crossing
