# METADATA
# description: >-
#   What is answered to whoever has just given an opinion that does not count, or that no gate waits for. Only ever a
#   notice - it opens nothing and closes nothing.
package balise.rendered

import data.balise.conditions
import data.balise.findings
import data.balise.opinions
import data.balise.provenance
import data.balise.question
import data.balise.rules.entitlement.speakers
import data.balise.signatures

# METADATA
# description: What is said of the opinion. Nothing of one that counts, nor what the gate asked for says of it already.
notices := [{
	"rule": concat(":", ["opinion", opinion.body]),
	"gate": input.passage.to,
	"title": {language: sprintf(form, [named(language)]) | some language, form in data.balise.wording.rendered.title},
	"message": wording[word].message,
	"remedy": wording[word].remedy,
	"citation": findings.cited("balise-avis"),
	"missing": [],
	"cause": "without_effect",
} |
	to_say
]

# METADATA
# scope: document
# description: >-
#   Whether the opinion was not given by one who may give it. The case then keeps what that seat had said, and all that
#   this verdict says is about the refusal.
default refused := false

refused if {
	given.kept
	signatures.words[given.place] != "sound"
}

refused if {
	given.kept
	source := provenance.opinions[given.place]
	not may_give(source)
}

may_give(source) if {
	speakers.may_opine(opinion.body, source)
	speakers.apart(opinion.body, source)
}

# METADATA
# scope: document
# description: Whether what is to be said of the opinion given, if any, could also be said. Silence leaves no verdict.
complete if not given

complete if {
	opinion
	count(notices) == count([true | to_say])
}

to_say if {
	word != "counts"
	not said_at_the_gate
}

said_at_the_gate if {
	question.crossing
	some awaited in opinions.awaited
	[awaited.entry.body, awaited.cause] == [opinion.body, word]
}

# A no, and a seat that steps aside, are taken for what they are - only what was meant to count and does not is answered
# by its reason.
word := "older" if {
	not given.kept
} else := signatures.words[given.place] if {
	signatures.words[given.place] != "sound"
} else := first if {
	first := [doubt | some doubt in opinions.precedence; doubt in doubts][0]
} else := "unawaited" if {
	count(listed) == 0
} else := "counts"

doubts := {opinions.vote(gate, given.place, opinion) | some gate in read_at} - {"absent", "unfavourable", "favourable"}

# Whatever gate it is for, it is on the file as it is, or it is not.
read_at := listed if {
	count(listed) > 0
} else := {null}

# An opinion that may be required is waited for.
listed contains gate if {
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	entry.body == opinion.body
	not conditions.applies(entry.when) == "no"
}

opinion := input.opinions[given.place]

given := told if {
	told := input.opinion
	told != null
}

wording := object.union(data.balise.wording.opinions, data.balise.wording.rendered.reasons)

named(language) := object.get(data.balise.wording.rendered.by, [opinion.body, language], opinion.body)
