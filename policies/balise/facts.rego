# METADATA
# description: Reads facts by path, and tells a fact that is false from one that nobody has given.
package balise.facts

# METADATA
# description: The value at a path of facts, or null when it was not given.
value(path) := object.get(input.facts, split(path, "."), null)

# METADATA
# description: Those of the paths for which no fact was given.
absent(paths) := [path | some path in paths; value(path) == null]
