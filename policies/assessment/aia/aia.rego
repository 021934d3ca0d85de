# METADATA
# description: >-
#   Canada's Algorithmic Impact Assessment, scored as the federal tool scores it. Its numbers stand here and not among
#   the parameters: with others, it would no longer be that tool.
package balise.assessment.aia

# METADATA
# title: Assessed
# description: The result of an answer file of the tool, or what keeps it from having one.
# entrypoint: true
assessed := {"refused": refusal} if {
	refusal
} else := object.union(scores[version], {
	"version": version,
	"stamp": stamp,
	"placed_by": placed_by,
	"also_fits": [object.union({"version": other}, object.filter(scores[other], ["raw", "mitigation", "total", "level"])) |
		some other in closest
		other != version
	],
	"ignored": sort(strangers[version]),
	"unanswered": sort(unanswered(version)),
	"model": data.assessment.requirements.model,
	"requires": required(scores[version].level),
})

# METADATA
# scope: document
# description: Why there is no result. A question or an answer that cannot be placed is named, and never counts zero.
refusal := {"version": version, "questions": sort(unknown), "answers": sort(unoffered)} if {
	count(unknown | unoffered) > 0
} else := {"version": version, "questions": [], "answers": []} if {
	every name, _ in answers {
		not banks[version].choices[name].side
	}
}

unknown := intersection({names | some names in strangers})

# What this version does not offer, and what no version does: a leftover that none knows is not a leftover.
unoffered := wrong[version] | (homeless - unknown)

homeless := intersection({names | some names in misfits})

# What is left blank is not an answer. The form library keeps the page a person had reached beside the answers.
answers[name] := value if {
	some name, value in input.data
	not value in {null, "", []}
	name != "pageNo"
}

order := data.assessment.aia.order

banks := data.assessment.aia.banks

# The questions present decide, for a file keeps the stamp of the version it was begun with. Among the versions that
# have room for as many answers, one whose every question is answered comes first; only then the stamp, then the newest.
version := stamp if {
	stamp in closest
} else := closest[count(closest) - 1]

placed_by := "stamp" if {
	stamp in closest
} else := "questions" if {
	count(closest) == 1
} else := "newest"

closest := complete if {
	count(complete) > 0
} else := nearest

complete := [bank | some bank in nearest; phase != null; count(unanswered(bank)) == 0]

nearest := [bank | some bank in order; count(misfits[bank]) == fewest]

fewest := min([count(names) | some names in misfits])

misfits[bank] := strangers[bank] | wrong[bank] if some bank in order

# The tool has written "v0.10.0" as well as "0.10.0".
stamp := regex.replace(input.version, `^[vV]\.?`, "") if {
	is_string(input.version)
} else := null

# Answers to what this version does not ask.
strangers[bank] := {name | some name, _ in answers; not asks(bank, name)} if {
	some bank in order
}

asks(bank, name) if banks[bank].choices[name]

asks(bank, name) if name in banks[bank].open

asks(bank, name) if {
	endswith(name, "-Comment")
	banks[bank].choices[trim_suffix(name, "-Comment")]
}

# Answers that this version's question does not offer.
wrong[bank] := {name |
	some name, value in answers
	question := banks[bank].choices[name]
	not offers(question, value)
} if {
	some bank in order
}

offers(question, value) if {
	question.kind != "checkbox"
	is_string(value)
	question.values[value]
}

# A box is ticked once: a set as large as the list also says that nothing is in it twice.
offers(question, value) if {
	question.kind == "checkbox"
	count({one | some one in ticked(value); question.values[one]}) == count(ticked(value))
}

ticked(value) := value if is_array(value)

ticked(value) := [value] if is_string(value)

# Scored questions that everyone in this phase is asked, and that are left blank. Boxes may all stay unticked.
unanswered(bank) := {name |
	some name, question in banks[bank].choices
	question.side
	question.kind != "checkbox"
	not question.depends
	object.get(question, "phase", phase) == phase
	not answers[name]
}

phase := object.get(answers, "projectDetailsPhase", null)

scores[bank] := {
	"raw": raw,
	"mitigation": mitigation,
	"total": total(raw, discounted),
	"level": level(total(raw, discounted), maximum(bank, "raw")),
	"discounted": discounted,
	"maximum": {"raw": maximum(bank, "raw"), "mitigation": maximum(bank, "mitigation") / 2},
} if {
	some bank in order
	count(wrong[bank]) == 0
	raw := earned(bank, "raw")
	mitigation := earned(bank, "mitigation")
	discounted := (mitigation * 200) >= (maximum(bank, "mitigation") * 80)
}

earned(bank, side) := sum([points |
	some name, question in banks[bank].choices
	question.side == side
	some given in ticked(answers[name])
	some value, points in question.values
	value == given
])

# Every question counts, hidden ones included. Those of mitigation are there twice, once for each phase.
maximum(bank, side) := sum([best(question) |
	some question in banks[bank].choices
	question.side == side
])

best(question) := sum([points | some points in question.values]) if question.kind == "checkbox"

best(question) := max([points | some points in question.values]) if question.kind != "checkbox"

# Rounded half up, in whole numbers: a fraction on the edge must not fall on the wrong side.
total(raw, true) := (((raw * 85) + 50) - (((raw * 85) + 50) % 100)) / 100

total(raw, false) := raw

# The upper bound of a level belongs to it.
level(score, highest) := count([bound | some bound in [25, 50, 75]; score * 100 > bound * highest]) + 1

# METADATA
# scope: document
# description: What the federal directive requires at this level - of each requirement, the step reached.
required(reached) := [object.union({"requirement": requirement.id, "title": requirement.title}, step) |
	some requirement in data.assessment.requirements.requirements
	steps := [step | some step in requirement.steps; step.from <= reached]
	step := steps[count(steps) - 1]
]
