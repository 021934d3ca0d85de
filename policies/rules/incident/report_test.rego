package balise.rules.incident.report_test

import data.balise.rules.incident.report

steps := {"incident": {"gates": {"assessed": {"from": ["reported"]}}}}

asked(stage) if {
	report.steps_follow with input as {"process": "incident", "case": {"stage": stage}, "passage": {"to": "assessed"}}
		with data.processes as steps
}

test_steps_follow_met_from_the_step_before if asked("reported")

test_steps_follow_unmet_from_another if not asked("notified")

test_steps_follow_unmet_without_a_step if {
	not report.steps_follow with input as {}
}

described(title, circumstances) if {
	report.incident_described with input.facts as {"declaration": {"title": title, "circumstances": circumstances}}
}

test_incident_described_met if described("Poste visible", "Un poste était resté branché.")

test_incident_described_unmet_by_blanks if {
	not described(" ", "Un poste était resté branché.")
	not described("Poste visible", " ")
}

test_incident_described_unmet_without_facts if {
	not report.incident_described with input.facts as {}
}

numbered(everywhere, here) if {
	report.numbers_coherent with input.facts as {"declaration": {"persons": everywhere, "persons_in_quebec": here}}
}

test_numbers_coherent_met if {
	numbered(10, 10)
	numbered(10, 0)
}

test_numbers_coherent_unmet_when_the_part_exceeds_the_whole if not numbered(10, 11)

test_numbers_coherent_unmet_without_facts if {
	not report.numbers_coherent with input.facts as {}
}

test_information_described_met if {
	report.information_described with input.facts as {"declaration": {"information": "Motifs d'examen"}}
}

test_information_described_unmet if {
	not report.information_described with input.facts as {"declaration": {"information": " "}}
}

test_information_described_unmet_without_facts if {
	not report.information_described with input.facts as {}
}

named(initiative) if {
	report.initiative_named
		with input.facts as {"declaration": {"initiative": initiative}}
		with input.case.establishment as "ciusss-x"
}

test_initiative_named_met if named("initiative:ciusss-x/tri")

test_initiative_named_unmet_by_another_establishments_or_by_words if {
	not named("initiative:ciusss-xy/tri")
	not named("l'outil de tri")
}

test_initiative_named_unmet_without_facts if {
	not report.initiative_named with input.facts as {}
}

test_gravity_told_met_either_way if {
	report.gravity_told with input.facts as {"declaration": {"grave": true}}
	report.gravity_told with input.facts as {"declaration": {"grave": false}}
}

test_gravity_told_unmet_without_facts if {
	not report.gravity_told with input.facts as {}
}
