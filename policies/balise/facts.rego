# METADATA
# description: >-
#   Reads facts by path, and tells a fact that is false from one that nobody has given. A value that is not what the
#   events' models allow at its path was not given: no rule may take a text for a list, or the year 9999 for a date.
package balise.facts

# METADATA
# description: The value at a path of facts, or null when it was not given, or not in the form its path allows.
value(path) := given(path) if {
	not malformed(path)
} else := null

# METADATA
# description: Those of the paths for which no fact was given.
absent(paths) := [path | some path in paths; value(path) == null]

# METADATA
# description: Whether something stands at a path that may not stand there. No event can bring an unknown path.
malformed(path) if {
	found := given(path)
	found != null
	not allowed(path, found)
} else if {
	# Something stands where the path should lead through: a text for a whole topic, a list for its parts.
	steps := split(path, ".")
	some length in numbers.range(1, count(steps) - 1)
	held := object.get(input.facts, array.slice(steps, 0, length), null)
	held != null
	not is_object(held)
}

allowed(path, found) if of_shape(data.facts[input.process][path], found)

given(path) := object.get(input.facts, split(path, "."), null)

of_shape(shape, found) if single(shape, found)

of_shape(shape, found) if {
	shape.type == "list"
	is_array(found)
	count(found) <= shape.most
	every item in found {
		of_item(shape.of, item)
	}
}

of_item(shape, item) if single(shape, item)

of_item(shape, item) if {
	shape.type == "record"
	is_object(item)
	every name in shape.required {
		name in object.keys(item)
	}
	every name, held in item {
		single(shape.fields[name], held)
	}
}

single({"type": "boolean"}, found) if is_boolean(found)

single(shape, found) if {
	shape.type == "choice"
	found in shape.values
}

single(shape, found) if {
	shape.type == "text"
	is_string(found)
	count(found) <= shape.longest
}

single(shape, found) if {
	shape.type == "integer"
	within(shape, found)
	floor(found) == found
}

single(shape, found) if {
	shape.type == "number"
	within(shape, found)
}

single({"type": "day"}, found) if {
	is_string(found)
	regex.match(`^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$`, found)
	time.parse_ns("2006-01-02", found)
}

within(shape, found) if {
	is_number(found)
	found >= object.get(shape, "min", found)
	found <= object.get(shape, "max", found)
}
