# METADATA
# description: Which of the facts that the rules asked need are known. Each is looked at once, for all of them.
package balise.known

import data.balise.facts
import data.balise.plan
import data.balise.terms
import data.balise.weighed

# METADATA
# description: Paths of the facts and terms needed that cannot be told - not given, or not in their form.
lacking := ((flags | choices) | others) | untold

flags contains path if {
	some batch in weighed.batches
	some path, at in batch.needed.flags
	not object.get(input.facts, at, null) in {true, false}
}

choices contains path if {
	some batch in weighed.batches
	some path, choice in batch.needed.choices
	not object.get(input.facts, choice.at, null) in choice.values
}

others contains path if {
	some batch in weighed.batches
	some path, spot in batch.needed.others
	not facts.fits(spot.shape.type, spot.shape, object.get(input.facts, spot.at, null))
}

untold contains concat("", ["term.", name]) if {
	some batch in weighed.batches
	some name in batch.terms
	not told(name)
}

told(name) if term(name).value != null

# METADATA
# description: Paths of the facts that need not be given, and were, in another form than theirs.
garbled := misshapen({path: true | some batch in weighed.batches; some path, _ in batch.reading; not startswith(path, "term.")})

# METADATA
# description: The same, of the facts that terms rest on.
spoiled := misshapen({path: true | some paths in plan.terms; some path in paths})

# Something stands at the path, or where the path should lead through - a text for a whole topic, a list for its parts.
misshapen(paths) := {path |
	some path, _ in paths
	not proper(path)
}

proper(path) if facts.unspoiled(plan.spots[input.process][path])

proper(path) if {
	not plan.spots[input.process][path]
	object.get(input.facts, split(path, "."), null) == null
}

# METADATA
# scope: document
# description: A term, or the paths it rests on that are malformed - even where another fact would seem to settle it.
term(name) := terms[name] if {
	weighed.well_formed
} else := {"missing": misread} if {
	misread := [path | some path in plan.terms[name]; path in spoiled]
	misread != []
} else := terms[name]

# METADATA
# description: >-
#   Whether all that a rule needs is known, and what it only reads is in its form - of a rule that no gate may have asked.
answerable(rule) if {
	every need in rule.needs {
		given(need)
	}
	every path in object.get(rule, "reads", []) {
		readable(path)
	}
}

readable(path) if startswith(path, "term.")

readable(path) if proper(path)

given(need) if facts.value(need) != null

given(need) if {
	startswith(need, "term.")
	told(substring(need, 5, -1))
}

# METADATA
# description: The facts to give before these needs are known.
missing(needs) := {path |
	some need in ({need | some need in needs} & lacking)
	some path in holes(need)
}

holes(need) := object.get(term(substring(need, 5, -1)), "missing", []) if startswith(need, "term.")

holes(need) := [need] if not startswith(need, "term.")
