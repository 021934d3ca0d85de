# METADATA
# description: >-
#   Any questionnaire of the house, scored from its data. Everything that one questionnaire says differently from another
#   is in its data file.
package balise.assessment.questionnaire

# METADATA
# title: Assessed
# description: The result of an answer file, or what keeps it from having one. A blank is never taken for an answer.
# entrypoint: true
assessed := {"refused": {"questions": sort(unknown), "answers": sort(wrong)}} if {
	count(unknown | wrong) > 0
} else := {"state": "indeterminate", "missing": missing} if {
	count(missing) > 0
} else := {
	"state": "scored",
	"sections": [part | some section in asked.sections; part := summed(section)],
	"score": score,
	"maximum": maximum,
	"percent": percent(score, maximum),
	"band": band,
	"below": below,
	"weak": weak,
	"missing": [],
}

asked := data.assessment.questionnaires[input.questionnaire]

questions[question.id] := question if {
	some section in asked.sections
	some question in section.questions
}

answers[id] := value if {
	some id, value in input.answers
	not value in {null, "", []}
}

unknown contains id if {
	some id, _ in input.answers
	not questions[id]
}

wrong contains id if {
	some id, value in answers
	not offers(questions[id], value)
	questions[id]
}

offers(question, value) if {
	question.kind == "text"
	is_string(value)
}

offers(question, value) if {
	question.kind == "one"
	some option in question.options
	option.value == value
}

# A set as large as the list also says that nothing is in it twice.
offers(question, value) if {
	question.kind == "many"
	is_array(value)
	count({option.value | some option in question.options; option.value in value}) == count(value)
}

missing := [question.id |
	some section in asked.sections
	some question in section.questions
	question.required
	not answers[question.id]
]

weak := [question.id |
	some section in asked.sections
	some question in section.questions
	earned(question) == 0
]

# A question that its answer sets aside has neither points nor a best.
earned(question) := question.weight * sum([option.points |
	some option in question.options
	option.value in ticked(question)
]) if {
	not set_aside(question)
}

best(question) := question.weight * max([option.points | some option in question.options]) if {
	question.kind == "one"
	not set_aside(question)
}

best(question) := question.weight * sum([option.points | some option in question.options]) if {
	question.kind == "many"
}

set_aside(question) if {
	question.kind == "one"
	some option in question.options
	option.value in ticked(question)
	not option.points
}

ticked(question) := {value | value := answers[question.id]; is_string(value)} | {value | some value in answers[question.id]}

summed(section) := {
	"id": section.id,
	"title": section.title,
	"score": gained,
	"maximum": possible,
	"percent": percent(gained, possible),
} if {
	gained := sum([earned(question) | some question in section.questions])
	possible := sum([best(question) | some question in section.questions])
}

score := sum([summed(section).score | some section in asked.sections])

maximum := sum([summed(section).maximum | some section in asked.sections])

# Whole percents, rounded down: 74.9 has not reached 75.
percent(_, 0) := null

percent(gained, possible) := ((gained * 100) - ((gained * 100) % possible)) / possible if possible > 0

# A section under its minimum holds the whole back, whatever the others earned. One that was set aside has no percent.
below := [section.id |
	some section in asked.sections
	reckoned := summed(section)
	reckoned.maximum > 0
	percent(reckoned.score, reckoned.maximum) < section.minimum
]

band := asked.bands[0] if {
	count(below) > 0
} else := reached[count(reached) - 1]

reached := [step | some step in asked.bands; step.at_least <= percent(score, maximum)]
