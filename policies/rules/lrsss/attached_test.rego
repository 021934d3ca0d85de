package balise.rules.lrsss.attached_test

import data.balise.rules.lrsss.attached

test_researcher_belongs_met_when_so if {
	attached.researcher_belongs with input.facts as {"research": {"attached": true}}
}

test_researcher_belongs_unmet_when_not if {
	not attached.researcher_belongs with input.facts as {"research": {"attached": false}}
}

test_researcher_belongs_unmet_without_facts if {
	not attached.researcher_belongs with input.facts as {}
}

test_addressed_to_own_body_met_by_attachment_body if {
	attached.addressed_to_own_body with input.facts as {"declaration": {"addressed_to": "attachment_body"}}
}

test_addressed_to_own_body_unmet_by_other_body if {
	not attached.addressed_to_own_body with input.facts as {"declaration": {"addressed_to": "other_body"}}
}

test_addressed_to_own_body_unmet_by_access_centre if {
	not attached.addressed_to_own_body with input.facts as {"declaration": {"addressed_to": "access_centre"}}
}

test_addressed_to_own_body_unmet_without_facts if {
	not attached.addressed_to_own_body with input.facts as {}
}

test_privacy_report_filed_met_by_a_reference if {
	attached.privacy_report_filed with input.facts as {"assessment": {"privacy": {"reference": "Dossier 12"}}}
}

test_privacy_report_filed_unmet_by_a_blank if {
	not attached.privacy_report_filed with input.facts as {"assessment": {"privacy": {"reference": " "}}}
}

test_privacy_report_filed_unmet_without_facts if {
	not attached.privacy_report_filed with input.facts as {}
}

test_activities_presented_met_by_a_reference if {
	attached.activities_presented with input.facts as {"research": {"presentation": "Dossier 12"}}
}

test_activities_presented_unmet_by_a_blank if {
	not attached.activities_presented with input.facts as {"research": {"presentation": " "}}
}

test_activities_presented_unmet_without_facts if {
	not attached.activities_presented with input.facts as {}
}

test_ethics_committee_decided_met_when_so if {
	attached.ethics_committee_decided with input as {"process": "data-access", "facts": {"research": {"ethics_decision": true}}}
}

test_ethics_committee_decided_met_by_its_own_opinion if {
	attached.ethics_committee_decided with data.balise.terms.ethics_approval as {"value": true}
		with input as {"process": "data-access", "facts": {"research": {"ethics_decision": false}}}
}

test_ethics_committee_decided_unmet_when_not if {
	not attached.ethics_committee_decided with input as {"process": "data-access", "facts": {"research": {"ethics_decision": false}}}
}

test_ethics_committee_decided_unmet_without_facts if {
	not attached.ethics_committee_decided with input as {"process": "data-access", "facts": {}}
}

refused := {"highest_authority": {"body": "highest_authority", "answer": "unfavourable", "covers": "d"}}

test_refusal_explained_met_without_a_refusal if {
	attached.refusal_explained with input as {"facts": {}, "opinions": {}}
	attached.refusal_explained with input as {"facts": {}, "opinions": {"highest_authority": {"answer": "favourable"}}}
}

test_refusal_explained_met_by_reasons_in_writing if {
	attached.refusal_explained
		with input as {"facts": {"weighing": {"refusal_reasoned": true, "refusal_in_writing": true}}, "opinions": refused}
}

test_refusal_explained_unmet_by_half_of_it if {
	every facts in [
		{"refusal_reasoned": true, "refusal_in_writing": false},
		{"refusal_reasoned": false, "refusal_in_writing": true},
		{"refusal_reasoned": true},
		{"refusal_in_writing": true},
	] {
		not attached.refusal_explained with input as {"facts": {"weighing": facts}, "opinions": refused}
	}
}

test_refusal_explained_unmet_without_facts if {
	not attached.refusal_explained with input as {"facts": {}, "opinions": refused}
}
