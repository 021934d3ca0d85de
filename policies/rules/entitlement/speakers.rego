# METADATA
# description: Reads the table of who may say what, for the case asked about.
package balise.rules.entitlement.speakers

# METADATA
# description: Whether a source may say a type of message about this case.
may_say(type, source) if {
	some speaker in data.rules.entitlement.parameters.types[type]
	speaker in words(source)
}

# METADATA
# description: Whether a source may give the opinion of a body.
may_opine(body, source) if {
	some speaker in data.rules.entitlement.parameters.opinions[body]
	speaker in kind(source)
}

# METADATA
# scope: document
# description: >-
#   Whether *source* is another than the establishment whose case it is, or may speak of it all the same. The law may leave
#   a decision to the highest authority of the very body that holds the information.
apart(_, source) if not endswith(source, concat("", [":", input.case.establishment]))

apart(body, source) if own(body, source)

# METADATA
# description: Whether the establishment of the case itself speaks for a body, as the table says it is to.
own(body, source) if {
	some speaker in data.rules.entitlement.parameters.opinions[body]
	speaker in itself(trim_prefix(source, "urn:balise:gouvernance:"))
}

# The words by which the table may mean a source.
words(source) := kind(source) | {"declarant"} if {
	declaration := input.provenance.facts.declaration.type
	some speaker in data.rules.entitlement.parameters.types[declaration]
	speaker in kind(source)
} else := kind(source)

kind(source) := {"establishment"} if {
	source == concat("", ["urn:balise:etablissement:", input.case.establishment])
} else := {"governance", concat(":", ["governance", code])} | itself(code) if {
	startswith(source, "urn:balise:gouvernance:")
	code := trim_prefix(source, "urn:balise:gouvernance:")
	code != ""
} else := {concat(":", ["case", process])} if {
	some process in object.keys(data.processes)
	startswith(source, concat("", ["urn:balise:dossier:", process, ":", input.case.establishment, "/"]))
}

# The establishment of the case, heard among the bodies: under its own code, or that of one of its offices.
itself(code) := {"own"} if {
	code == input.case.establishment
} else := {concat(":", ["own", office])} if {
	prefix := concat("", [input.case.establishment, "-"])
	startswith(code, prefix)
	office := trim_prefix(code, prefix)
} else := set()
