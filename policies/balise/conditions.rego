# METADATA
# description: What a gate compares facts and terms with, when what it compares them with may not be known yet.
package balise.conditions

import data.balise.facts
import data.balise.terms

# METADATA
# scope: document
# description: What a path or a term holds, or the paths of the facts still missing to tell.
look(path) := {"missing": spoiled[path]} if startswith(path, "term.")

look(path) := terms[substring(path, 5, -1)] if {
	startswith(path, "term.")
	not spoiled[path]
}

look(path) := {"value": facts.value(path)} if {
	not startswith(path, "term.")
	facts.value(path) != null
}

look(path) := {"missing": [path]} if {
	not startswith(path, "term.")
	facts.value(path) == null
}

# A term that stands on a malformed fact tells nothing, even where another fact would seem to settle it.
spoiled[term] := paths if {
	some term, reads in data.catalogue.terms
	paths := [path | some path in reads; facts.malformed(path)]
	count(paths) > 0
}

# METADATA
# description: Every fact missing to tell what these paths and terms hold, each once, in order.
missing(paths) := sort({fact |
	some path in paths
	some fact in look(path).missing
})

# METADATA
# description: The citation of an interpretation that these paths and terms rest on, the doubtful one first.
reading(paths) := doubt if {
	doubt := min({look(path).reading | some path in paths; interpreted(path)})
} else := min({look(path).reading | some path in paths})

# METADATA
# description: >-
#   Whether conditions on facts all hold: yes, no, unknown, or doubtful when only an interpretation that nobody has
#   verified says no. One that fails for certain settles the matter whatever is missing. Undefined if a condition
#   cannot be looked up at all.
applies(conditions) := "no" if {
	some path, accepted in conditions
	fails(path, accepted)
	not interpreted(path)
} else := "unknown" if {
	some path, _ in conditions
	look(path).missing
} else := "doubtful" if {
	some path, accepted in conditions
	fails(path, accepted)
} else := "yes" if {
	every path, accepted in conditions {
		look(path).value in listed(accepted)
	}
}

fails(path, accepted) if {
	not look(path).value in listed(accepted)
	look(path).value != null
}

# An interpretation that is not in the citation table is not verified either.
interpreted(path) if {
	key := look(path).reading
	not data.citations[key].confidence == "verified"
}

listed(accepted) := accepted if is_array(accepted)

listed(accepted) := [accepted] if not is_array(accepted)
