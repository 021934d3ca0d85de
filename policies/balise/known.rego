# METADATA
# description: Which of the facts that the rules asked need are known. Each is looked at once, for all of them.
package balise.known

import data.balise.facts
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
	found := object.get(input.facts, spot.at, null)
	found != null
	not facts.fits(spot.shape.type, spot.shape, found)
}

# METADATA
# description: The facts to give before these needs are known, each once, in order.
missing(needs) := sort({path |
	some need in needs
	need in lacking
	some path in object.get(terms, [substring(need, 5, -1), "missing"], [need])
})

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

untold contains concat("", ["term.", term]) if {
	some [_, sheet] in question.sheets
	some term in sheet.terms
	not told(term)
}

told(term) if terms[term].value != null
