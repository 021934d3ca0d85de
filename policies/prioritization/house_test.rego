package balise.prioritization_house_test

import data.balise.prioritization

# What the house weighs, as its users see it: one initiative per criterion, at its best there and at nothing elsewhere.
# Changing a weight or the scale is a decision; this is where it shows.
weights := {
	"besoin": 3, "valeur": 3, "portee": 3,
	"alignement": 2, "diversite": 2, "equite": 2, "donnees": 2, "capacite": 2, "risques": 2,
	"complementarite": 1, "connaissance": 1,
}

answers(best) := object.union({criterion: 0 | some criterion, _ in weights}, {best: 3})

test_each_criterion_weighs_what_was_decided if {
	answer := prioritization.prioritized
		with input as {"initiatives": [{"id": best, "title": best, "answers": answers(best)} | some best, _ in weights]}
	best_scores := {criterion: score | some criterion, weight in weights; score := 3 * weight}
	{line.id: line.score | some line in answer.ranked} == best_scores
	answer.maximum == 69
	answer.unranked == []
}

test_scale_goes_from_nothing_to_fully_by_whole_steps if {
	every value in [0, 1, 2, 3] {
		one := {"id": "a", "title": "a", "answers": {criterion: value | some criterion, _ in weights}}
		answer := prioritization.prioritized with input as {"initiatives": [one]}
		answer.ranked[0].score == 23 * value
	}
	every value in [-1, 4, 1.5] {
		one := {"id": "a", "title": "a", "answers": object.union(answers("besoin"), {"besoin": value})}
		not prioritization.prioritized.ranked with input as {"initiatives": [one]}
	}
}
