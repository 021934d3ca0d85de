package balise.rules.lrsss.purpose_test

import data.balise.rules.lrsss.purpose

test_research_by_own_gate_met_by_attached_research if {
	purpose.research_by_own_gate with input.facts as {"declaration": {"kind": "attached_research"}}
}

test_research_by_own_gate_met_by_other_research if {
	purpose.research_by_own_gate with input.facts as {"declaration": {"kind": "other_research"}}
}

test_research_by_own_gate_unmet_by_care if {
	not purpose.research_by_own_gate with input.facts as {"declaration": {"kind": "care"}}
}

test_research_by_own_gate_unmet_by_vendor if {
	not purpose.research_by_own_gate with input.facts as {"declaration": {"kind": "vendor"}}
}

test_research_by_own_gate_unmet_by_manager if {
	not purpose.research_by_own_gate with input.facts as {"declaration": {"kind": "manager"}}
}

test_research_by_own_gate_unmet_without_facts if {
	not purpose.research_by_own_gate with input.facts as {}
}

test_care_by_own_gate_met_by_care if {
	purpose.care_by_own_gate with input.facts as {"declaration": {"kind": "care"}}
}

test_care_by_own_gate_unmet_by_attached_research if {
	not purpose.care_by_own_gate with input.facts as {"declaration": {"kind": "attached_research"}}
}

test_care_by_own_gate_unmet_by_other_research if {
	not purpose.care_by_own_gate with input.facts as {"declaration": {"kind": "other_research"}}
}

test_care_by_own_gate_unmet_by_vendor if {
	not purpose.care_by_own_gate with input.facts as {"declaration": {"kind": "vendor"}}
}

test_care_by_own_gate_unmet_by_manager if {
	not purpose.care_by_own_gate with input.facts as {"declaration": {"kind": "manager"}}
}

test_care_by_own_gate_unmet_without_facts if {
	not purpose.care_by_own_gate with input.facts as {}
}

test_mandate_by_own_gate_met_by_vendor if {
	purpose.mandate_by_own_gate with input.facts as {"declaration": {"kind": "vendor"}}
}

test_mandate_by_own_gate_unmet_by_care if {
	not purpose.mandate_by_own_gate with input.facts as {"declaration": {"kind": "care"}}
}

test_mandate_by_own_gate_unmet_by_attached_research if {
	not purpose.mandate_by_own_gate with input.facts as {"declaration": {"kind": "attached_research"}}
}

test_mandate_by_own_gate_unmet_by_other_research if {
	not purpose.mandate_by_own_gate with input.facts as {"declaration": {"kind": "other_research"}}
}

test_mandate_by_own_gate_unmet_by_manager if {
	not purpose.mandate_by_own_gate with input.facts as {"declaration": {"kind": "manager"}}
}

test_mandate_by_own_gate_unmet_without_facts if {
	not purpose.mandate_by_own_gate with input.facts as {}
}

test_own_ends_excluded_met_by_care if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "care"}}
}

test_own_ends_excluded_met_by_teaching if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "teaching"}}
}

test_own_ends_excluded_met_by_research if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "research"}}
}

test_own_ends_excluded_met_by_mandate if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "mandate"}}
}

test_own_ends_excluded_met_by_application_of_act if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "application_of_act"}}
}

test_own_ends_excluded_met_by_mission if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "mission"}}
}

test_own_ends_excluded_met_by_person_benefit if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "person_benefit"}}
}

test_own_ends_excluded_met_by_exceptional if {
	purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "exceptional"}}
}

test_own_ends_excluded_unmet_by_vendor_own if {
	not purpose.own_ends_excluded with input.facts as {"declaration": {"purpose": "vendor_own"}}
}

test_own_ends_excluded_unmet_without_facts if {
	not purpose.own_ends_excluded with input.facts as {}
}

test_management_by_own_gate_met_by_manager if {
	purpose.management_by_own_gate with input.facts as {"declaration": {"kind": "manager"}}
}

test_management_by_own_gate_unmet_by_care if {
	not purpose.management_by_own_gate with input.facts as {"declaration": {"kind": "care"}}
}

test_management_by_own_gate_unmet_by_attached_research if {
	not purpose.management_by_own_gate with input.facts as {"declaration": {"kind": "attached_research"}}
}

test_management_by_own_gate_unmet_by_other_research if {
	not purpose.management_by_own_gate with input.facts as {"declaration": {"kind": "other_research"}}
}

test_management_by_own_gate_unmet_by_vendor if {
	not purpose.management_by_own_gate with input.facts as {"declaration": {"kind": "vendor"}}
}

test_management_by_own_gate_unmet_without_facts if {
	not purpose.management_by_own_gate with input.facts as {}
}
