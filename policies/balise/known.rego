# METADATA
# description: Which of the facts that the rules asked need are known. Each is looked at once, for all of them.
package balise.known

import data.balise.facts
import data.balise.plan
import data.balise.question
import data.balise.terms

# METADATA
# description: Paths of the facts and terms needed that cannot be told - not given, or not in their form.
lacking := ((flags | choices) | forms) | untold

# METADATA
# description: Paths of the facts that need not be given, and were, in another form than theirs.
garbled contains path if {
	some [_, sheet] in question.sheets
	some path, spot in sheet.reads
	amiss(spot)
}

# METADATA
# scope: document
# description: A term, or the paths it rests on that are malformed - even where another fact would seem to settle it.
term(name) := {"missing": muddled[name]}

term(name) := terms[name] if not muddled[name]

muddled[name] := paths if {
	some name, spots in plan.terms[input.process]
	paths := [spot.path | some spot in spots; amiss(spot)]
	count(paths) > 0
}

amiss(spot) if {
	found := object.get(input.facts, spot.at, null)
	found != null
	not facts.fits(spot.shape.type, spot.shape, found)
}

# Something stands where the path should lead through: a text for a whole topic, a list for its parts.
amiss(spot) if {
	some length in numbers.range(1, count(spot.at) - 1)
	held := object.get(input.facts, array.slice(spot.at, 0, length), null)
	held != null
	not is_object(held)
}

# METADATA
# description: The facts to give before these needs are known, each once, in order.
missing(needs) := sort({path |
	some need in needs
	need in lacking
	some path in holes(need)
})

holes(need) := object.get(term(substring(need, 5, -1)), "missing", []) if startswith(need, "term.")

holes(need) := [need] if not startswith(need, "term.")

flags contains path if {
	some [_, sheet] in question.sheets
	some path, at in sheet.flags
	not is_boolean(object.get(input.facts, at, null))
}

choices contains path if {
	some [_, sheet] in question.sheets
	some path, choice in sheet.choices
	not object.get(input.facts, choice.at, null) in choice.values
}

forms contains path if {
	some [_, sheet] in question.sheets
	some path, spot in sheet.forms
	not facts.fits(spot.shape.type, spot.shape, object.get(input.facts, spot.at, null))
}

untold contains concat("", ["term.", name]) if {
	some [_, sheet] in question.sheets
	some name in sheet.terms
	not told(name)
}

told(name) if term(name).value != null
