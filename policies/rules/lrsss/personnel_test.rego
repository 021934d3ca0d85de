package balise.rules.lrsss.personnel_test

import data.balise.rules.lrsss.personnel

test_training_completed_met if {
	personnel.training_completed with input.facts as {"personnel": {"recognized_training": true}}
}

test_training_completed_unmet if {
	not personnel.training_completed with input.facts as {"personnel": {"recognized_training": false}}
}

test_training_completed_unmet_without_facts if {
	not personnel.training_completed with input.facts as {}
}

test_non_professionals_authorized_met if {
	personnel.non_professionals_authorized with input.facts as {"personnel": {"authorized": true}}
}

test_non_professionals_authorized_unmet if {
	not personnel.non_professionals_authorized with input.facts as {"personnel": {"authorized": false}}
}

test_non_professionals_authorized_unmet_without_facts if {
	not personnel.non_professionals_authorized with input.facts as {}
}

test_undertakings_signed_met if {
	personnel.undertakings_signed with input.facts as {"personnel": {"undertakings": true}}
}

test_undertakings_signed_unmet if {
	not personnel.undertakings_signed with input.facts as {"personnel": {"undertakings": false}}
}

test_undertakings_signed_unmet_without_facts if {
	not personnel.undertakings_signed with input.facts as {}
}

updated(day, months) if {
	personnel.knowledge_current with input.facts as {"personnel": {"updated_on": day}}
		with input.as_of as "2026-03-01T12:00:00Z"
		with data.rules.lrsss.parameters.personnel.update_months as months
}

test_knowledge_current_met_on_the_anniversary if updated("2025-03-01", 12)

test_knowledge_current_unmet_the_day_after_the_anniversary if not updated("2025-02-28", 12)

test_knowledge_current_met_the_same_day if updated("2026-03-01", 12)

test_knowledge_current_unmet_by_a_day_to_come if not updated("2026-03-02", 12)

test_knowledge_current_follows_its_parameter if {
	updated("2025-09-01", 6)
	not updated("2025-08-28", 6)
}

test_knowledge_current_unmet_without_facts if {
	not personnel.knowledge_current with input.facts as {} with input.as_of as "2026-03-01T12:00:00Z"
}
