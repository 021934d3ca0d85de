package balise.rules.incident.notices_test

import data.balise.rules.incident.notices

test_minister_notified_met if {
	notices.minister_notified with input.facts as {"notices": {"minister_on": "2026-02-10"}}
}

test_minister_notified_unmet if {
	not notices.minister_notified with input.facts as {"notices": {"minister_on": null}}
}

test_minister_notified_unmet_without_facts if {
	not notices.minister_notified with input.facts as {}
}

test_commission_notified_met if {
	notices.commission_notified with input.facts as {"notices": {"commission_on": "2026-02-10"}}
}

test_commission_notified_unmet if {
	not notices.commission_notified with input.facts as {"notices": {"commission_on": null}}
}

test_commission_notified_unmet_without_facts if {
	not notices.commission_notified with input.facts as {}
}

test_personally_notified_met if {
	notices.personally_notified with input.facts as {"notices": {"persons": "each"}}
}

test_personally_notified_unmet if {
	not notices.personally_notified with input.facts as {"notices": {"persons": "public"}}
}

test_personally_notified_unmet_without_facts if {
	not notices.personally_notified with input.facts as {}
}

persons(fields) if {
	notices.persons_notified with input.facts as {"notices": fields}
}

test_persons_notified_met_with_a_date if {
	persons({"persons": "each", "persons_on": "2026-02-12"})
	persons({"persons": "public", "persons_on": "2026-02-12"})
}

test_persons_notified_unmet_without_a_date if {
	not persons({"persons": "each"})
	not persons({"persons": "each", "persons_on": null})
	not persons({"persons": "public"})
}

test_persons_notified_met_while_an_investigation_would_be_hampered if {
	persons({"persons": "delayed", "investigation": true})
}

test_persons_notified_unmet_by_a_delay_for_another_reason if {
	not persons({"persons": "delayed", "investigation": false})
	not persons({"persons": "delayed", "persons_on": "2026-02-12"})
	not persons({"persons": "each", "investigation": true})
}

test_persons_notified_unmet_without_facts if {
	not notices.persons_notified with input.facts as {}
}

test_delay_over_met_once_notified if {
	notices.delay_over with input.facts as {"notices": {"persons": "each", "persons_on": "2026-02-12"}}
}

test_delay_over_unmet_while_delayed_or_undated if {
	not notices.delay_over with input.facts as {"notices": {"persons": "delayed", "persons_on": "2026-02-12"}}
	not notices.delay_over with input.facts as {"notices": {"persons": "each"}}
}

test_delay_over_unmet_without_facts if {
	not notices.delay_over with input.facts as {}
}

within(fields, days) if {
	notices.within_our_period with input.facts as {"declaration": {"aware_on": "2026-02-10"}, "notices": fields}
		with data.parameters.duties.incident_notice as {"days": days}
}

test_within_our_period_met_on_its_last_day if {
	within({"minister_on": "2026-02-13", "commission_on": "2026-02-10", "persons_on": "2026-02-12"}, 3)
}

test_within_our_period_unmet_when_any_notice_is_a_day_late if {
	every field in ["minister_on", "commission_on", "persons_on"] {
		not within(object.union({"minister_on": "2026-02-10"}, {field: "2026-02-14"}), 3)
	}
}

test_within_our_period_follows_its_parameter if within({"minister_on": "2026-02-14"}, 4)

test_within_our_period_met_late_when_it_is_said_why if {
	within({"minister_on": "2026-02-20", "delay_reason": "Le bureau était fermé."}, 3)
	not within({"minister_on": "2026-02-20", "delay_reason": " "}, 3)
}

test_within_our_period_unmet_by_no_notice if not within({}, 3)

test_within_our_period_unmet_without_facts if {
	not notices.within_our_period with input.facts as {}
}

test_content_complete_met_with_all if {
	notices.content_complete with input.facts as {"notices": {"content": notices.content_required}}
}

test_content_complete_unmet_without_any_one_of_them if {
	every item in notices.content_required {
		not notices.content_complete with input.facts as {"notices": {"content": notices.content_required - {item}}}
	}
}

test_content_complete_lists_what_the_text_lists if {
	notices.content_required == {
		"awareness_date",
		"body",
		"circumstances",
		"contact",
		"incident_date",
		"information",
		"injury_elements",
		"measures_for_persons",
		"numbers",
		"other_measures",
	}
}

test_content_complete_unmet_without_facts if {
	not notices.content_complete with input.facts as {}
}
