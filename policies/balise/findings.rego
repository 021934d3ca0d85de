# METADATA
# description: What a person must read - each judgement that stands in the way, with its reasons, once per rule.
package balise.findings

import data.balise.judgement
import data.balise.opinions
import data.balise.question

# METADATA
# description: The findings that stop the case where it is. A prohibition stops even a case declared late.
stopping := [finding | some finding in found; stops(finding.cause, finding.rule)]

stops(cause, _) if {
	question.crossing
	not cause in announced
}

stops("violated", rule) if not data.catalogue.rules[rule].regularizable

# METADATA
# description: The findings that a case already there owes instead.
owed := [finding |
	some finding in found
	not finding.cause in announced
	not stops(finding.cause, finding.rule)
]

# METADATA
# description: The findings that bind nobody today - a text to come, or a model borrowed from elsewhere.
notices := [finding | some finding in found; finding.cause in announced]

announced := {"not_yet_in_force", "not_binding"}

# Each rule is found wanting once, at the first gate where it is.
found := array.concat(
	[finding(made) | some position, made in judgement.wanting; first[made.rule] == position],
	[undecided(opinion) | some opinion in opinions.undecided],
)

# METADATA
# description: Whether each judgement that found something wanting could also be said. A silent one leaves no verdict.
complete if count(found) == count(first) + count(opinions.undecided)

# Later entries of a union win: from the last position to the first, each rule keeps its first.
first := object.union_n([{judgement.wanting[position].rule: position} |
	some position in numbers.range(count(judgement.wanting) - 1, 0)
])

finding(made) := object.union(
	{
		"rule": made.rule,
		"gate": made.gate,
		"title": rule.title,
		"message": message(made.state, rule),
		"remedy": remedy(made.state, rule),
		"citation": cited(judgement.cited(made)),
		"missing": judgement.missing(made),
		"cause": made.state,
	},
	effective(made),
) if {
	rule := data.catalogue.rules[made.rule]
}

undecided(opinion) := {
	"rule": concat(":", ["opinion", opinion.entry.body]),
	"gate": opinion.gate,
	"title": opinion.entry.title,
	"message": data.balise.wording.opinion_undecided.message,
	"remedy": data.balise.wording.opinion_undecided.remedy,
	"citation": cited(opinion.entry.citation),
	"missing": opinion.missing,
	"cause": "fact_missing",
}

# METADATA
# description: A citation as a reader needs it.
cited(key) := {
	"key": key,
	"instrument": data.citations[key].instrument,
	"article": data.citations[key].article,
	"confidence": data.citations[key].confidence,
}

message(cause, _) := data.balise.wording[cause].message

message("violated", rule) := rule.message

remedy(cause, _) := data.balise.wording[cause].remedy

remedy("violated", rule) := rule.remedy

remedy(cause, rule) := rule.remedy if {
	cause in {"fact_missing", "not_yet_in_force", "not_binding"}
}

effective(made) := {"effective": made.from} if made.state == "not_yet_in_force"

effective(made) := {} if made.state != "not_yet_in_force"
