# METADATA
# description: Reads the table of who may say what, for the case asked about.
package balise.rules.entitlement.speakers

establishment := concat("", ["urn:balise:etablissement:", input.case.establishment])

body := "urn:balise:gouvernance:"

# METADATA
# scope: document
# description: Whether a source may say a type of message about this case.
may_say(type, source) if is_among(source, data.rules.entitlement.parameters.types[type])

may_say(type, source) if {
	"declarant" in data.rules.entitlement.parameters.types[type]
	is_among(source, data.rules.entitlement.parameters.types[input.provenance.facts.declaration.type])
}

# METADATA
# scope: document
# description: Whether a source is one of those that a line of the table names.
is_among(source, speakers) if {
	"establishment" in speakers
	source == establishment
}

is_among(source, speakers) if {
	"governance" in speakers
	startswith(source, body)
	source != body
}

is_among(source, speakers) if {
	some speaker in speakers
	startswith(speaker, "governance:")
	source == concat("", [body, trim_prefix(speaker, "governance:")])
}
