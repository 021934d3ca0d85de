package balise.rules.release.staging_test

import data.balise.rules.release.staging

facts := {
	"declaration": {
		"bundle": "sha256:b",
		"previous": "sha256:a",
	},
	"staging": {
		"establishments": [
			"iucpq",
		],
		"recording_from": "2025-09-15",
		"warning_from": "2025-09-29",
		"effective_on": "2025-10-29",
	},
	"rollback": {
		"bundle": "sha256:a",
		"kept": true,
		"succeeded": true,
	},
	"observation": {
		"recording": {
			"bundle": "sha256:b",
			"ended_on": "2025-09-29",
			"verdicts": 1,
			"unexplained": 0,
		},
		"warning": {
			"bundle": "sha256:b",
			"ended_on": "2025-10-29",
			"verdicts": 1,
			"unexplained": 0,
		},
	},
}

changed(path, value) := json.patch(facts, [{"op": "add", "path": path, "value": value}])

test_establishments_named_met_when_all_is_done if {
	staging.establishments_named
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_degrees_in_order_met_when_all_is_done if {
	staging.degrees_in_order
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_not_retroactive_met_when_all_is_done if {
	staging.not_retroactive
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_met_when_all_is_done if {
	staging.way_back_kept
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_met_when_all_is_done if {
	staging.recording_watched
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_explained_met_when_all_is_done if {
	staging.recording_explained
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_met_when_all_is_done if {
	staging.warning_watched
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_explained_met_when_all_is_done if {
	staging.warning_explained
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_day_has_come_met_when_all_is_done if {
	staging.day_has_come
		with input.facts as facts
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_establishments_named_unmet_without_facts if {
	not staging.establishments_named
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_degrees_in_order_unmet_without_facts if {
	not staging.degrees_in_order
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_not_retroactive_unmet_without_facts if {
	not staging.not_retroactive
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_unmet_without_facts if {
	not staging.way_back_kept
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_without_facts if {
	not staging.recording_watched
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_explained_unmet_without_facts if {
	not staging.recording_explained
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_without_facts if {
	not staging.warning_watched
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_explained_unmet_without_facts if {
	not staging.warning_explained
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_day_has_come_unmet_without_facts if {
	not staging.day_has_come
		with input.facts as {}
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_establishments_named_unmet_by_a_blank if {
	not staging.establishments_named
		with input.facts as changed("/staging/establishments", [" "])
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_degrees_in_order_unmet_when_warning_comes_a_day_early if {
	not staging.degrees_in_order
		with input.facts as changed("/staging/warning_from", "2025-09-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_degrees_in_order_unmet_when_it_binds_a_day_early if {
	not staging.degrees_in_order
		with input.facts as changed("/staging/effective_on", "2025-10-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_not_retroactive_unmet_from_yesterday if {
	not staging.not_retroactive
		with input.facts as changed("/staging/effective_on", "2025-10-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_not_retroactive_met_from_tomorrow if {
	staging.not_retroactive
		with input.facts as changed("/staging/effective_on", "2025-10-30")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_day_has_come_met_yesterday if {
	staging.day_has_come
		with input.facts as changed("/staging/effective_on", "2025-10-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_day_has_come_unmet_tomorrow if {
	not staging.day_has_come
		with input.facts as changed("/staging/effective_on", "2025-10-30")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_unmet_to_another_bundle if {
	not staging.way_back_kept
		with input.facts as changed("/rollback/bundle", "sha256:c")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_unmet_when_not_kept if {
	not staging.way_back_kept
		with input.facts as changed("/rollback/kept", false)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_unmet_when_it_failed if {
	not staging.way_back_kept
		with input.facts as changed("/rollback/succeeded", false)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_a_day_short if {
	not staging.recording_watched
		with input.facts as changed("/observation/recording/ended_on", "2025-09-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_of_another_bundle if {
	not staging.recording_watched
		with input.facts as changed("/observation/recording/bundle", "sha256:c")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_without_a_verdict if {
	not staging.recording_watched
		with input.facts as changed("/observation/recording/verdicts", 0)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_until_tomorrow if {
	not staging.recording_watched
		with input.facts as changed("/observation/recording/ended_on", "2025-10-30")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_explained_unmet_by_one_left_over if {
	not staging.recording_explained
		with input.facts as changed("/observation/recording/unexplained", 1)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_a_day_short if {
	not staging.warning_watched
		with input.facts as changed("/observation/warning/ended_on", "2025-10-28")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_of_another_bundle if {
	not staging.warning_watched
		with input.facts as changed("/observation/warning/bundle", "sha256:c")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_without_a_verdict if {
	not staging.warning_watched
		with input.facts as changed("/observation/warning/verdicts", 0)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_until_tomorrow if {
	not staging.warning_watched
		with input.facts as changed("/observation/warning/ended_on", "2025-10-30")
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_explained_unmet_by_one_left_over if {
	not staging.warning_explained
		with input.facts as changed("/observation/warning/unexplained", 1)
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_way_back_kept_unmet_when_every_bundle_is_blank if {
	not staging.way_back_kept
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/previous", "value": " "},
			{"op": "add", "path": "/rollback/bundle", "value": " "},
		])
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_recording_watched_unmet_when_every_bundle_is_blank if {
	not staging.recording_watched
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/bundle", "value": " "},
			{"op": "add", "path": "/observation/recording/bundle", "value": " "},
		])
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_warning_watched_unmet_when_every_bundle_is_blank if {
	not staging.warning_watched
		with input.facts as json.patch(facts, [
			{"op": "add", "path": "/declaration/bundle", "value": " "},
			{"op": "add", "path": "/observation/warning/bundle", "value": " "},
		])
		with input.as_of as "2025-10-29T12:00:00Z"
		with data.rules.release.parameters.staging as {"recording_days": 14, "warning_days": 30}
}

test_establishments_named_needs_one_that_is_not_blank if {
	staging.establishments_named with input.facts as changed("/staging/establishments", [" ", "ciusss-x"])
	not staging.establishments_named with input.facts as changed("/staging/establishments", [])
}
