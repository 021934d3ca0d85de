# METADATA
# description: >-
#   Who said what the case holds. What nobody is known to have said is named by its path, and never taken for granted.
package balise.provenance

# METADATA
# description: What is known to have been said by someone - every fact, and the request for this passage.
spoken := [said | some said in array.concat([said | some said in of_facts], requests); known(said)]

# METADATA
# description: The source of each body's opinion, where it is known.
opinions[body] := source if {
	some body, _ in input.opinions
	source := object.get(input, ["provenance", "opinions", body], null)
	is_string(source)
}

# METADATA
# description: The paths of what nobody is known to have said, each once, in order.
unknown := sort({concat(".", array.concat(["provenance"], path)) | some path in unattributed})

unattributed contains path if {
	some path, said in of_facts
	not known(said)
}

unattributed contains ["opinion", body] if {
	some body, _ in input.opinions
	not opinions[body]
}

# What declares a case also asks for its first passage; only a later one is asked for by a message of its own.
unattributed contains ["passage"] if {
	input.passage.mode == "passage"
	is_string(input.passage.origin)
	count([request | some request in requests; known(request)]) == 0
}

known(said) if {
	is_string(said.source)
	is_string(said.type)
}

requests := [request |
	request := object.get(input, ["provenance", "passage"], null)
	request != null
]

of_facts[[name]] := said if {
	some name, _ in input.facts
	said := standing(name)
	not by_kind(said)
}

# Assessments of several kinds are filed under one name, each by its own message.
of_facts[[name, kind]] := said if {
	some name, kinds in input.facts
	by_kind(standing(name))
	some kind, _ in kinds
	said := object.get(standing(name), kind, null)
}

standing(name) := object.get(input, ["provenance", "facts", name], null)

by_kind(said) if {
	is_object(said)
	not "source" in object.keys(said)
}
