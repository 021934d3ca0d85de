# METADATA
# description: >-
#   What no question changes - which rules a gate asks, which facts they need and in which form, what their texts weigh.
#   It follows from data alone, so a bundle carries the answer, worked out once, in place of this module.
package balise.plan

# METADATA
# description: One gate of one process, ready to be asked.
gates[process][gate] := object.union(sheet(process, gate, declared.rules), {
	"opinions": [bound(process, opinion) | some opinion in declared.opinions],
	"duties": [object.union_n([bound(process, duty), ending(process, duty), bearing(duty)]) | some duty in declared.duties],
}) if {
	some process, _ in data.processes
	some gate, declared in data.processes[process].gates
	is_array(declared.rules)
}

# METADATA
# description: What a process asks besides its gates.
always[process] := {
	"every_verdict": sheet(process, "every_verdict", object.get(declared, "every_verdict", [])),
	"every_passage": sheet(process, "every_passage", declared.every_passage),
	"every_day": sheet(process, "every_day", object.get(declared, "every_day", [])),
} if {
	some process, declared in data.processes
}

# METADATA
# description: The paths of the facts that each term rests on.
terms[name] := paths if {
	some reference, paths in data.catalogue.terms
	name := term(reference)
}

# METADATA
# description: The same facts, of all the terms together, as a process brings them.
under_terms[process] := forms(process, under) if {
	some process in object.keys(data.processes)
}

# METADATA
# description: What stands where they lie while nobody has said anything.
ungiven[process] := object.union_n([nested(at(path)) | some path in under]) if some process in object.keys(data.processes)

under := sort({path | some paths in terms; some path in paths})

nested([topic, field]) := {topic: {field: null}}

# METADATA
# description: Where the fact at each path lies, and its form. Values that can be listed are.
spots[process][path] := object.union({"at": at(path), "stems": stems(path), "shape": shaped}, listable(shaped)) if {
	some process, shapes in data.facts
	some path, shaped in shapes
}

stems(path) := [array.slice(at(path), 0, depth) | some depth in numbers.range(1, count(at(path)) - 1)]

listable(shaped) := {"values": [true, false]} if shaped.type == "boolean"

listable(shaped) := {"values": shaped.values} if shaped.type == "choice"

listable(shaped) := {} if not shaped.type in {"boolean", "choice"}

# METADATA
# description: The types of message that each word of the table of entitlements lets its bearer say.
sayable[speaker][type] if {
	some type, listed in data.rules.entitlement.parameters.types
	some speaker in listed
}

# Rules that wait for the same conditions and rest on texts of the same standing are weighed together, and a fact is
# looked at once for all of them.
sheet(process, name, posed) := {
	"name": name,
	"places": {asked.rule: place | some place, asked in posed},
	"batches": {format_int(number, 10): batch(process, posed, shared) |
		some number, shared in sort({basis(asked) | some asked in posed})
	},
	"unposed": [asked.rule | some asked in posed; not basis(asked)],
}

batch(process, posed, shared) := object.union(shared, {
	"when": compared(process, shared.when),
	"rules": bodies,
	"needed": forms(process, object.keys(needing)),
	"read": forms(process, object.keys(reading)),
	"terms": [term(path) | some path, _ in needing; startswith(path, "term.")],
	"needing": needing,
	"reading": reading,
	"leans": {rule: terms |
		some rule, _ in bodies
		terms := leaning(rule, shared.when)
		count(terms) > 0
	},
}) if {
	bodies := {asked.rule: [rule.family, rule.subject, rule.name] |
		some asked in posed
		basis(asked) == shared
		rule := data.catalogue.rules[asked.rule]
	}
	needing := wanting(object.keys(bodies), "needs")
	reading := wanting(object.keys(bodies), "reads")
}

# The terms a judgement may rest on. A term may be read without being needed; what it rests on counts all the same.
leaning(rule, when) := sort({term(path) | some path in leaned_on(rule, when); startswith(path, "term.")})

leaned_on(rule, when) := object.keys(when) | {path |
	some list in ["needs", "reads"]
	some path in object.get(data.catalogue.rules, [rule, list], [])
}

# METADATA
# description: >-
#   What is said of each rule found wanting, by cause - its head, and where it falls when the case waits to pass and when
#   it stands. A prohibition stops even a case declared late; what binds nobody today stops none.
said[name][cause] := {
	"head": {
		"rule": name,
		"title": rule.title,
		"message": told.message,
		"remedy": object.get(told, "remedy", rule.remedy),
		"citation": cited(rule.citation),
		"cause": cause,
	},
	"crossing": crossing(cause),
	"standing": standing(cause, rule),
} if {
	some name, rule in data.catalogue.rules
	some cause, told in object.union(data.balise.wording, {"violated": {"message": rule.message}})
}

