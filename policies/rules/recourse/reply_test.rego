package balise.rules.recourse.reply_test

import data.balise.rules.recourse.reply

given(answer) := {"answer": answer}

test_information_told_met_when_told if {
	reply.information_told with input.facts as given({"information_used": true})
}

test_information_told_unmet_when_not if {
	not reply.information_told with input.facts as given({"information_used": false})
}

test_information_told_unmet_without_facts if {
	not reply.information_told with input.facts as {}
}

test_reasons_told_met_with_factors_and_parameters if {
	reply.reasons_told with input.facts as given({"reasons_and_factors": true, "parameters": true})
}

test_reasons_told_unmet_without_reasons if {
	not reply.reasons_told with input.facts as given({"reasons_and_factors": false, "parameters": true})
}

test_reasons_told_unmet_without_parameters if {
	not reply.reasons_told with input.facts as given({"reasons_and_factors": true, "parameters": false})
}

test_reasons_told_unmet_without_facts if {
	not reply.reasons_told with input.facts as {}
}

test_rectification_told_met_when_told if {
	reply.rectification_told with input.facts as given({"rectification": true})
}

test_rectification_told_unmet_when_not if {
	not reply.rectification_told with input.facts as given({"rectification": false})
}

test_rectification_told_unmet_without_facts if {
	not reply.rectification_told with input.facts as {}
}

test_rectification_settled_met_either_way if {
	reply.rectification_settled with input.facts as given({"rectified": "made"})
	reply.rectification_settled with input.facts as given({"rectified": "refused"})
}

test_rectification_settled_unmet_by_another_word if {
	not reply.rectification_settled with input.facts as given({"rectified": "attend"})
}

test_rectification_settled_unmet_without_facts if {
	not reply.rectification_settled with input.facts as {}
}

test_scope_told_met_when_told if {
	reply.scope_told with input.facts as given({"outside_scope": true})
}

test_scope_told_unmet_when_not if {
	not reply.scope_told with input.facts as given({"outside_scope": false})
}

test_scope_told_unmet_without_facts if {
	not reply.scope_told with input.facts as {}
}
