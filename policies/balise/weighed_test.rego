package balise.weighed_test

import data.balise.facts
import data.balise.known
import data.balise.terms
import data.balise.weighed

asked := {
	"process": "initiative",
	"passage": {"mode": "passage", "origin": "opportunity", "to": "planning"},
	"facts": {"data": {"health_information": "yes", "personal_information": true}},
}

everything := found if found := weighed.batches with input as asked

test_every_batch_is_weighed_where_nothing_tells_that_some_are_quiet if {
	count(everything) > 1
	some batch in everything
	batch.rules["BES-003"]
}

test_quiet_batch_is_not_weighed if {
	some name, batch in data.balise.plan.gates.initiative.planning.batches
	batch.rules["BES-003"]
	left := weighed.batches with input as asked with data.balise.quiet as {"initiative": {"planning": {"silent": {name}}}}
	count(left) == count(everything) - 1
	every other in left {
		not other.rules["BES-003"]
	}
}

test_batch_that_is_quiet_at_one_gate_is_weighed_at_the_others if {
	left := weighed.batches with input as asked with data.balise.quiet as {"initiative": {"opportunity": {"silent": {"0"}}}}
	count(left) == count(everything)
}

test_malformed_fact_under_a_term_is_looked_for_unless_all_are_known_to_be_in_their_form if {
	known.term("health_information") == {"missing": ["data.health_information"]} with input as asked
	quiet := {"initiative": {"well_formed": true}}
	known.term("health_information") == terms.health_information with input as asked with data.balise.quiet as quiet
}

test_fact_that_no_event_brings_is_not_taken_for_well_formed if {
	unknown := {"term.health_information": ["data.never_brought"]}
	held := object.union(asked, {"facts": {"data": {"never_brought": true}}})
	known.spoiled == {"data.never_brought"} with input as held with data.catalogue.terms as unknown
	known.spoiled == set() with input as asked with data.catalogue.terms as unknown
}

test_nothing_fits_as_well_as_what_has_its_form if {
	shape := {"type": "number", "min": 0, "max": 1}
	facts.absent_or_fits(shape, null)
	facts.absent_or_fits(shape, 0.5)
	not facts.absent_or_fits(shape, 2)
	not facts.absent_or_fits(shape, "0.5")
}

test_facts_that_terms_rest_on_are_listed_by_their_form if {
	data.balise.plan.under_terms.initiative.flags["data.health_information"] == ["data", "health_information"]
	data.balise.plan.under_terms.initiative.choices["declaration.decision"].values == ["none", "aid", "automated"]
}

test_fact_that_bears_the_name_of_a_term_garbles_nothing if {
	passage := {"mode": "passage", "origin": "realization", "to": "production"}
	facts := {"declaration": {"decision": "aid"}, "term": {"impact_level": 3}}
	garbled := known.garbled with input as {"process": "initiative", "passage": passage, "facts": facts}
	not "term.impact_level" in garbled
}

test_fact_is_missing_by_its_own_path_even_where_a_term_has_its_name if {
	passage := {"mode": "passage", "origin": "realization", "to": "production"}
	question := {"process": "initiative", "passage": passage, "facts": {"data": {"personal_information": false}}}
	missing := known.missing(["data.health_information"]) with input as question
		with known.lacking as {"data.health_information"}
	{path | some path in missing} == {"data.health_information"}
}
