package balise.edges_test

# The edges of what a fact may look like, and of what a term still misses.

import data.balise.facts
import data.balise.terms

value(shape, found) := read if {
	read := facts.value("topic.field") with input as {"process": "p", "facts": {"topic": {"field": found}}}
		with data.facts as {"p": {"topic.field": shape}}
}

test_text_may_be_as_long_as_its_form_says_and_no_longer if {
	value({"type": "text", "longest": 5}, "cinqs") == "cinqs"
	value({"type": "text", "longest": 5}, "sixsix") == null
}

test_day_is_of_this_century_or_of_its_neighbours if {
	value({"type": "day"}, "1900-01-01") == "1900-01-01"
	value({"type": "day"}, "2199-12-31") == "2199-12-31"
	value({"type": "day"}, "1899-12-31") == null
	value({"type": "day"}, "2200-01-01") == null
}

record(required) := {
	"type": "list", "most": 2,
	"of": {"type": "record", "required": required, "fields": {"name": {"type": "boolean"}, "age": {"type": "boolean"}}},
}

test_record_has_everything_it_requires if {
	value(record(["name", "age"]), [{"name": true, "age": true}]) == [{"name": true, "age": true}]
	value(record(["name", "age"]), [{"name": true}]) == null
}

test_list_is_not_a_record_that_requires_nothing if {
	value(record([]), [{}]) == [{}]
	value(record([]), [[]]) == null
}

asked(facts_given) := {"process": "initiative", "facts": facts_given}

test_one_means_of_control_that_is_not_known_is_named if {
	terms.exclusively_automated == {"missing": ["oversight.time"]}
		with input as asked({"declaration": {"decision": "aid"}, "oversight": {"authority": true, "information": true}})
}

test_what_would_tell_a_sensitive_use_is_all_named_in_order if {
	terms.sensitive_use == {"missing": ["declaration.decision", "declaration.generative"]}
		with input as asked({"declaration": {"clinical": false}})
}
