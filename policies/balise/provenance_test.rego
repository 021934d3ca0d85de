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
