package balise.rules.lrsss.manager_test

import data.balise.rules.lrsss.manager

test_ground_recognized_met_by_application_of_act if {
	manager.ground_recognized with input.facts as {"declaration": {"purpose": "application_of_act"}}
}

test_ground_recognized_met_by_mission if {
	manager.ground_recognized with input.facts as {"declaration": {"purpose": "mission"}}
}

test_ground_recognized_met_by_person_benefit if {
	manager.ground_recognized with input.facts as {"declaration": {"purpose": "person_benefit"}}
}

test_ground_recognized_met_by_exceptional if {
	manager.ground_recognized with input.facts as {"declaration": {"purpose": "exceptional"}}
}

test_ground_recognized_unmet_by_care if {
	not manager.ground_recognized with input.facts as {"declaration": {"purpose": "care"}}
}

test_ground_recognized_unmet_by_teaching if {
	not manager.ground_recognized with input.facts as {"declaration": {"purpose": "teaching"}}
}

test_ground_recognized_unmet_by_research if {
	not manager.ground_recognized with input.facts as {"declaration": {"purpose": "research"}}
}

test_ground_recognized_unmet_by_mandate if {
	not manager.ground_recognized with input.facts as {"declaration": {"purpose": "mandate"}}
}

test_ground_recognized_unmet_by_vendor_own if {
	not manager.ground_recognized with input.facts as {"declaration": {"purpose": "vendor_own"}}
}

test_ground_recognized_unmet_without_facts if {
	not manager.ground_recognized with input.facts as {}
}

test_requester_eligible_met_by_body if {
	manager.requester_eligible with input.facts as {"declaration": {"requester": "body"}}
}

test_requester_eligible_met_by_government if {
	manager.requester_eligible with input.facts as {"declaration": {"requester": "government"}}
}

test_requester_eligible_met_by_order if {
	manager.requester_eligible with input.facts as {"declaration": {"requester": "order"}}
}

test_requester_eligible_met_by_public_body if {
	manager.requester_eligible with input.facts as {"declaration": {"requester": "public_body"}}
}

test_requester_eligible_unmet_by_professional if {
	not manager.requester_eligible with input.facts as {"declaration": {"requester": "professional"}}
}

test_requester_eligible_unmet_by_provider if {
	not manager.requester_eligible with input.facts as {"declaration": {"requester": "provider"}}
}

test_requester_eligible_unmet_by_researcher if {
	not manager.requester_eligible with input.facts as {"declaration": {"requester": "researcher"}}
}

test_requester_eligible_unmet_by_supplier if {
	not manager.requester_eligible with input.facts as {"declaration": {"requester": "supplier"}}
}

test_requester_eligible_unmet_without_facts if {
	not manager.requester_eligible with input.facts as {}
}

test_put_in_writing_met_when_so if {
	manager.put_in_writing with input.facts as {"agreement": {"written": true}}
}

test_put_in_writing_unmet_when_not if {
	not manager.put_in_writing with input.facts as {"agreement": {"written": false}}
}

test_put_in_writing_unmet_without_facts if {
	not manager.put_in_writing with input.facts as {}
}

clauses_complete_items := ["holder_authorized_products", "incident_notice", "individual_confidentiality", "intervals", "method", "nature", "protection_measures", "purposes", "term"]

test_clauses_complete_met_by_all_of_them if {
	manager.clauses_complete with input.facts as {"agreement": {"terms": clauses_complete_items}}
}

test_clauses_complete_unmet_when_any_one_is_missing if {
	every item in clauses_complete_items {
		others := [other | some other in clauses_complete_items; other != item]
		not manager.clauses_complete with input.facts as {"agreement": {"terms": others}}
	}
}

test_clauses_complete_unmet_without_facts if {
	not manager.clauses_complete with input.facts as {}
}

register_entry_complete_items := ["conditions", "description", "duration", "names", "purposes", "security_measures", "source"]

test_register_entry_complete_met_by_all_of_them if {
	manager.register_entry_complete with input.facts as {"communication": {"items": register_entry_complete_items}}
}

test_register_entry_complete_unmet_when_any_one_is_missing if {
	every item in register_entry_complete_items {
		others := [other | some other in register_entry_complete_items; other != item]
		not manager.register_entry_complete with input.facts as {"communication": {"items": others}}
	}
}

