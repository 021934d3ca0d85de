package balise.prioritization_test

import data.balise.prioritization

parameters := {
	"scale": [{"value": 0}, {"value": 1}, {"value": 2}],
	"criteria": [{"id": "need", "weight": 3}, {"id": "reach", "weight": 2}],
}

initiative(id, need, reach) := {"id": id, "title": upper(id), "answers": {"need": need, "reach": reach}}

asked(initiatives) := answer if {
	answer := prioritization.prioritized
		with input as {"initiatives": initiatives}
		with data.prioritization.parameters as parameters
}

ranks(answer) := [[line.rank, line.id, line.score, line.tied_with] | some line in answer.ranked]

test_higher_scores_come_first_whatever_the_order_given if {
	answer := asked([initiative("b", 0, 2), initiative("z", 2, 2), initiative("a", 1, 0)])
	ranks(answer) == [[1, "z", 10, []], [2, "b", 4, []], [3, "a", 3, []]]
	answer.unranked == []
	answer.maximum == 10
}

test_equals_share_a_rank_and_are_named if {
	answer := asked([initiative("d", 0, 0), initiative("c", 0, 1), initiative("b", 0, 1), initiative("a", 2, 1)])
	ranks(answer) == [[1, "a", 8, []], [2, "b", 2, ["c"]], [2, "c", 2, ["b"]], [4, "d", 0, []]]
}

test_each_criterion_says_what_it_brings if {
	answer := asked([initiative("a", 1, 2)])
	answer.ranked == [{
		"rank": 1,
		"tied_with": [],
		"id": "a",
		"title": "A",
		"score": 7,
		"percent": 70,
		"contributions": [
			{"criterion": "need", "value": 1, "weight": 3, "points": 3, "maximum": 6},
			{"criterion": "reach", "value": 2, "weight": 2, "points": 4, "maximum": 4},
		],
	}]
}

test_percent_is_rounded_down if {
	thirds := object.union(parameters, {"criteria": [{"id": "need", "weight": 1}, {"id": "reach", "weight": 2}]})
	answer := prioritization.prioritized
		with input as {"initiatives": [initiative("a", 2, 0), initiative("b", 0, 2)]}
		with data.prioritization.parameters as thirds
	[line.percent | some line in answer.ranked] == [66, 33]
}

test_an_answer_that_is_missing_is_named_and_never_a_zero if {
	answer := asked([
		initiative("a", null, 2),
		initiative("b", 1, ""),
		initiative("c", 0, 0),
		{"id": "d", "title": "D", "answers": {}},
	])
	ranks(answer) == [[1, "c", 0, []]]
	answer.unranked == [
		{"id": "a", "title": "A", "missing": ["need"]},
		{"id": "b", "title": "B", "missing": ["reach"]},
		{"id": "d", "title": "D", "missing": ["need", "reach"]},
	]
}

test_an_answer_off_the_scale_is_refused if {
	refused := {value | some value in [3, -1, 1.5, true, "2", []]; asked([initiative("a", value, 2)]).refused.wrong}
	refused == {3, -1, 1.5, true, "2", []}
	asked([initiative("a", 3, 2)]).refused == {"twice": [], "unknown": [], "wrong": [{"id": "a", "criterion": "need"}]}
}

test_a_criterion_that_is_not_asked_is_refused if {
	answer := asked([{"id": "a", "title": "A", "answers": {"need": 1, "reach": 1, "fashion": 2}}])
	answer.refused == {"twice": [], "unknown": [{"id": "a", "criterion": "fashion"}], "wrong": []}
}

test_the_same_initiative_twice_is_refused if {
	answer := asked([initiative("a", 1, 1), initiative("a", 2, 2)])
	answer.refused == {"twice": ["a"], "unknown": [], "wrong": []}
}
