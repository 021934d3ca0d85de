package balise.provenance_test

import data.balise.provenance
import data.balise.terms

said := {"source": "urn:balise:etablissement:x", "type": "need.described"}

question := {
	"passage": {"mode": "passage", "origin": "opportunity", "to": "planning"},
	"facts": {"need": {"problem": "x"}, "data": {}, "assessment": {"privacy": {}, "equity": {}}},
	"opinions": {"privacy_officer": {}, "comite_ia_sante": {}},
	"provenance": {
		"facts": {"need": said, "assessment.privacy": said, "assessment.equity": null},
		"opinions": {"comite_ia_sante": "urn:balise:gouvernance:c", "privacy_officer": null},
	},
}

test_unknown_names_everything_that_nobody_said if {
	provenance.unknown == [
		"provenance.assessment.equity",
		"provenance.data",
		"provenance.opinion.privacy_officer",
		"provenance.passage",
	] with input as question
}

test_unknown_is_what_the_term_misses if {
	terms.sources_known == {"missing": provenance.unknown} with input as question
	terms.sources_known == {"value": true} with input as {"passage": {"mode": "standing"}, "facts": {}, "opinions": {}}
}

test_spoken_is_what_somebody_said if {
	provenance.spoken == [said, said] with input as question
	provenance.opinions == {"comite_ia_sante": "urn:balise:gouvernance:c"} with input as question
}

test_spoken_counts_the_request_for_passage if {
	asked := object.union(said, {"type": "passage.requested"})
	provenance.spoken == [said, asked]
		with input as {"facts": {"need": {}}, "provenance": {"facts": {"need": said}, "passage": asked}}
}

# What other cases tell.

linked(source) := {
	"passage": {"mode": "standing"},
	"facts": {"incidents": {"cases": [{"case": "incident:x/a"}]}},
	"opinions": {},
	"provenance": {"facts": {"incidents.incident:x/a": {"source": source, "type": "incident.linked"}}},
}

test_what_a_case_tells_of_itself_is_known if {
	terms.sources_known == {"value": true} with input as linked("urn:balise:dossier:incident:x/a")
}

test_what_another_tells_of_it_is_not if {
	unknown := {"missing": ["provenance.incidents"]}
	terms.sources_known == unknown with input as linked("urn:balise:dossier:incident:x/b")
	terms.sources_known == unknown with input as linked("urn:balise:etablissement:x")
	terms.sources_known == unknown with input as object.union(
		linked("urn:balise:dossier:incident:x/a"),
		{"facts": {"incidents": {"cases": [{"case": "incident:x/a"}, {"case": "incident:x/c"}]}}},
	)
	terms.sources_known == unknown with input as object.union(
		linked("urn:balise:dossier:incident:x/a"),
		{"facts": {"incidents": {"cases": []}}},
	)
}
