# METADATA
# description: What must now be done, by whom and by when. The same id names the same duty from one verdict to the next.
package balise.obligations

import data.balise.conditions
import data.balise.findings
import data.balise.opinions
import data.balise.question
import data.balise.signatures

# METADATA
# description: What a case that is already there must regularize, and what the ministry must clarify for it.
regularizing := array.concat(
	[obligation(finding) | some finding in findings.owed],
	[opinion(awaited) | not question.crossing; some awaited in opinions.awaited],
)

obligation(finding) := {
	"id": concat("@", [finding.rule, finding.gate]),
	"kind": kind(finding.cause),
	"rule": finding.rule,
	"gate": finding.gate,
	"what": finding.title,
	"remedy": finding.remedy,
	"citation": finding.citation,
	"by": owner(finding.cause),
	"due": question.later(0, days(finding.cause, finding.rule)),
	"missing": finding.missing,
}

# Only whoever keeps the citation table can settle a doubt about a text.
kind(cause) := "clarify" if {
	doubtful(cause)
} else := "regularize"

owner(cause) := "msss" if {
	doubtful(cause)
} else := input.case.establishment

days(cause, _) := data.parameters.clarify if doubtful(cause)

days(cause, rule) := data.parameters.regularize[data.catalogue.rules[rule].severity] if not doubtful(cause)

days("fact_missing", rule) := data.parameters.opinion if startswith(rule, "opinion:")

doubtful(cause) if cause in {"text_unverified", "text_undated"}

opinion(awaited) := {
	"id": sprintf("opinion:%s@%s", [awaited.entry.body, awaited.gate]),
	"kind": "regularize",
	"rule": concat(":", ["opinion", awaited.entry.body]),
	"gate": awaited.gate,
	"what": awaited.entry.title,
	"remedy": awaited.entry.remedy,
	"citation": findings.cited(awaited.entry.citation),
	"by": awaited.entry.body,
	"due": question.later(0, data.parameters.opinion),
	"missing": [],
}

# METADATA
# description: >-
#   What opinions made their favour depend on, due once the gate has opened. The text is in the id, by its digest: the
#   same condition keeps its due date, and another at its place is another duty.
conditional := [condition(unmet) | some unmet in opinions.unmet]

condition(unmet) := {
	"id": sprintf("condition:%s:%s@%s", [unmet.place, substring(crypto.sha256(unmet.text), 0, 12), unmet.gate]),
	"kind": "regularize",
	"rule": concat(":", ["condition", unmet.entry.body]),
	"gate": unmet.gate,
	"what": {language: sprintf(said, [unmet.entry.title[language], unmet.text]) |
		some language, said in data.balise.wording.condition.what
	},
	"remedy": {language: sprintf(said, [signatures.digest(unmet.text)]) |
		some language, said in data.balise.wording.condition.remedy
	},
	"citation": findings.cited(unmet.entry.citation),
	"by": input.case.establishment,
	"due": question.later(0, data.parameters.condition),
	"missing": [],
}

# METADATA
# description: What is due, again and again, from the stage the case stands at. Unknown facts do not relieve of a duty.
duties := [due(entry) |
	some entry in question.declared(input.passage.to, "duties")
	not conditions.applies(entry.when) == "no"
]

due(entry) := {
	"id": sprintf("duty:%s@%s", [entry.id, input.passage.to]),
	"kind": "duty",
	"rule": concat(":", ["duty", entry.id]),
	"gate": input.passage.to,
	"what": entry.what,
	"remedy": entry.remedy,
	"citation": findings.cited(entry.citation),
	"by": input.case.establishment,
	"due": question.later(object.get(period, "months", 0), object.get(period, "days", 0)),
	"missing": [],
} if {
	period := data.parameters.duties[entry.period]
}
