package balise.rules.headers_test

# What cannot be put right afterwards in a case already there: what was forbidden all along, the order of the stages, and
# who speaks. Adding to this list, or taking from it, is a decision; this is where it shows.
final := {
	# Forbidden, whatever the dossier says.
	"LRSSS-001-1", "LRSSS-008-2", "LRSSS-008-3", "LRSSS-077-6", "LRSSS-160-1",
	# A purpose that is for another route.
	"LRSSS-047-9", "LRSSS-077-5", "LRSSS-080-3", "SOI-002",
	# The order of the stages, and their days.
	"CAM-001", "GOV-001", "INC-001", "MAN-001", "MAN-034", "POL-001", "POL-002", "POL-038",
	# Who may say it.
	"ENT-001", "ENT-002", "ENT-003",
}

test_what_cannot_be_regularized_is_what_was_decided if {
	{id | some id, rule in data.catalogue.rules; rule.regularizable != true} == final
}
