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

updated(elapsed, months) if {
	personnel.knowledge_current with input.facts as {"personnel": {"months_since_update": elapsed}}
		with data.rules.lrsss.parameters.personnel.update_months as months
}

test_knowledge_current_met_within_the_year if {
	updated(0, 12)
	updated(12, 12)
}

test_knowledge_current_unmet_once_the_year_is_over if not updated(13, 12)

test_knowledge_current_follows_its_parameter if {
	updated(6, 6)
	not updated(7, 6)
}

test_knowledge_current_unmet_without_facts if {
	not personnel.knowledge_current with input.facts as {}
}

test_knowledge_is_updated_again_only_where_there_is_health_information if {
	due := {duty.id: duty.when | some duty in data.processes.initiative.gates.production.duties}
	due.knowledge_update == {"term.health_information": true}
}
