package balise.facts_test

import data.balise.facts

shapes := {"initiative": {
	"data.sale": {"type": "boolean"},
	"declaration.decision": {"type": "choice", "values": ["none", "aid"]},
	"need.problem": {"type": "text", "longest": 5},
	"data.retention_months": {"type": "integer", "min": 0, "max": 1200},
	"training.trained_share": {"type": "number", "min": 0, "max": 1},
	"trial.completed_on": {"type": "day"},
	"data.sources": {"type": "list", "of": {"type": "text", "longest": 5}, "most": 2},
	"monitoring.metrics": {
		"type": "list", "most": 2,
		"of": {
			"type": "record", "required": ["name"],
			"fields": {"name": {"type": "text", "longest": 5}, "lower": {"type": "number"}},
		},
	},
}}

holds(path, found) if {
	[topic, field] := split(path, ".")
	facts.value(path) == found with data.facts as shapes
		with input as {"process": "initiative", "facts": {topic: {field: found}}}
}

spoiled(path, found) if {
	[topic, field] := split(path, ".")
	asked := {"process": "initiative", "facts": {topic: {field: found}}}
	facts.value(path) == null with data.facts as shapes with input as asked
	facts.absent([path]) == [path] with data.facts as shapes with input as asked
}

test_value_in_its_form_is_read if {
	holds("data.sale", false)
	holds("declaration.decision", "aid")
	holds("need.problem", "délai")
	holds("data.retention_months", 1200)
	holds("data.retention_months", 0)
	holds("training.trained_share", 0.5)
	holds("trial.completed_on", "2026-02-28")
	holds("data.sources", [])
	holds("data.sources", ["a", "b"])
	holds("monitoring.metrics", [{"name": "a", "lower": 0.5}, {"name": "b"}])
}

test_value_of_another_kind_is_not_given if {
	some path, _ in shapes.initiative
	spoiled(path, {"a": 1})
	every found in [0, "true", [], {}] {
		spoiled("data.sale", found)
	}
	every found in ["perhaps", true, ["aid"]] {
		spoiled("declaration.decision", found)
	}
	every found in ["too long", 5, ["a"]] {
		spoiled("need.problem", found)
	}
	every found in [-1, 1201, 1.5, "12"] {
		spoiled("data.retention_months", found)
	}
	every found in [-0.1, 1.1, "1"] {
		spoiled("training.trained_share", found)
	}
	every found in ["2026-02-30", "9999-12-31", "0001-01-01", "2026-2-1", "", 20260201] {
		spoiled("trial.completed_on", found)
	}
	every found in ["abc", [1], ["too long"], ["a", "b", "c"], {}] {
		spoiled("data.sources", found)
	}
	every found in ["abc", [{}], [{"name": 1}], [{"name": "a", "lower": "0"}], [{"name": "a", "other": 1}], ["a"]] {
		spoiled("monitoring.metrics", found)
	}
}

test_value_in_the_place_of_a_topic_gives_nothing if {
	every topic in ["text", ["list"], 5, true] {
		question := {"process": "initiative", "facts": {"data": topic}}
		facts.absent(["data.sale"]) == ["data.sale"] with data.facts as shapes with input as question
	}
}

test_required_part_may_be_false if {
	flagged := {"initiative": {"trial.runs": {
		"type": "list", "most": 2,
		"of": {"type": "record", "required": ["done"], "fields": {"done": {"type": "boolean"}}},
	}}}
	question := {"process": "initiative", "facts": {"trial": {"runs": [{"done": false}]}}}
	facts.value("trial.runs") == [{"done": false}] with data.facts as flagged with input as question
}

test_path_that_no_event_brings_is_not_given if spoiled("need.colour", "blue")

test_absent_fact_is_absent if {
	facts.absent(["data.sale"]) == ["data.sale"] with data.facts as shapes
		with input as {"process": "initiative", "facts": {}}
}

# A term must not take a topic that is empty, or is none, for one that says no.
test_topic_that_is_not_one_gives_nothing if {
	every held in [null, "texte", ["texte"], 7, false, {}] {
		asked := {"process": "initiative", "facts": {"data": held}}
		given := facts.given with input as asked
		given.data == {"health_information": null, "personal_information": null}
		term := data.balise.terms.protected_information with input as asked
		term == {"missing": ["data.personal_information"]}
	}
}
