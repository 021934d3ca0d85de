package balise.assessment.aia_test

import data.balise.assessment.aia

# Two versions as small as they can be while telling every case apart: the second drops a question, adds one, and
# changes what another is worth.
banks := {
	"1": {
		"open": ["title"],
		"choices": {
			"phase": {"kind": "radiogroup", "values": {"item1": 0}},
			"dropped": {"kind": "radiogroup", "side": "raw", "values": {"item1-4": 4, "item2-0": 0}},
			"changed": {"kind": "dropdown", "side": "raw", "values": {"item1-96": 96, "item2-0": 0}},
			"boxes": {"kind": "checkbox", "side": "mitigation", "values": {"item1-1": 1, "item2-1": 1, "other": 0}},
		},
	},
	"2": {
		"open": ["title"],
		"choices": {
			"phase": {"kind": "radiogroup", "values": {"item1": 0}},
			"changed": {"kind": "dropdown", "side": "raw", "values": {"item1-60": 60, "item2-0": 0}},
			"added": {"kind": "radiogroup", "side": "raw", "values": {"item1-40": 40, "item2-10": 10, "item3-11": 11, "item4-0": 0}},
			"hidden": {"kind": "radiogroup", "side": "raw", "depends": true, "values": {"item1-100": 100, "item2-15": 15}},
			"boxes": {"kind": "checkbox", "side": "mitigation", "values": {"item1-8": 8, "item2-1": 1, "item3-1": 1}},
			"boxesAgain": {"kind": "checkbox", "side": "mitigation", "phase": "item2", "values": {"item1-10": 10}},
		},
	},
}

assessed(file) := found if {
	found := aia.assessed with input as file
		with data.assessment.aia.banks as banks
		with data.assessment.aia.order as ["1", "2"]
}

test_placed_by_the_only_version_that_asks_this if {
	found := assessed({"version": "1", "data": {"added": "item1-40"}})
	[found.version, found.placed_by, found.stamp, found.also_fits] == ["2", "questions", "1", []]
}

test_placed_by_the_only_version_that_offers_this if {
	assessed({"version": "2", "data": {"changed": "item1-96"}}).version == "1"
}

test_placed_by_the_stamp_when_several_fit if {
	found := assessed({"version": "v1", "data": {"changed": "item2-0"}})
	[found.version, found.placed_by] == ["1", "stamp"]
	found.also_fits == [{"version": "2", "raw": 0, "mitigation": 0, "total": 0, "level": 1}]
}

test_placed_in_the_newest_when_nothing_tells if {
	every file in [{"data": {"changed": "item2-0"}}, {"version": 1, "data": {"changed": "item2-0"}}] {
		found := assessed(file)
		[found.version, found.placed_by, found.stamp] == ["2", "newest", null]
	}
}

test_placed_where_every_question_of_the_phase_is_answered if {
	phase := {"kind": "radiogroup", "values": {"item1": 0, "item2": 0}}
	scored := {"kind": "radiogroup", "side": "raw", "values": {"item1-1": 1, "item2-0": 0}}
	later := object.union(scored, {"phase": "item2"})
	small := {"projectDetailsPhase": phase, "both": scored, "later": later}
	known := {
		"1": {"open": [], "choices": small},
		"2": {"open": [], "choices": object.union(small, {"added": scored})},
	}
	found := [[got.version, got.placed_by] |
		some answers in [
			{"projectDetailsPhase": "item1", "both": "item2-0"},
			{"projectDetailsPhase": "item2", "both": "item2-0"},
			{"both": "item2-0"},
		]
		got := aia.assessed with input as {"version": "2", "data": answers}
			with data.assessment.aia.banks as known
			with data.assessment.aia.order as ["1", "2"]
	]
	found == [["1", "questions"], ["2", "stamp"], ["2", "stamp"]]
}

test_left_over_answer_of_another_version_is_said_and_counts_nothing if {
	found := assessed({"data": {"dropped": "item1-4", "added": "item2-10", "hidden": "item2-15"}})
	[found.version, found.raw, found.ignored] == ["2", 25, ["dropped"]]
}

test_unknown_question_is_refused_by_name if {
	found := assessed({"data": {"changed": "item2-0", "made_up": "item1-4"}})
	found == {"refused": {"version": "2", "questions": ["made_up"], "answers": []}}
}

