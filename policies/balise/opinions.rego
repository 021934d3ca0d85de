# METADATA
# description: Whose opinion a gate waits for, and whether those given count.
package balise.opinions

import data.balise.conditions
import data.balise.facts
import data.balise.plan
import data.balise.question
import data.balise.rules.entitlement.speakers
import data.balise.signatures

# METADATA
# description: Opinions required at the gates asked and not given favourably, by as many as must, on the current file.
awaited := [{"gate": gate, "entry": told(entry, cause), "cause": cause} |
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	conditions.applies(entry.when) == "yes"
	cause := lacking(gate, entry.body)
]

# METADATA
# description: Opinions of which the facts do not tell whether they are required.
undecided := [{"gate": gate, "entry": entry, "missing": conditions.missing(entry.when)} |
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	not conditions.applies(entry.when) in {"yes", "no"}
]

# METADATA
# description: The conditions that the opinions required at the gates asked have set, and that are not met yet.
unmet := [{"gate": gate, "entry": entry, "place": place, "text": text} |
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	conditions.applies(entry.when) == "yes"
	some place, vote in votes(gate, entry.body)
	stands(vote)
	input.opinions[place].answer == "with_conditions"
	some text in input.opinions[place].conditions
	not met(input.opinions[place], text)
]

# METADATA
# description: One word on the opinion at each place of a body - "favourable", or why it does not count as such.
votes(gate, body) := {place: vote(gate, place, opinion) |
	some place, opinion in input.opinions
	opinion.body == body
}

# Why a body's opinion is awaited; undefined when it is not.
lacking(gate, body) := cause(votes(gate, body)) if {
	persons := {giver(place) | some place, "favourable" in votes(gate, body)}
	not enough(body, persons)
}

# A rule of its own: a quorum that cannot be looked up is not reached.
enough(body, persons) if count(persons) >= data.seats.bodies[body].quorum

# What stands most in the way comes first, and what others can answer for last.
cause(given) := "quorum" if {
	"favourable" in given
} else := first if {
	first := [word | some word in precedence; word in given][0]
} else := "absent"

precedence := [
	"signature_invalid", "wrong_case", "key_unknown", "not_entitled", "key_not_valid", "unsigned",
	"conflicted", "responsible_unknown", "conditions_missing", "lapsed", "unfavourable",
]

# One who steps aside has said nothing of the initiative, and an opinion on other facts is not one on these.
vote(gate, place, opinion) := "absent" if {
	not answered(opinion)
} else := signatures.words[place] if {
	signatures.words[place] != "sound"
} else := "conflicted" if {
	conflicted(place, opinion)
} else := "responsible_unknown" if {
	signatures.keys[place]
	not responsible_known
} else := "lapsed" if {
	not covered(gate, opinion)
} else := "unfavourable" if {
	opinion.answer == "unfavourable"
} else := "conditions_missing" if {
	opinion.answer == "with_conditions"
	signatures.keys[place]
	object.get(opinion, "conditions", []) == []
} else := "favourable" if opinion.answer in {"favourable", "with_conditions"}

# A rule of its own: what lacks an answer altogether has none either.
answered(opinion) if opinion.answer in {"favourable", "with_conditions", "unfavourable"}

# An opinion still is one on this file when nothing has changed since, or only what the process does not call
# substantial. What its giver saw must be known for that.
covered(_, opinion) if opinion.covers == input.case.dossier

covered(_, opinion) if {
	is_array(opinion.changed)
	every topic in opinion.changed {
		not substantial(topic)
	}
}

# Where nothing is called substantial, what opened a gate is not asked again at it for each fact that comes later.
covered(gate, opinion) if {
	not question.crossing
	not data.processes[input.process].substantial
	opinion.covers == input.case.crossed[gate]
}

substantial(_) if not data.processes[input.process].substantial

substantial(topic) if split(topic, ".")[0] in data.processes[input.process].substantial

# METADATA
# scope: document
# description: >-
#   Nobody judges their own case - neither who answers for it, nor, where outsiders are asked, who belongs to its
#   establishment - nor the same case twice, for two bodies.
conflicted(place, _) if signatures.keys[place].person in facts.value("declaration.responsible")

conflicted(place, opinion) if {
	data.seats.bodies[opinion.body].outsiders
	signatures.keys[place].establishment == input.case.establishment
}

conflicted(place, opinion) if {
	some other in hats[giver(place)]
	other != opinion.body
	not together(opinion.body, other)
}

# A person is known to be another than those who answer for the case once these are told, each by a reference; a process
# whose declaration has no word for them asks nothing of it.
responsible_known if not plan.spots[input.process]["declaration.responsible"]

responsible_known if {
	told_responsible := facts.value("declaration.responsible")
	count(told_responsible) > 0
	every person in told_responsible {
		regex.match(`^p-[0-9a-f]{12,32}$`, person)
	}
}

# The bodies for which each person has really spoken.
hats[giver(place)] contains opinion.body if {
	some place, opinion in input.opinions
	opinion.answer in {"favourable", "with_conditions", "unfavourable"}
	signatures.words[place] == "sound"
}

together(one, other) if {
	some pair in data.seats.together
	{one, other} == {body | some body in pair}
}

# Before opinions were signed, a place was all that was known of a person.
giver(place) := object.get(signatures.keys, [place, "person"], place)

# What an opinion asked for once it let the case through is still owed when the file has changed since.
stands("favourable")

stands("lapsed") if not question.crossing

# A body that sets the condition again, after it was said to be met, was not satisfied.
met(opinion, text) if {
	some said in input.fulfilled
	[said.body, object.get(said, "seat", null)] == [opinion.body, object.get(opinion, "seat", null)]
	said.condition == signatures.digest(text)
	speakers.may_say("condition.met", said.source)
	time.parse_rfc3339_ns(said.received_at) >= time.parse_rfc3339_ns(opinion.received_at)
}

# What is missing speaks in the words of the gate; an opinion that does not count, in those of its reason.
told(entry, word) := object.union(entry, data.balise.wording.opinions[word]) if {
	data.balise.wording.opinions[word]
} else := entry
