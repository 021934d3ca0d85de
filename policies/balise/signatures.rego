# METADATA
# description: >-
#   Whether an opinion was really given, in these words, on this case, by one who may. It is told from the opinion, the
#   case's id and the table of keys alone, so that whoever holds the three proves it again.
package balise.signatures

import data.balise.question

# METADATA
# description: One word on each opinion, by its place - "sound", or why it is not. Only those asked for are looked at.
words[place] := word if {
	some place, opinion in input.opinions
	word := checked(opinion)
}

# METADATA
# description: The enrolled key that each opinion says it is signed with, by the opinion's place.
keys[place] := data.keys[header.kid] if {
	some place, opinion in input.opinions
	[header, _, _] := io.jwt.decode(opinion.signature)
}

# METADATA
# description: A text as a statement holds it.
digest(text) := concat("", ["sha256:", crypto.sha256(text)])

checked(opinion) := "sound" if {
	unsigned(opinion)
	received_on(opinion) < data.parameters.signature_required_from
} else := "unsigned" if {
	unsigned(opinion)
} else := word if {
	[header, stated, _] := io.jwt.decode(opinion.signature)
	header == {"alg": "EdDSA", "typ": "balise-opinion+jws", "kid": header.kid}
	word := proved(opinion, stated, header.kid)
} else := "signature_invalid"

unsigned(opinion) if object.get(opinion, "signature", null) == null

# Each doubt is one that a rule of its own has to dispel: what cannot be told is never taken for sound.
proved(opinion, stated, kid) := "key_unknown" if {
	not data.keys[kid]
} else := "signature_invalid" if {
	not genuine(opinion, kid)
} else := "wrong_case" if {
	stated.case != input.case.id
} else := "signature_invalid" if {
	not states(opinion, stated, kid)
} else := "not_entitled" if {
	not sits(opinion, kid)
} else := "sound" if {
	valid(data.keys[kid], stated.signed_on, received_on(opinion))
} else := "key_not_valid"

genuine(opinion, kid) if io.jwt.verify_eddsa(opinion.signature, json.marshal(data.keys[kid].jwk))

states(opinion, stated, kid) if stated == statement(opinion, data.keys[kid].person, stated.signed_on)

sits(opinion, kid) if [data.keys[kid].body, seat(data.keys[kid])] == [opinion.body, seat(opinion)]

# The same, word for word, as whoever signs puts together.
statement(opinion, person, signed_on) := {
	"case": input.case.id,
	"body": opinion.body,
	"seat": seat(opinion),
	"person": person,
	"answer": opinion.answer,
	"covers": opinion.covers,
	"reasons": reasons(opinion),
	"language": object.get(opinion, "language", null),
	"conditions": [digest(text) | some text in object.get(opinion, "conditions", [])],
	"signed_on": signed_on,
}

seat(of) := object.get(of, "seat", null)

reasons(opinion) := digest(opinion.reasons) if {
	is_string(opinion.reasons)
} else := null

# Whoever signs writes the first day, and may write any; the second is ours. A key must have held on both, so that a
# stolen one opens nothing once it is revoked, whatever day it writes.
valid(enrolled, signed_on, received) if {
	signed_on <= received
	every day in [signed_on, received] {
		regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, day)
		enrolled.valid_from <= day
		day <= enrolled.valid_until
		not revoked(enrolled, day)
	}
}

revoked(enrolled, day) if {
	object.get(enrolled, "revoked_from", null) != null
	not day < enrolled.revoked_from
}

received_on(opinion) := time.format([
	time.parse_rfc3339_ns(opinion.received_at),
	question.timezone, "2006-01-02",
])
