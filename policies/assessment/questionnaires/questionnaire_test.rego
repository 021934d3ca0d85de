package balise.assessment.questionnaire_test

import data.balise.assessment.questionnaire

asked := {
	"sections": [
		{
			"id": "first",
			"title": "First",
			"minimum": 50,
			"questions": [
				{
					"id": "one",
					"kind": "one",
					"required": true,
					"weight": 3,
					"options": [{"value": "no", "points": 0}, {"value": "half", "points": 1}, {"value": "yes", "points": 2}],
				},
				{"id": "remarks", "kind": "text"},
			],
		},
		{
			"id": "second",
			"title": "Second",
			"minimum": 10,
			"questions": [
				{
					"id": "many",
					"kind": "many",
					"required": false,
					"weight": 1,
					"options": [{"value": "a", "points": 1}, {"value": "b", "points": 3}],
				},
				{
					"id": "bought",
					"kind": "one",
					"required": false,
					"weight": 1,
					"options": [{"value": "no", "points": 0}, {"value": "yes", "points": 2}, {"value": "made"}],
				},
			],
		},
	],
	"bands": [{"id": "low", "at_least": 0}, {"id": "middle", "at_least": 50}, {"id": "high", "at_least": 75}],
}

assessed(answers) := assessed_as(asked, answers)

assessed_as(form, answers) := found if {
	found := questionnaire.assessed with input as {"questionnaire": "form", "answers": answers}
		with data.assessment.questionnaires.form as form
}

test_points_are_weighted_and_added_by_section if {
	found := assessed({"one": "half", "many": ["a", "b"], "bought": "yes", "remarks": "Well"})
	[found.score, found.maximum, found.percent, found.band.id] == [9, 12, 75, "high"]
	[found.state, found.missing] == ["scored", []]
	found.sections == [
		{"id": "first", "title": "First", "score": 3, "maximum": 6, "percent": 50},
		{"id": "second", "title": "Second", "score": 6, "maximum": 6, "percent": 100},
	]
}

test_percent_is_rounded_down if {
	found := assessed({"one": "half", "many": ["a", "b"], "bought": "no"})
	[found.score, found.percent, found.band.id] == [7, 58, "middle"]
}

test_section_under_its_minimum_holds_the_whole_back if {
	found := assessed({"one": "no", "many": ["a", "b"], "bought": "yes"})
	[found.percent, found.below, found.band.id, found.weak] == [50, ["first"], "low", ["one"]]
}

test_section_without_a_minimum_holds_nothing_back if {
	form := json.patch(asked, [{"op": "remove", "path": "/sections/0/minimum"}])
	assessed_as(form, {"one": "no", "many": ["a", "b"], "bought": "yes"}).band.id == "middle"
}

test_optional_question_left_blank_earns_nothing_and_still_counts if {
	found := assessed({"one": "yes", "many": ["a", "b"], "bought": ""})
	[found.score, found.maximum, found.weak] == [10, 12, ["bought"]]
}

test_answer_that_sets_a_question_aside_takes_it_out if {
	found := assessed({"one": "yes", "many": ["a", "b"], "bought": "made"})
	[found.score, found.maximum, found.weak] == [10, 10, []]
}

test_section_set_aside_whole_has_no_percent_and_holds_nothing_back if {
	form := json.patch(asked, [{"op": "remove", "path": "/sections/1/questions/0"}])
	found := assessed_as(form, {"one": "yes", "bought": "made"})
	[found.sections[1].percent, found.below, found.band.id] == [null, [], "high"]
}

test_blank_required_question_is_indeterminate_and_named if {
	every answers in [{}, {"one": null}, {"one": "", "many": ["a"]}, {"one": []}] {
		assessed(answers) == {"state": "indeterminate", "missing": ["one"]}
	}
}

test_unknown_question_is_refused_by_name if {
	assessed({"one": "yes", "two": null}) == {"refused": {"questions": ["two"], "answers": []}}
}

test_unknown_answer_is_refused_by_name if {
	every given in [
		{"one": "maybe"}, {"one": ["yes"]}, {"one": 2}, {"one": "yes", "remarks": 3},
		{"many": "a"}, {"many": ["a", "c"]}, {"many": ["a", "a"]},
	] {
		count(assessed(given).refused.answers) == 1
	}
}

test_unknown_question_that_is_answered_is_not_also_a_wrong_answer if {
	assessed({"one": "yes", "two": "x"}) == {"refused": {"questions": ["two"], "answers": []}}
}

test_option_without_points_sets_aside_no_question_of_many_answers if {
	form := json.patch(asked, [{"op": "add", "path": "/sections/1/questions/0/options/-", "value": {"value": "none"}}])
	assessed_as(form, {"one": "yes", "many": ["a", "none"], "bought": "yes"}).score == 9
}

test_percent_of_a_single_point if questionnaire.percent(1, 1) == 100

test_section_one_percent_under_its_minimum_is_below if {
	form := json.patch(asked, [{"op": "replace", "path": "/sections/0/minimum", "value": 51}])
	assessed_as(form, {"one": "half", "many": ["a", "b"], "bought": "yes"}).below == ["first"]
}

test_section_of_a_single_point_has_a_minimum_too if {
	form := json.patch(asked, [
		{"op": "replace", "path": "/sections/0/questions/0/weight", "value": 1},
		{"op": "replace", "path": "/sections/0/questions/0/options/2/points", "value": 1},
	])
	assessed_as(form, {"one": "no", "many": ["a", "b"], "bought": "yes"}).below == ["first"]
}

test_band_one_percent_away_is_not_reached if {
	form := json.patch(asked, [{"op": "replace", "path": "/bands/2/at_least", "value": 76}])
	found := assessed_as(form, {"one": "half", "many": ["a", "b"], "bought": "yes"})
	[found.percent, found.band.id] == [75, "middle"]
}
