package balise.terms_test

import data.balise.terms

controls(authority, information, leisure) := {
	"declaration": {"decision": "aid"},
	"oversight": {"authority": authority, "information": information, "time": leisure},
}

test_protected_information_is_personal_or_health if {
	terms.protected_information.value == true with input as {"process": "initiative", "facts": {"data": {"personal_information": true}}}
	terms.protected_information.value == true with input as {"process": "initiative", "facts": {"data": {"health_information": true}}}
	terms.protected_information.value == false with input as {"process": "initiative", "facts": {"data": {"personal_information": false}}}
	terms.protected_information.missing == ["data.personal_information"] with input as {"process": "initiative", "facts": {}}
}

test_health_information_is_said_or_excluded_by_its_absence if {
	terms.health_information.value == true with input as {"process": "initiative", "facts": {"data": {"health_information": true, "personal_information": false}}}
	terms.health_information.value == false with input as {"process": "initiative", "facts": {"data": {"health_information": false, "personal_information": true}}}
	terms.health_information.value == false with input as {"process": "initiative", "facts": {"data": {"personal_information": false}}}
	terms.health_information.missing == ["data.health_information"]
		with input as {"process": "initiative", "facts": {"data": {"personal_information": true}}}
	terms.health_information.missing == ["data.health_information"] with input as {"process": "initiative", "facts": {}}
}

test_affects_persons_by_an_act_or_a_decision if {
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"clinical": true}}}
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}}}
	terms.affects_persons.value == true with input as {"process": "initiative", "facts": {"declaration": {"decision": "automated"}}}
	terms.affects_persons.value == false with input as {"process": "initiative", "facts": {"declaration": {"clinical": false, "decision": "none"}}}
	terms.affects_persons.missing == ["declaration.decision"] with input as {"process": "initiative", "facts": {"declaration": {"clinical": false}}}
	terms.affects_persons.missing == ["declaration.clinical"] with input as {"process": "initiative", "facts": {"declaration": {"decision": "none"}}}
}

test_sensitive_use_is_generative_or_affects_persons if {
	terms.sensitive_use.value == true with input as {"process": "initiative", "facts": {"declaration": {"generative": true}}}
	terms.sensitive_use.value == true with input as {"process": "initiative", "facts": {"declaration": {"clinical": true}}}
	terms.sensitive_use.value == false
		with input as {"process": "initiative", "facts": {"declaration": {"generative": false, "clinical": false, "decision": "none"}}}
	terms.sensitive_use.missing == ["declaration.clinical", "declaration.decision"]
		with input as {"process": "initiative", "facts": {"declaration": {"generative": false}}}
	terms.sensitive_use.missing == ["declaration.generative"]
		with input as {"process": "initiative", "facts": {"declaration": {"clinical": false, "decision": "none"}}}
}

test_automated_decision_is_exclusive_by_declaration if {
	terms.exclusively_automated == {"value": true} with input as {"process": "initiative", "facts": {"declaration": {"decision": "automated"}}}
	terms.exclusively_automated == {"value": false} with input as {"process": "initiative", "facts": {"declaration": {"decision": "none"}}}
	terms.exclusively_automated.missing == ["declaration.decision"] with input as {"process": "initiative", "facts": {}}
}

test_aid_is_exclusive_when_its_human_cannot_change_the_result if {
	terms.exclusively_automated == {"value": false} with input as {"process": "initiative", "facts": controls(true, true, true)}
	every powerless in [controls(false, true, true), controls(true, false, true), controls(true, true, false)] {
		terms.exclusively_automated == {"value": true, "reading": "lecture-exclusivement"} with input as {"process": "initiative", "facts": powerless}
	}
}

test_aid_without_a_designated_human_is_not_known if {
	terms.exclusively_automated.missing == ["oversight.authority", "oversight.information", "oversight.time"]
		with input as {"process": "initiative", "facts": {"declaration": {"decision": "aid"}}}
}
