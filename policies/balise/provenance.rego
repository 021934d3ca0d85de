# METADATA
# description: >-
#   Who said what the case holds. What nobody is known to have said is named by its path, and never taken for granted.
package balise.provenance

# METADATA
# description: What is known to have been said by someone - every fact, and the request for this passage.
spoken := array.concat(facts_spoken, requests)

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

# Counting first: every question pays for this, and hardly any has something to name.
unattributed contains topic if {
	count(facts_spoken) != count(facts)
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

facts := given if {
	given := object.get(input, ["provenance", "facts"], null)
	is_object(given)
} else := {}

facts_spoken := [said | some said in facts; known(said)]

requests := [said | said := object.get(input, ["provenance", "passage"], null); known(said)]

known(said) if {
	is_string(said.source)
	is_string(said.type)
}
