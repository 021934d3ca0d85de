package balise.rules.entitlement.opinions_test

import data.balise.rules.entitlement.opinions

table := {
	"comite_ia_sante": ["governance:comite-ia-sante"],
	"professional_order": ["governance"],
	"highest_authority": ["own", "own:pdg"],
}

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

# A code may begin as the establishment's own does, and be that of another establishment.
test_given_by_its_body_met_by_the_authority_of_the_establishment_alone if {
	own_body({"highest_authority": "urn:balise:gouvernance:ciusss-x"})
	own_body({"highest_authority": "urn:balise:gouvernance:ciusss-x-pdg"})
	not own_body({"highest_authority": "urn:balise:gouvernance:ciusss-y"})
	not own_body({"highest_authority": "urn:balise:gouvernance:ciusss-y-pdg"})
	not own_body({"highest_authority": "urn:balise:gouvernance:ciusss-x-nord"})
	not own_body({"highest_authority": "urn:balise:gouvernance:ciusss-x-nord-pdg"})
	not own_body({"highest_authority": "urn:balise:gouvernance:pdg"})
	not own_body({"highest_authority": "urn:balise:gouvernance:msss"})
	not own_body({"highest_authority": "urn:balise:etablissement:ciusss-x"})
}

test_given_by_its_body_met_without_opinions if own_body({})

others(sources) if {
	opinions.given_by_others
		with input as by(sources)
		with data.rules.entitlement.parameters.opinions as table
}

test_given_by_others_met_by_a_body if {
	others({"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante"})
	others({"professional_order": "urn:balise:gouvernance:cer-ciusss-x"})
}

test_given_by_others_unmet_by_the_establishment_of_the_case if {
	not others({"professional_order": "urn:balise:etablissement:ciusss-x"})
}

test_given_by_others_unmet_by_its_code_among_the_bodies if {
	not others({
		"comite_ia_sante": "urn:balise:gouvernance:comite-ia-sante",
		"professional_order": "urn:balise:gouvernance:ciusss-x",
	})
}

test_given_by_others_met_by_the_authority_whose_decision_it_is if {
	others({"highest_authority": "urn:balise:gouvernance:ciusss-x"})
}

test_given_by_others_unmet_when_the_establishment_speaks_as_such_for_its_authority if {
	not others({"highest_authority": "urn:balise:etablissement:ciusss-x"})
}

test_given_by_others_unmet_when_only_the_office_is_named_and_the_body_speaks if {
	not opinions.given_by_others
		with input as by({"highest_authority": "urn:balise:gouvernance:ciusss-x"})
		with data.rules.entitlement.parameters.opinions as {"highest_authority": ["own:pdg"]}
}

test_given_by_others_met_without_opinions if others({})
