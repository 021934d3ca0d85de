package balise.rules.life.incidents_test

import data.balise.rules.life.incidents

told(each) := {"incidents": {"cases": [object.union({"case": "incident:x/a", "aware_on": "2026-02-01"}, each)]}}

assessed(day) := {"assessment": {"security": {"completed_on": day}}}

test_none_grave_open_met_when_closed_or_withdrawn if {
	incidents.none_grave_open with input.facts as told({"status": "closed", "grave": true})
	incidents.none_grave_open with input.facts as told({"status": "withdrawn", "grave": true})
}

test_none_grave_open_met_when_not_grave if {
	incidents.none_grave_open with input.facts as told({"status": "open", "grave": false, "serious": false})
	incidents.none_grave_open with input.facts as told({"status": "open"})
}

test_none_grave_open_unmet_by_grave_harm if {
	not incidents.none_grave_open with input.facts as told({"status": "open", "grave": true})
}

test_none_grave_open_unmet_by_serious_injury_to_be_feared if {
	not incidents.none_grave_open with input.facts as told({"status": "open", "grave": false, "serious": true})
}

test_none_grave_open_met_without_facts if {
	incidents.none_grave_open with input.facts as {}
}

test_reassessed_after_grave_met_by_an_assessment_of_that_day_or_later if {
	some day in ["2026-02-01", "2026-02-02"]
	grave := object.union(told({"status": "closed", "grave": true}), assessed(day))
	incidents.reassessed_after_grave with input.facts as grave
}

test_reassessed_after_grave_met_while_open if {
	incidents.reassessed_after_grave with input.facts as told({"status": "open", "grave": true})
}

test_reassessed_after_grave_unmet_once_attached_elsewhere_unless_reassessed if {
	moved := told({"status": "withdrawn", "grave": true})
	not incidents.reassessed_after_grave with input.facts as moved
	not incidents.reassessed_after_grave with input.facts as object.union(moved, assessed("2026-01-31"))
	incidents.reassessed_after_grave with input.facts as object.union(moved, assessed("2026-02-01"))
	incidents.reassessed_after_grave with input.facts as told({"status": "withdrawn", "grave": false})
}

test_reassessed_after_grave_met_when_not_grave if {
	incidents.reassessed_after_grave with input.facts as told({"status": "closed", "grave": false})
}

test_reassessed_after_grave_unmet_by_an_older_assessment if {
	grave := told({"status": "closed", "grave": true})
	not incidents.reassessed_after_grave with input.facts as object.union(grave, assessed("2026-01-31"))
	not incidents.reassessed_after_grave with input.facts as grave
}

test_reassessed_after_grave_unmet_by_serious_injury if {
	not incidents.reassessed_after_grave with input.facts as told({"status": "closed", "serious": true})
}

test_reassessed_after_grave_met_without_facts if {
	incidents.reassessed_after_grave with input.facts as {}
}
