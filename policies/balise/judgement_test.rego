package balise.judgement_test

import data.balise.findings

aid_without_time := {"process": "initiative", "facts": {
	"declaration": {"decision": "aid"},
	"oversight": {"authority": true, "information": true, "time": false},
}}

made(state) := {"state": state, "bearing": "yes", "leans": ["exclusively_automated"]}

test_what_binds_through_a_reading_is_cited_by_it if {
	findings.leaning(made("violated")).citation.key == "lecture-exclusivement" with input as aid_without_time
}

test_what_binds_nobody_is_its_own_citation if {
	findings.leaning(made("not_binding")) == {} with input as aid_without_time
}
