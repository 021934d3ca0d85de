# METADATA
# description: >-
#   Who said what the case holds. What nobody is known to have said is named by its path, and never taken for granted.
package balise.provenance

import data.balise.plan

# METADATA
# description: >-
#   True when the case's own establishment said every fact, by messages that are its to say - nearly always, and told in
#   a few steps, whatever the number of facts.
told_by_its_own if {
	own := concat("", ["urn:balise:etablissement:", input.case.establishment])

	# A pattern takes one step for each fact, where a comparison takes three.
	# regal ignore:prefer-some-in-iteration
	types := [type | some type; facts[_] = {"source": own, "type": type}]
	count(types) == count(facts)
	object.subset(plan.sayable.establishment, {type: true | some type in types})
}

# METADATA
# description: What is known to have been said by someone - every fact, and the request for this passage.
spoken := array.concat([said | some said in facts; known(said)], requests)

# METADATA
# description: The source of each body's opinion, where it is known.
opinions[body] := source if {
	some body, _ in input.opinions
	source := object.get(input, ["provenance", "opinions", body], null)
	is_string(source)
}

# METADATA
# description: The paths of what nobody is known to have said, each once, in order.
unknown := sort({concat(".", ["provenance", path]) | some path in unattributed})

unattributed contains topic if {
	not told_by_its_own
	some topic, said in facts
	not known(said)
}

unattributed contains name if {
	some name in (object.keys(input.facts) - object.keys(facts))
	not told_by_kind(name)
}

unattributed contains path if {
	some body, _ in input.opinions
	not opinions[body]
	path := concat(".", ["opinion", body])
}

# What declares a case also asks for its first passage; only a later one is asked for by a message of its own.
unattributed contains "passage" if {
	input.passage.mode == "passage"
	is_string(input.passage.origin)
	count(requests) == 0
}

# Assessments of several kinds stand under one name, and each was said apart: `assessment.privacy`.
told_by_kind(name) if {
	kinds := object.keys(input.facts[name])
	kinds != set()
	every kind in kinds {
		facts[concat(".", [name, kind])]
	}
}

# What other cases tell stands in one list, and each of them said its own part of it.
told_by_kind(name) if {
	cases := input.facts[name].cases
	cases != []
	every told in cases {
		facts[concat(".", [name, told.case])].source == concat("", ["urn:balise:dossier:", told.case])
	}
}

facts := given if {
	given := object.get(input, ["provenance", "facts"], null)
	is_object(given)
} else := {}

# METADATA
# description: Who asked for this passage, where it is known.
requests := [said | said := object.get(input, ["provenance", "passage"], null); known(said)]

known(said) if {
	is_string(said.source)
	is_string(said.type)
}
