# METADATA
# description: What a gate compares facts and terms with, when what it compares them with may not be known yet.
package balise.conditions

import data.balise.facts
import data.balise.terms

# METADATA
# scope: document
# description: What a path or a term holds, or the paths of the facts still missing to tell.
look(path) := terms[substring(path, 5, -1)] if startswith(path, "term.")

look(path) := {"value": facts.value(path)} if {
	not startswith(path, "term.")
	facts.value(path) != null
}

look(path) := {"missing": [path]} if {
	not startswith(path, "term.")
	facts.value(path) == null
}

# METADATA
# description: Every fact missing to tell what these paths and terms hold, each once, in order.
missing(paths) := sort({fact |
	some path in paths
	some fact in look(path).missing
})

# METADATA
# description: The citation of an interpretation that these paths and terms rest on, if any does.
reading(paths) := min({look(path).reading | some path in paths})

# METADATA
# description: >-
#   Whether conditions on facts all hold: yes, no, or unknown. One that fails settles the matter whatever is missing.
#   Undefined if a condition cannot be looked up at all.
applies(conditions) := "no" if {
	some path, accepted in conditions
	not look(path).value in listed(accepted)
	look(path).value != null
} else := "unknown" if {
	some path, _ in conditions
	look(path).missing
} else := "yes" if {
	every path, accepted in conditions {
		look(path).value in listed(accepted)
	}
}

listed(accepted) := accepted if is_array(accepted)

listed(accepted) := [accepted] if not is_array(accepted)
