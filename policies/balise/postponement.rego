# METADATA
# description: >-
#   Whether a decision to put off a due date moves it. Only those whom the table names may take one, for what may be put
#   off at all, and no further than the parameters say. Whatever cannot be told moves nothing, and says so.
package balise.postponement

import data.balise.calendar
import data.balise.findings
import data.balise.question
import data.balise.rules.entitlement.speakers

# METADATA
# description: What is put off, and what is said of it. At most one - a question asks of one due date.
granted := [{
	"obligation": asked.obligation,
	"first": asked.owed.due,
	"until": asked.until,
	"by": asked.source,
	"time": asked.time,
	"on": received,
	"text": {language: sprintf(form, [asked.until, named(language), asked.owed.due, asked.reasons]) |
		some language, form in data.balise.wording.postponed.granted
	},
} |
	asked
	word == "sound"
]

# METADATA
# description: The decision that moves nothing, and why.
refused := [{
	"rule": concat(":", ["extension", asked.obligation]),
	"gate": input.passage.to,
	"title": data.balise.wording.postponed.title,
	"message": data.balise.wording.postponed.refused[word].message,
	"remedy": data.balise.wording.postponed.refused[word].remedy,
	"citation": findings.cited("balise-echeances"),
	"missing": [],
	"cause": "without_effect",
} |
	asked
	word != "sound"
]

# METADATA
# description: Whether what was asked, if anything, could also be answered. What is left unsaid leaves no verdict.
complete if count(granted) + count(refused) == count([true | asked])

asked := extension if {
	extension := input.extension
	extension != null
}

# Each doubt is one that a rule of its own has to dispel: what cannot be told is never granted.
word := "not_entitled" if {
	not entitled
} else := "not_owed" if {
	not owed
} else := "own_debt" if {
	not of_another
} else := "never" if {
	not admissible
} else := "older" if {
	not newest
} else := "not_later" if {
	not later
} else := "too_far" if {
	not within
} else := "sound" if asked

# Nobody puts off what their own establishment owes, under whatever code they are heard.
entitled if {
	speakers.may_say("deadline.extended", asked.source)
	speakers.itself(code) == set()
}

owed if is_object(asked.owed)

of_another if replace(asked.owed.by, "_", "-") != code

admissible if {
	data.parameters.extension.most[asked.owed.kind]
	not asked.owed.rule in data.parameters.extension.never
}

newest if asked.owed.put_off_at == null

newest if time.parse_rfc3339_ns(asked.time) > time.parse_rfc3339_ns(asked.owed.put_off_at)

later if {
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, asked.until)
	asked.until > asked.owed.due
	asked.until > received
}

within if asked.until <= calendar.after(asked.owed.due, data.parameters.extension.most[asked.owed.kind])

received := question.legal_day(asked.received_at)

code := trim_prefix(asked.source, "urn:balise:gouvernance:")

named(language) := object.get(data.balise.wording.postponed.by, [code, language], code)
