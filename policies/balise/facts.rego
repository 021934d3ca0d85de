# METADATA
# description: >-
#   Reads facts by path, and tells a fact that is false from one that nobody has given. A value that is not what the
#   events' models allow at its path was not given: no rule may take a text for a list, or the year 9999 for a date.
package balise.facts

import data.balise.plan

# METADATA
# description: The value at a path of facts, or null when it was not given, or not in the form its path allows.
value(path) := found if {
	spot := plan.spots[input.process][path]
	found := object.get(input.facts, spot.at, null)

	# No form allows it, and asking each form takes longer.
	found != null
	holds(spot, found)
} else := null

# The commonest forms are told by a built-in.
holds(spot, found) if found in spot.values

holds(spot, found) if {
	not spot.values
	fits(spot.shape.type, spot.shape, found)
}

# METADATA
# description: >-
#   What was given of the facts that terms rest on, null where nothing was. Their form is not looked at here: who looks
#   at a term asks first whether they have it.
given[topic] := object.union(fields, object.filter(topical(topic), object.keys(fields))) if {
	some topic, fields in plan.ungiven[input.process]
}

topical(topic) := held if {
	held := object.get(input.facts, topic, null)
	is_object(held)
} else := {}

# METADATA
# description: Those of the paths for which no fact was given.
absent(paths) := [path | some path in paths; value(path) == null]

# METADATA
# description: Whether something stands at a path, and not in the form that its path allows.
garbled(path) if {
	spot := plan.spots[input.process][path]
	not unspoiled(spot)
}

# METADATA
# scope: document
# description: >-
#   Whether a fact is in its form, or absent. What stands where its path should lead through spoils it - a text for a
#   whole topic, a list for its parts.
unspoiled(spot) if holds(spot, object.get(input.facts, spot.at, null))

unspoiled(spot) if {
	object.get(input.facts, spot.at, null) == null
	every stem in spot.stems {
		type_name(object.get(input.facts, stem, null)) in {"object", "null"}
	}
}

# METADATA
# scope: document
# description: Whether a value is of a shape. The type stands alone because OPA finds the right clause by it.
fits(type, shape, found) if single(type, shape, found)

fits("list", shape, found) if {
	is_array(found)
	count(found) <= shape.most
	every item in found {
		fits_item(shape.of, item)
	}
}

# METADATA
# scope: document
# description: Whether nothing was given, or something of a shape.
absent_or_fits(_, null)

absent_or_fits(shape, found) if fits(shape.type, shape, found)

fits_item(shape, item) if single(shape.type, shape, item)

fits_item(shape, item) if {
	shape.type == "record"
	is_object(item)
	every name in shape.required {
		name in object.keys(item)
	}
	every name, held in item {
		single(shape.fields[name].type, shape.fields[name], held)
	}
}

single("boolean", _, found) if is_boolean(found)

single("choice", shape, found) if found in shape.values

single("text", shape, found) if {
	is_string(found)
	count(found) <= shape.longest
}

single("integer", shape, found) if {
	within(shape, found)
	floor(found) == found
}

single("number", shape, found) if within(shape, found)

single("day", _, found) if {
	is_string(found)
	regex.match(`^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$`, found)
	time.parse_ns("2006-01-02", found)
}

within(shape, found) if {
	is_number(found)
	found >= object.get(shape, "min", found)
	found <= object.get(shape, "max", found)
}
