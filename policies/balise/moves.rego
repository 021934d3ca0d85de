# METADATA
# description: Whose move it is when a rule is found wanting.
package balise.moves

import data.balise.plan

# METADATA
# scope: document
# description: >-
#   The body that alone may tell what is missing or, where nothing is, all that the rule looks at. Nobody named is the
#   case's own establishment.
on(rule, missing) := {"by": body} if {
	bodies := {object.get(plan.told, [input.process, topic], null) | some topic in wanted(rule, missing)}
	count(bodies) == 1
	some body in bodies
	body != null
} else := {}

wanted(_, missing) := topics(missing) if count(missing) > 0

wanted(rule, []) := topics(data.catalogue.rules[rule].needs) if count(data.catalogue.rules[rule].needs) > 0

# What needs no fact turns on those that it is not the establishment's to tell.
wanted(rule, []) := {topic |
	some topic in topics(data.catalogue.rules[rule].reads)
	plan.told[input.process][topic]
} if {
	count(data.catalogue.rules[rule].needs) == 0
}

topics(paths) := {split(path, ".")[0] | some path in paths}