test_unknown_answer_is_refused_by_name_and_never_zero if {
	every value in ["item9-9", ["item1-96"], 96, true] {
		assessed({"version": "1", "data": {"changed": value, "dropped": "item2-0"}}).refused.answers == ["changed"]
	}
	every value in [["item1-8", "item9-9"], ["item1-8", "item1-8"], 8, {"item1-8": true}] {
		assessed({"data": {"added": "item4-0", "boxes": value}}).refused.answers == ["boxes"]
	}
}

test_unknown_answer_to_another_version_is_refused_too if {
	found := assessed({"version": "1", "data": {"changed": "item2-0", "added": "item9-9"}})
	found == {"refused": {"version": "1", "questions": [], "answers": ["added"]}}
}

test_file_without_a_scored_answer_is_refused if {
	every answers in [{}, {"title": "A title"}, {"phase": "item1"}, {"changed": null, "boxes": [], "added": ""}] {
		assessed({"data": answers}) == {"refused": {"version": "2", "questions": [], "answers": []}}
	}
}

test_texts_comments_and_the_page_reached_change_nothing if {
	found := assessed({"data": {"added": "item2-10", "title": "A title", "boxes-Comment": "Why", "pageNo": 3}})
	[found.version, found.raw, found.ignored] == ["2", 10, []]
}

test_comment_on_no_question_is_refused if {
	assessed({"data": {"added": "item2-10", "made_up-Comment": "x"}}).refused.questions == ["made_up-Comment"]
}

test_boxes_add_up_and_one_alone_may_be_a_text if {
	found := assessed({"data": {"added": "item4-0", "boxes": ["item1-8", "item2-1"]}})
	found.mitigation == 9
	assessed({"data": {"added": "item4-0", "boxes": "item1-8"}}).mitigation == 8
}

test_maxima_count_hidden_questions_and_one_phase_of_mitigation if {
	found := assessed({"data": {"added": "item4-0"}})
	found.maximum == {"raw": 200, "mitigation": 10}
	assessed({"data": {"dropped": "item2-0"}}).maximum == {"raw": 100, "mitigation": 1}
}

test_discount_starts_at_eighty_percent_of_one_phase if {
	at := assessed({"data": {"added": "item1-40", "boxes": ["item1-8"]}})
	[at.discounted, at.raw, at.total] == [true, 40, 34]
	below := assessed({"data": {"added": "item1-40", "boxes": ["item2-1", "item3-1"]}})
	[below.discounted, below.raw, below.total] == [false, 40, 40]
}

test_discounted_total_is_rounded_half_up if {
	half := assessed({"data": {"added": "item2-10", "boxes": ["item1-8"]}})
	half.total == 9 # 8.5
	under := assessed({"data": {"added": "item3-11", "boxes": ["item1-8"]}})
	under.total == 9 # 9.35
}

test_upper_bound_belongs_to_its_level if {
	every pair in [[0, 1], [50, 1], [51, 2], [100, 2], [101, 3], [150, 3], [151, 4], [200, 4]] {
		aia.level(pair[0], 200) == pair[1]
	}
	every pair in [[41, 1], [42, 2], [83, 2], [84, 3], [125, 3], [126, 4]] {
		aia.level(pair[0], 167) == pair[1]
	}
}

test_blank_scored_questions_of_this_phase_are_named if {
	assessed({"data": {"added": "item4-0"}}).unanswered == ["changed"]
}

test_real_figures_have_the_maxima_of_each_version if {
	found := {version: [aia.maximum(version, "raw"), aia.maximum(version, "mitigation") / 2] |
		some version in data.assessment.aia.order
	}
	found == {"0.8": [100, 43], "0.9": [107, 45], "0.9.1": [107, 45], "0.10.0": [126, 46], "1.0.1": [167, 77]}
}

test_each_level_is_told_what_it_requires if {
	reviewers := [step.reviewers |
		some level in [1, 2, 3, 4]
		some step in aia.required(level)
		step.requirement == "peer_review"
	]
	reviewers == [0, 1, 1, 2]
	humans := [step.human_decides |
		some level in [1, 2, 3, 4]
		some step in aia.required(level)
		step.requirement == "human_involvement"
	]
	humans == [false, false, true, true]
}

test_every_level_has_every_requirement if {
	every level in [1, 2, 3, 4] {
		names := [step.requirement | some step in aia.required(level)]
		names == ["notice", "explanation", "peer_review", "gba_plus", "training", "human_involvement", "approval"]
	}
}