crossing(cause) := "notice" if cause in announced

crossing(cause) := "stopping" if not cause in announced

standing(cause, _) := "notice" if cause in announced

standing(cause, _) := "owed" if not cause in (announced | {"violated"})

standing("violated", rule) := "owed" if rule.regularizable

standing("violated", rule) := "stopping" if not rule.regularizable

announced := {"not_yet_in_force", "not_binding"}

# METADATA
# description: A citation as a reader needs it.
cited(key) := {
	"key": key,
	"instrument": data.citations[key].instrument,
	"article": data.citations[key].article,
	"confidence": data.citations[key].confidence,
}

# Facts by their form: the commonest stand apart, because a built-in tells them without a function.
forms(process, paths) := {
	"flags": {path: at(path) | some path in paths; shape(process, path).type == "boolean"},
	"choices": {path: {"at": at(path), "values": shape(process, path).values} |
		some path in paths
		shape(process, path).type == "choice"
	},
	"others": {path: spot(process, path) |
		some path in paths
		not startswith(path, "term.")
		not shape(process, path).type in {"boolean", "choice"}
	},
}

# The rules that want each fact, by path.
wanting(rules, list) := {path: wanters |
	some path in {path | some rule in rules; some path in object.get(data.catalogue.rules, [rule, list], [])}
	wanters := [rule | some rule in rules; path in object.get(data.catalogue.rules, [rule, list], [])]
}

# A rule that is not in the catalogue, or whose text is not in the table, is in no batch: it keeps its place, nobody
# judges it, and the verdict says so.
basis(asked) := {
	"when": object.get(asked, "when", {}),
	"weight": weight(text, from),
	"from": from,
	"until": min(days({object.get(rule, "until", null), text.until, "9999-12-31"})),
} if {
	rule := data.catalogue.rules[asked.rule]
	text := data.citations[rule.citation]
	is_string(text.confidence)
	from := max(days({object.get(rule, "in_force_from", null), text.in_force_from, ""}))
}

days(found) := {day | some day in found; is_string(day)}

# A model made for others binds from the day the network adopts it. Plans and guides do not come into force; a law or a
# regulation does, on a day that must be known.
weight(text, from) := "not_binding" if {
	text.kind == "model"
	from == ""
} else := "text_unverified" if {
	text.confidence != "verified"
} else := "text_undated" if {
	text.kind in {"statute", "regulation"}
	not is_string(text.in_force_from)
} else := "binding"

bound(process, declared) := object.union(declared, {"when": compared(process, object.get(declared, "when", {}))})

ending(process, duty) := {"done_when": [bound(process, asked) | some asked in duty.done_when]} if duty.done_when

ending(_, duty) := {} if not duty.done_when

# What one body alone may say is that body's to do; anything else, the establishment's.
bearing(duty) := {"body": body} if {
	body := named(sole(duty.fulfilled_by))
} else := {}

# METADATA
# description: >-
#   The body that alone may tell each topic. Where any body may, it is the ministry, which keeps the network's registers;
#   in a process that any body opens, it is whoever opened the case, as the case itself says.
told[process][topic] := body if {
	some process, topics in data.catalogue.topics
	some topic, types in topics
	body := named(at_hand(sole(types), sole(topics.declaration)))
}

sole(types) := speaker if {
	speakers := {speaker | some type in types; some speaker in data.rules.entitlement.parameters.types[type]}
	count(speakers) == 1
	some speaker in speakers
}

at_hand("governance", declarant) := "governance:msss" if declarant != "governance"

at_hand(speaker, _) := speaker if speaker != "governance"

# Sources write with hyphens what opinions and obligations write with underscores.
named(speaker) := replace(trim_prefix(speaker, "governance:"), "-", "_") if startswith(speaker, "governance:")

compared(process, conditions) := [object.union(spot(process, path), {"accepted": listed(accepted)}) |
	some path, accepted in conditions
]

# Where a fact lies and in which form, or the name of a term.
spot(_, path) := {"path": path, "term": term(path)} if startswith(path, "term.")

spot(process, path) := {"path": path, "at": at(path), "shape": shape(process, path)} if {
	not startswith(path, "term.")
}

at(path) := split(path, ".")

term(path) := substring(path, 5, -1)

shape(process, path) := object.get(data.facts, [process, path], {"type": "unknown"})

listed(accepted) := accepted if is_array(accepted)

listed(accepted) := [accepted] if not is_array(accepted)
