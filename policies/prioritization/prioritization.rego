# METADATA
# description: >-
#   Which initiatives to carry out first. Criteria, weights and scale are data; nothing here opens or closes a gate.
package balise.prioritization

# METADATA
# title: Prioritized
# description: >-
#   The initiatives in order, with what each criterion brings to each. One that lacks an answer is named and not ranked:
#   a blank is never taken for a zero.
# entrypoint: true
prioritized := {"refused": {"twice": sort(twice), "unknown": sort(unknown), "wrong": sort(wrong)}} if {
	(count(twice) + count(unknown)) + count(wrong) > 0
} else := {
	"maximum": maximum,
	"ranked": in_order,
	"unranked": unranked,
}

criteria := data.prioritization.parameters.criteria

values contains step.value if some step in data.prioritization.parameters.scale

highest := max(values)

maximum := highest * sum([criterion.weight | some criterion in criteria])

twice contains initiative.id if {
	some position, initiative in input.initiatives
	some other, same in input.initiatives
	position < other
	initiative.id == same.id
}

unknown contains {"id": initiative.id, "criterion": name} if {
	some initiative in input.initiatives
	some name, _ in initiative.answers
	not name in {criterion.id | some criterion in criteria}
}

wrong contains {"id": initiative.id, "criterion": criterion.id} if {
	some initiative in input.initiatives
	some criterion in criteria
	answered(initiative, criterion)
	not initiative.answers[criterion.id] in values
}

answered(initiative, criterion) if not object.get(initiative.answers, criterion.id, null) in {null, ""}

missing(initiative) := [criterion.id |
	some criterion in criteria
	not answered(initiative, criterion)
]

unranked := [{"id": initiative.id, "title": initiative.title, "missing": missing(initiative)} |
	some initiative in input.initiatives
	count(missing(initiative)) > 0
]

scores[initiative.id] := score if {
	some initiative in input.initiatives
	count(missing(initiative)) == 0
	score := sum([points |
		some criterion in criteria
		points := criterion.weight * initiative.answers[criterion.id]
	])
}

# Equals share a rank, and the next one counts them all: 1, 2, 2, 4.
rank(score) := 1 + count([id | some id, other in scores; other > score])

tied_with(id) := sort([other | some other, score in scores; score == scores[id]; other != id])

in_order := [line[2] |
	some line in sort([[rank(scores[initiative.id]), initiative.id, said(initiative)] |
		some initiative in input.initiatives
		scores[initiative.id]
	])
]

said(initiative) := {
	"rank": rank(scores[initiative.id]),
	"tied_with": tied_with(initiative.id),
	"id": initiative.id,
	"title": initiative.title,
	"score": scores[initiative.id],
	"percent": floor((scores[initiative.id] * 100) / maximum),
	"contributions": [contribution(criterion, initiative.answers[criterion.id]) | some criterion in criteria],
}

contribution(criterion, value) := {
	"criterion": criterion.id,
	"value": value,
	"weight": criterion.weight,
	"points": criterion.weight * value,
	"maximum": criterion.weight * highest,
}
