# METADATA
# description: The one thing that is asked of the policies.
package balise

import data.balise.findings
import data.balise.judgement
import data.balise.obligations
import data.balise.opinions
import data.balise.question

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
	"notices": findings.notices,
	"opinions": awaited,
	"obligations": owed,
	"gates": question.gates,
	"evaluated": judgement.evaluated,
} if {
	question.sound
	findings.complete
}

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

# A duty follows from standing at a stage, and only an open gate puts a case there.
owed := array.flatten([obligations.regularizing, obligations.conditional, obligations.duties]) if outcome == "allow"

owed := obligations.regularizing if {
	outcome != "allow"
	question.crossing
}

owed := array.concat(obligations.regularizing, obligations.conditional) if {
	outcome != "allow"
	not question.crossing
}
