package balise.rules.directive.openness_test

import data.balise.rules.directive.openness

given(notice) := {"notice": notice}

test_notice_understood_met_in_plain_language_everywhere if {
	openness.notice_understood with input.facts as given({"plain_language": true, "all_channels": true})
}

test_notice_understood_unmet_in_obscure_words if {
	not openness.notice_understood with input.facts as given({"plain_language": false, "all_channels": true})
}

test_notice_understood_unmet_where_a_channel_lacks_it if {
	not openness.notice_understood with input.facts as given({"plain_language": true, "all_channels": false})
}

test_notice_understood_unmet_without_facts if {
	not openness.notice_understood with input.facts as {}
}

test_notice_leads_further_met_by_an_address if {
	openness.notice_leads_further with input.facts as given({"points_to_explanation": true})
}

test_notice_leads_further_unmet_without_an_address if {
	not openness.notice_leads_further with input.facts as given({"points_to_explanation": false})
}

test_notice_leads_further_unmet_without_facts if {
	not openness.notice_leads_further with input.facts as {}
}

test_system_explained_met_when_published if {
	openness.system_explained with input.facts as given({"general_explanation": true})
}

test_system_explained_unmet_when_not if {
	not openness.system_explained with input.facts as given({"general_explanation": false})
}

test_system_explained_unmet_without_facts if {
	not openness.system_explained with input.facts as {}
}

test_refusal_explained_met_in_detail if {
	openness.refusal_explained with input.facts as given({"refusal_explained": true})
}

test_refusal_explained_unmet_when_bare if {
	not openness.refusal_explained with input.facts as given({"refusal_explained": false})
}

test_refusal_explained_unmet_without_facts if {
	not openness.refusal_explained with input.facts as {}
}
