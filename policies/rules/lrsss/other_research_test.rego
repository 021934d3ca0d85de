package balise.rules.lrsss.other_research_test

import data.balise.rules.lrsss.other_research

test_refusals_honoured_met_when_none if {
	other_research.refusals_honoured with input.facts as {"objections": {"refusals": 0, "refusals_honoured": 0}}
}

test_refusals_honoured_met_by_every_one if {
	other_research.refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 3}}
}

test_refusals_honoured_unmet_by_all_but_one if {
	not other_research.refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 2}}
}

test_refusals_honoured_unmet_by_more_than_there_are if {
	not other_research.refusals_honoured with input.facts as {"objections": {"refusals": 3, "refusals_honoured": 4}}
}

test_refusals_honoured_unmet_when_only_the_notices_are_counted if {
	not other_research.refusals_honoured with input.facts as {"objections": {"refusals": 0}}
}

test_refusals_honoured_unmet_without_facts if {
	not other_research.refusals_honoured with input.facts as {}
}

test_researcher_unattached_met_when_so if {
	other_research.researcher_unattached with input.facts as {"research": {"attached": false}}
}

test_researcher_unattached_unmet_when_not if {
	not other_research.researcher_unattached with input.facts as {"research": {"attached": true}}
}

test_researcher_unattached_unmet_without_facts if {
	not other_research.researcher_unattached with input.facts as {}
}

test_addressed_to_centre_met_by_access_centre if {
	other_research.addressed_to_centre with input.facts as {"declaration": {"addressed_to": "access_centre"}}
}

test_addressed_to_centre_unmet_by_attachment_body if {
	not other_research.addressed_to_centre with input.facts as {"declaration": {"addressed_to": "attachment_body"}}
}

test_addressed_to_centre_unmet_by_other_body if {
	not other_research.addressed_to_centre with input.facts as {"declaration": {"addressed_to": "other_body"}}
}

test_addressed_to_centre_unmet_without_facts if {
	not other_research.addressed_to_centre with input.facts as {}
}