test_register_entry_complete_unmet_without_facts if {
	not manager.register_entry_complete with input.facts as {}
}

test_processing_time_published_met_by_a_number_of_days if {
	manager.processing_time_published with input.facts as {"communication": {"processing_days": 41}}
}

test_processing_time_published_met_on_the_same_day if {
	manager.processing_time_published with input.facts as {"communication": {"processing_days": 0}}
}

# Asked for on the second of February, in Québec, and authorized on the first of March.
followed := {
	"facts": {"communication": {"processing_days": 27}},
	"process": "data-access",
	"passage": {"mode": "passage", "to": "granted"},
	"case": {"declared": "2026-02-03T02:00:00Z", "crossed": {"requested": "sha256:0"}, "dossier": "sha256:d"},
	"opinions": {
		"highest_authority": {"body": "highest_authority", "answer": "favourable", "covers": "sha256:d", "received_at": "2026-04-01T12:00:00Z"},
		"information_manager": {"body": "information_manager", "answer": "favourable", "covers": "sha256:d", "received_at": "2026-03-01T12:00:00Z"},
	},
}

# Opinions on paper count: here they did not have to be signed yet, but where it is said.
published(changes) if {
	manager.processing_time_published with input as json.patch(followed, changes)
		with data.parameters.signature_required_from as "2026-07-01"
}

opined(place, changes) := [{"op": "add", "path": concat("", ["/opinions/", place]), "value": object.union(
	followed.opinions.information_manager,
	changes,
)}]

days(number) := [{"op": "replace", "path": "/facts/communication/processing_days", "value": number}]

# Five days after the one that counts, from another seat or in its place.
later := {"received_at": "2026-03-06T12:00:00Z"}

test_processing_time_published_ends_with_the_last_opinion_that_counts if {
	published(array.concat(opined("seat", later), days(32)))
	not published(opined("seat", later))
}

test_processing_time_published_leaves_aside_an_opinion_that_does_not_count if {
	every astray in [{"signature": "a.b.c"}, {"covers": "sha256:other"}, {"answer": "unfavourable"}] {
		published(opined("seat", object.union(later, astray)))
		not published(array.concat(opined("seat", object.union(later, astray)), days(32)))
	}
}

test_processing_time_published_leaves_aside_an_opinion_that_had_to_be_signed if {
	unsigned := opined("seat", {"received_at": "2026-07-01T12:00:00Z"})
	published(unsigned)
	not published(array.concat(unsigned, days(149)))
}

test_processing_time_published_keeps_the_opinion_that_opened_the_gate if {
	open := [
		{"op": "add", "path": "/case/crossed/granted", "value": "sha256:d"},
		{"op": "replace", "path": "/case/dossier", "value": "sha256:after"},
		{"op": "replace", "path": "/passage/mode", "value": "standing"},
	]
	anew := opined("seat", object.union(later, {"covers": "sha256:after"}))
	published(array.concat(open, anew))
	not published(array.flatten([open, anew, days(32)]))
}

test_processing_time_published_met_by_the_days_from_request_to_authorization if {
	published([])
	not published([{"op": "replace", "path": "/facts/communication/processing_days", "value": 26}])
	not published([{"op": "replace", "path": "/facts/communication/processing_days", "value": 28}])
	published([
		{"op": "replace", "path": "/opinions/information_manager/answer", "value": "with_conditions"},
		{"op": "replace", "path": "/opinions/information_manager/received_at", "value": "2026-02-03T04:00:00Z"},
		{"op": "replace", "path": "/facts/communication/processing_days", "value": 0},
	])
}

test_processing_time_published_met_by_any_number_while_one_of_the_days_is_not_known if {
	published([{"op": "remove", "path": "/case/crossed/requested"}, {"op": "replace", "path": "/facts/communication/processing_days", "value": 3}])
	published([{"op": "replace", "path": "/case/declared", "value": null}, {"op": "replace", "path": "/facts/communication/processing_days", "value": 3}])
	published([
		{"op": "replace", "path": "/opinions/information_manager/answer", "value": "unfavourable"},
		{"op": "replace", "path": "/facts/communication/processing_days", "value": 3},
	])
}

test_processing_time_published_unmet_by_less_than_nothing if {
	not manager.processing_time_published with input.facts as {"communication": {"processing_days": -1}}
}

test_processing_time_published_unmet_without_facts if {
	not manager.processing_time_published with input.facts as {}
}
