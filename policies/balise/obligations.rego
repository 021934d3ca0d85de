# METADATA
# description: >-
#   What must now be done, by whom and by when, and how that is recalled. The same id names the same duty from one
#   verdict to the next.
package balise.obligations

import data.balise.calendar
import data.balise.conditions
import data.balise.facts
import data.balise.findings
import data.balise.known
import data.balise.opinions
import data.balise.plan
import data.balise.question
import data.balise.signatures
import data.balise.suspension

# METADATA
# description: >-
#   What a case that is already there must regularize or end, what the ministry must clarify for it, and the opinions that
#   bodies must give.
regularizing := array.flatten([
	[obligation(finding) | some finding in findings.owed],
	[obligation(finding) | some finding in ending],
	[opinion(awaited) | some awaited in summoned],
])

# A body that said no has spoken: at a gate, it is for the establishment to come back to it. Where a case stands already,
# the no stands for as long as nobody answers it.
summoned := [awaited |
	some awaited in opinions.awaited
	not declined(awaited)
]

declined(awaited) if {
	question.crossing
	awaited.cause == "unfavourable"
}

# What nothing can put right stops a case at the door; one that was let in before has to end it.
ending := [finding | input.passage.mode == "standing"; some finding in findings.stopping]

# METADATA
# description: >-
#   Whether all that is owed could also be dated. A day that the calendar does not reach leaves no verdict, rather than
#   one that forgets an obligation.
complete(outcome) if {
	count(regularizing) == (count(findings.owed) + count(ending)) + count(summoned)
	count(duties(outcome)) == count(held(outcome)) + count(several(outcome))
	count(conditional) == count(opinions.unmet)
}

obligation(finding) := pressed(
	{
		"id": name(finding),
		"kind": kind(finding.cause, finding.rule),
		"rule": finding.rule,
		"gate": finding.gate,
		"what": finding.title,
		"remedy": finding.remedy,
		"citation": finding.citation,
		"by": owner(finding),
		"missing": finding.missing,
		"fulfilled_by": [],
	},
	period(finding.cause, finding.rule),
	pressing(finding.cause, finding.rule),
)

# What time is held against is the same thing at whatever stage the case stands: its id holds none, and its date stays.
name(finding) := finding.rule if {
	plan.always[input.process].every_day.places[finding.rule] >= 0
} else := concat("@", [finding.rule, finding.gate])

# Only whoever keeps the citation table can settle a doubt about a text.
kind(cause, rule) := "clarify" if {
	doubtful(cause)
} else := "cease" if {
	beyond_repair(cause, rule)
} else := "regularize"

owner(finding) := "msss" if {
	doubtful(finding.cause)
} else := object.get(finding, "by", input.case.establishment)

period(cause, _) := data.parameters.clarify if doubtful(cause)

period(cause, rule) := {"days": data.parameters.regularize[severity(rule)]} if {
	not doubtful(cause)
	not beyond_repair(cause, rule)
}

period(cause, rule) := data.parameters.cease if beyond_repair(cause, rule)

period("fact_missing", rule) := data.parameters.opinion if startswith(rule, "opinion:")

pressing(cause, _) := data.parameters.pressing.clarify if doubtful(cause)

pressing(cause, rule) := data.parameters.pressing.regularize[severity(rule)] if {
	not doubtful(cause)
	not beyond_repair(cause, rule)
}

pressing(cause, rule) := data.parameters.pressing.cease if beyond_repair(cause, rule)

pressing("fact_missing", rule) := data.parameters.pressing.opinion if startswith(rule, "opinion:")

severity(rule) := data.catalogue.rules[rule].severity

beyond_repair("violated", rule) if not data.catalogue.rules[rule].regularizable

doubtful(cause) if cause in {"text_unverified", "text_undated"}

opinion(awaited) := pressed(
	{
		"id": sprintf("opinion:%s@%s", [awaited.entry.body, awaited.gate]),
		"kind": "regularize",
		"rule": concat(":", ["opinion", awaited.entry.body]),
		"gate": awaited.gate,
		"what": awaited.entry.title,
		"remedy": awaited.entry.remedy,
		"citation": findings.cited(awaited.entry.citation),
		"by": awaited.entry.body,
		"missing": [],
		"fulfilled_by": [],
	},
	data.parameters.opinion,
	data.parameters.pressing.opinion,
)

