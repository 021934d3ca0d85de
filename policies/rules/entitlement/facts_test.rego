package balise.rules.entitlement.facts_test

import data.balise.rules.entitlement.facts

table := {
	"need.described": ["establishment"],
	"incident.linked": ["case:incident"],
	"mandate.described": ["governance:msss"],
	"campaign.opened": ["establishment", "governance"],
	"passage.requested": ["establishment", "declarant"],
	"access.weighed": ["own", "own:pdg"],
}

own := "urn:balise:etablissement:ciusss-x"

other := "urn:balise:etablissement:ciusss-y"

said(type, source) := {"source": source, "type": type}

question := {
	"process": "initiative",
	"case": {"establishment": "ciusss-x"},
	"passage": {"mode": "passage", "origin": "opportunity", "to": "planning"},
	"facts": {"need": {"problem": "x"}, "assessment": {"privacy": {}, "equity": {}}},
	"opinions": {},
	"provenance": {
		"facts": {
			"need": said("need.described", own),
			"assessment.privacy": said("need.described", own),
			"assessment.equity": said("need.described", own),
		},
		"passage": said("passage.requested", own),
	},
}

# Each of these differs from the question by one thing that somebody said.
by(path, value) := json.patch(question, [{"op": "add", "path": concat("/", ["/provenance", path]), "value": value}])

entitled(asked) if {
	facts.said_by_those_entitled
		with input as asked
		with data.rules.entitlement.parameters.types as table
}

known(asked) if facts.every_source_known with input as asked

test_said_by_those_entitled_met_when_the_establishment_says_it_of_its_own_case if entitled(question)

test_said_by_those_entitled_unmet_when_another_establishment_says_it if {
	not entitled(by("facts/need", said("need.described", other)))
	not entitled(by("facts/assessment.equity", said("need.described", other)))
}

test_said_by_those_entitled_unmet_when_a_body_says_what_is_the_establishments if {
	not entitled(by("facts/need", said("need.described", "urn:balise:gouvernance:msss")))
	not entitled(by("facts/need", said("need.described", "urn:balise:gouvernance:ciusss-x")))
}

test_said_by_those_entitled_unmet_when_the_table_does_not_know_the_type if {
	not entitled(by("facts/need", said("need.guessed", own)))
}

test_said_by_those_entitled_met_when_the_body_named_by_the_table_says_it if {
	entitled(by("facts/need", said("mandate.described", "urn:balise:gouvernance:msss")))
	not entitled(by("facts/need", said("mandate.described", "urn:balise:gouvernance:other")))
	not entitled(by("facts/need", said("mandate.described", own)))
}

test_said_by_those_entitled_unmet_when_another_asked_for_the_passage if {
	not entitled(by("passage", said("passage.requested", other)))
	not entitled(by("passage", said("passage.requested", "urn:balise:gouvernance:msss")))
}

test_said_by_those_entitled_met_when_the_declarant_asked_for_the_passage if {
	msss := "urn:balise:gouvernance:msss"
	mandate := json.patch(question, [
		{"op": "add", "path": "/facts/declaration", "value": {"title": "x"}},
		{"op": "add", "path": "/provenance/facts/declaration", "value": said("mandate.described", msss)},
		{"op": "replace", "path": "/provenance/passage", "value": said("passage.requested", msss)},
	])
	entitled(mandate)
	not entitled(json.patch(mandate, [{
		"op": "replace", "path": "/provenance/passage",
		"value": said("passage.requested", "urn:balise:gouvernance:other"),
	}]))
}

test_said_by_those_entitled_met_when_one_of_several_possible_declarants_asked if {
	body := "urn:balise:gouvernance:msss"
	entitled(json.patch(question, [
		{"op": "add", "path": "/facts/declaration", "value": {"title": "x"}},
		{"op": "add", "path": "/provenance/facts/declaration", "value": said("campaign.opened", body)},
		{"op": "replace", "path": "/provenance/passage", "value": said("passage.requested", body)},
	]))
}

test_said_by_those_entitled_met_by_the_authority_of_the_establishment_alone if {
	entitled(by("facts/need", said("access.weighed", "urn:balise:gouvernance:ciusss-x")))
	entitled(by("facts/need", said("access.weighed", "urn:balise:gouvernance:ciusss-x-pdg")))
	not entitled(by("facts/need", said("access.weighed", "urn:balise:gouvernance:ciusss-y-pdg")))
	not entitled(by("facts/need", said("access.weighed", "urn:balise:gouvernance:msss")))
	not entitled(by("facts/need", said("access.weighed", own)))
}

told(source) := by("facts/incidents.incident:ciusss-x~1a", said("incident.linked", source))

test_said_by_those_entitled_met_by_a_case_of_the_same_establishment if {
	entitled(told("urn:balise:dossier:incident:ciusss-x/a"))
}

test_said_by_those_entitled_unmet_by_a_case_of_another_establishment_or_process if {
	not entitled(told("urn:balise:dossier:incident:ciusss-y/a"))
	not entitled(told("urn:balise:dossier:recourse:ciusss-x/a"))
	not entitled(told("urn:balise:dossier:guessed:ciusss-x/a"))
}

test_said_by_those_entitled_unmet_when_an_establishment_speaks_as_a_case if {
	not entitled(told(own))
	not entitled(told("urn:balise:gouvernance:msss"))
	not entitled(by("facts/need", said("need.described", "urn:balise:dossier:incident:ciusss-x/a")))
}

# What nobody is known to have said is for the other rule: here, nobody spoke out of turn.
test_said_by_those_entitled_met_without_facts if {
	entitled(object.union(object.remove(question, ["provenance"]), {"facts": {}}))
}

test_every_source_known_met_when_each_is_named if known(question)

test_every_source_known_unmet_when_one_is_not if {
	not known(by("facts/need", said("need.described", null)))
	not known(by("facts/need", said(null, own)))
	not known(by("facts/need", 7))
	not known(by("facts/assessment.equity", said(null, null)))
	not known(object.union(question, {"facts": {"assessment": {"security": {}}}}))
	not known(object.union(question, {"facts": {"data": {}}}))
	not known(by("passage", said("passage.requested", null)))
	not known(by("passage", null))
}

test_every_source_known_unmet_when_an_opinion_is_nobodys if {
	given := object.union(question, {"opinions": {"privacy_officer": {"answer": "favourable"}}})
	not known(given)
	known(object.union(given, {"provenance": {"opinions": {"privacy_officer": "urn:balise:gouvernance:rprp"}}}))
}

test_every_source_known_met_when_the_declaration_asks_for_the_passage if {
	known(object.union(by("passage", null), {"passage": {"origin": null}}))
	known(object.union(by("passage", null), {"passage": {"mode": "standing"}}))
}

test_every_source_known_unmet_without_provenance if {
	not known(object.remove(question, ["provenance"]))
	not known(object.union(object.remove(question, ["provenance"]), {"provenance": null}))
}
