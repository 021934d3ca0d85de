# METADATA
# description: Which of the facts that the rules asked need are known. Each is looked at once, for all of them.
package balise.known

import data.balise.facts
import data.balise.plan
import data.balise.question
import data.balise.terms

# METADATA
# description: Paths of the facts and terms needed that cannot be told - not given, or not in their form.
lacking := ((flags | choices) | others) | untold

flags contains path if {
	some [_, sheet] in question.sheets
	some path, at in sheet.needed.flags
	not object.get(input.facts, at, null) in {true, false}
}

choices contains path if {
	some [_, sheet] in question.sheets
	some path, choice in sheet.needed.choices
	not object.get(input.facts, choice.at, null) in choice.values
}

others contains path if {
	some [_, sheet] in question.sheets
	some path, spot in sheet.needed.others
	not facts.fits(spot.shape.type, spot.shape, object.get(input.facts, spot.at, null))
}

untold contains concat("", ["term.", name]) if {
	some [_, sheet] in question.sheets
	some name in sheet.terms
	not told(name)
}

told(name) if term(name).value != null

# METADATA
# scope: document
# description: Paths of the facts that need not be given, and were, in another form than theirs.
garbled contains path if {
	some form in loose
	some path, at in form.flags
	not object.get(input.facts, at, null) in {true, false, null}
}

garbled contains path if {
	some form in loose
	some path, choice in form.choices
	found := object.get(input.facts, choice.at, null)
	not found in choice.values
	found != null
}

garbled contains path if {
	some form in loose
	some path, spot in form.others
	found := object.get(input.facts, spot.at, null)
	found != null
	not facts.fits(spot.shape.type, spot.shape, found)
}

# Something stands where the path should lead through: a text for a whole topic, a list for its parts.
garbled contains path if {
	some stem in solid
	some path, _ in data.facts[input.process]
	stem == array.slice(split(path, "."), 0, count(stem))
}

loose := array.concat([plan.under_terms[input.process]], [sheet.read | some [_, sheet] in question.sheets])

solid contains [topic] if {
	some topic, held in input.facts
	not is_object(held)
	held != null
}

solid contains [topic, kind] if {
	some topic in plan.kinds[input.process]
	some kind, held in input.facts[topic]
	not is_object(held)
	held != null
}

# METADATA
# scope: document
# description: A term, or the paths it rests on that are malformed - even where another fact would seem to settle it.
term(name) := terms[name] if {
	garbled == set()
} else := {"missing": spoiled} if {
	spoiled := [path | some path in plan.terms[name]; path in garbled]
	spoiled != []
} else := terms[name]

# METADATA
# description: The facts to give before these needs are known, each once, in order.
missing(needs) := sort({path |
	some need in needs
	need in lacking
	some path in holes(need)
})

holes(need) := object.get(term(substring(need, 5, -1)), "missing", []) if startswith(need, "term.")

holes(need) := [need] if not startswith(need, "term.")
