package balise.rules.entitlement.opinions_test

import data.balise.rules.entitlement.opinions

table := {"comite_ia_sante": ["governance:comite-ia-sante"], "professional_order": ["governance"]}

by(sources) := {
	"case": {"establishment": "ciusss-x"},
	"opinions": {body: {"body": body} | some body, _ in sources},
	"provenance": {"opinions": sources},
}

own_body(sources) if {
	opinions.given_by_its_body
		with input as by(sources)
		with data.rules.entitlement.parameters.opinions as table
}

test_given_by_its_body_met_by_the_code_the_table_names if {
	own_body({"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante"})
}

test_given_by_its_body_met_by_any_body_where_the_table_says_any if {
	own_body({"professional_order": "urn:balise:gouvernance:cmq"})
}

test_given_by_its_body_unmet_by_another_body if {
	not own_body({"comite_ia_sante": "urn:balise:gouvernance:cmq"})
	not own_body({
		"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante",
		"professional_order": "urn:balise:etablissement:ciusss-y",
	})
}

test_given_by_its_body_unmet_by_a_source_without_a_code if {
	not own_body({"professional_order": "urn:balise:gouvernance:"})
	not own_body({"professional_order": "cmq"})
}

test_given_by_its_body_unmet_for_a_body_the_table_does_not_know if {
	not own_body({"somebody": "urn:balise:gouvernance:somebody"})
}

test_given_by_its_body_met_without_opinions if own_body({})

test_given_by_others_met_by_a_body if {
	opinions.given_by_others with input as by({"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante"})
	opinions.given_by_others with input as by({"ethics_committee": "urn:balise:gouvernance:cer-ciusss-x"})
}

test_given_by_others_unmet_by_the_establishment_of_the_case if {
	not opinions.given_by_others with input as by({"privacy_officer": "urn:balise:etablissement:ciusss-x"})
}

test_given_by_others_unmet_by_its_code_among_the_bodies if {
	not opinions.given_by_others with input as by({
		"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante",
		"privacy_officer": "urn:balise:gouvernance:ciusss-x",
	})
}

test_given_by_others_met_without_opinions if opinions.given_by_others with input as by({})
