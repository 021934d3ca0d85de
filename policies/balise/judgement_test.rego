package balise.judgement_test

import data.balise.judgement

aid_without_time := {"process": "initiative", "facts": {
	"declaration": {"decision": "aid"},
	"oversight": {"authority": true, "information": true, "time": false},
}}

made(state) := {"rule": "DEA-001", "gate": "production", "when": {"term.exclusively_automated": true}, "state": state}

test_what_binds_through_a_reading_is_cited_by_it if {
	judgement.cited(made("violated")) == "lecture-exclusivement" with input as aid_without_time
}

test_what_binds_nobody_is_its_own_citation if {
	judgement.cited(made("not_binding")) == "a21-65-2" with input as aid_without_time
}