# METADATA
# description: >-
#   What is due from the stage the case stands at - again and again, or of several things each on its own day.
duties(outcome) := array.concat(
	[due(entry, gate) | some [gate, entry] in held(outcome)],
	[one_of(entry, gate, item) | some [gate, entry, item] in several(outcome)],
)

held(outcome) := [[gate, entry] |
	some [gate, entry] in suspension.duties(outcome)
	not entry.each
	not done(entry)
]

# Which things are still due, and when, is said where the rules on them are.
several(outcome) := [[gate, entry, item] |
	some [gate, entry] in suspension.duties(outcome)
	[family, subject] := split(entry.each, ".")
	some item in data.balise.rules[family][subject].owing
]

# Each is the same thing at whatever stage the case stands: its id holds none.
one_of(entry, gate, item) := pressed_on(
	item.due,
	{
		"id": sprintf("duty:%s:%s", [entry.id, item.key]),
		"kind": "duty",
		"rule": concat(":", ["duty", entry.id]),
		"gate": gate,
		"what": {language: sprintf(said, [item.name]) | some language, said in entry.what},
		"remedy": entry.remedy,
		"citation": findings.cited(entry.citation),
		"by": object.get(entry, "body", input.case.establishment),
		"missing": [],
		"fulfilled_by": entry.fulfilled_by,
		"item": item.name,
	},
	object.get(data.parameters.pressing.duties, entry.id, data.parameters.pressing.duty),
)

due(entry, gate) := pressed_from(
	since(entry),
	object.union(judged(entry), {
		"id": sprintf("duty:%s@%s", [entry.id, gate]),
		"kind": "duty",
		"rule": concat(":", ["duty", entry.id]),
		"gate": gate,
		"what": entry.what,
		"remedy": entry.remedy,
		"citation": findings.cited(entry.citation),
		"by": object.get(entry, "body", input.case.establishment),
		"missing": [],
		"fulfilled_by": entry.fulfilled_by,
	}),
	data.parameters.duties[entry.period],
	object.get(data.parameters.pressing.duties, entry.period, data.parameters.pressing.duty),
)

# A period that counts from a day gone by leaves no more time to whoever comes late. Of several such days, the first that is told counts.
since(entry) := day if {
	known_days := [said |
		some path in entry.since
		said := facts.value(path)
		is_string(said)
		said < question.today
	]
	day := known_days[0]
} else := question.today

# Whoever keeps the case must not take it for done because of a message: the message may say nothing.
judged(entry) := {"judged": true} if entry.done_when

judged(entry) := {} if not entry.done_when

# What is due once is not due again after the message that does it, whichever the topic that the message fills.
done(entry) if {
	entry.once
	some said in input.provenance.facts
	said.type in entry.fulfilled_by
}

# Where rules say what it is to have done it, no message ends it, only what was said.
done(entry) if {
	every asked in entry.done_when {
		answered(asked)
	}
}

answered(asked) if conditions.applies(asked.when) == "no"

# A text that may not decide closes a gate; it does not keep people waiting for what was done.
answered(asked) if {
	rule := data.catalogue.rules[asked.rule]
	known.answerable(rule)
	data.balise.rules[rule.family][rule.subject][rule.name]
}

# METADATA
# description: >-
#   What opinions made their favour depend on, due once the gate has opened. The text is in the id, by its digest: the
#   same condition keeps its due date, and another at its place is another duty.
conditional := [condition(unmet) | some unmet in opinions.unmet]

condition(unmet) := pressed(
	{
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
		"missing": [],
		"fulfilled_by": [],
	},
	data.parameters.condition,
	data.parameters.pressing.opinion,
)

# METADATA
# description: What is owed, with its due date and the days on which it is recalled, then told to others.
pressed(owed, period, pressing) := pressed_from(question.today, owed, period, pressing)

pressed_from(day_from, owed, period, pressing) := pressed_on(due, owed, pressing) if {
	due := calendar.after(day_from, period)
}

pressed_on(due, owed, pressing) := object.union(owed, {
	"due": due,
	"reminders": sort([day |
		some before in pressing.remind
		day := calendar.later(due, 0, 0 - before)
		day > question.today
	]),
	"escalations": [{"on": calendar.later(due, 0, step.after), "to": step.to} | some step in pressing.escalate],
})
