# METADATA
# description: What a person must read - each judgement that stands in the way, with its reasons, once per rule.
package balise.findings

import data.balise.judgement
import data.balise.moves
import data.balise.opinions
import data.balise.plan
import data.balise.question

# METADATA
# description: The findings that stop the case where it is.
stopping := [finding | some ["stopping", finding] in found]

# METADATA
# description: The findings that a case already there owes instead.
owed := [finding | some ["owed", finding] in found]

# METADATA
# description: The findings that bind nobody today - a text to come, or a model borrowed from elsewhere.
notices := [finding | some ["notice", finding] in found]

manner := "crossing" if question.crossing

manner := "standing" if not question.crossing

# Each rule is found wanting once, at the first gate where it is.
found := array.concat(
	[[falls, finding] |
		some position, made in judgement.wanting
		first[made.rule] == position
		falls := plan.said[made.rule][made.state][manner]
		finding := whole(made)
	],
	[[fallen[manner], undecided(opinion)] | some opinion in opinions.undecided],
)

fallen := {"crossing": "stopping", "standing": "owed"}

# METADATA
# description: Whether each judgement that found something wanting could also be said. A silent one leaves no verdict.
complete if count(found) == count(first) + count(opinions.undecided)

# Later entries of a union win: from the last to the first, each rule keeps its first.
first := object.union_n(array.reverse([{made.rule: position} | some position, made in judgement.wanting]))

whole(made) := object.union(plan.said[made.rule][made.state].head, placed(made)) if {
	made.leans == []
	made.state != "not_yet_in_force"
} else := object.union_n([
	plan.said[made.rule][made.state].head,
	placed(made),
	leaning(made),
	effective(made),
])

placed(made) := object.union({"gate": made.gate, "missing": missing}, moves.on(made.rule, missing)) if {
	missing := judgement.missing(made)
}

# METADATA
# scope: document
# description: What binds only through an interpretation is cited by it; what binds nobody is its own text.
leaning(made) := {"citation": cited(judgement.reading(made.leans))} if leans(made)

leaning(made) := {} if not leans(made)

leans(made) if {
	made.bearing in {"yes", "doubtful"}
	made.state != "not_binding"
	judgement.reading(made.leans)
}

effective(made) := {"effective": made.from} if made.state == "not_yet_in_force"

effective(made) := {} if made.state != "not_yet_in_force"

undecided(opinion) := {
	"rule": concat(":", ["opinion", opinion.entry.body]),
	"gate": opinion.gate,
	"title": opinion.entry.title,
	"message": data.balise.wording.opinion_undecided.message,
	"remedy": data.balise.wording.opinion_undecided.remedy,
	"citation": cited(opinion.entry.citation),
	"missing": opinion.missing,
	"cause": "fact_missing",
}

# METADATA
# description: A citation as a reader needs it.
cited(key) := {
	"key": key,
	"instrument": data.citations[key].instrument,
	"article": data.citations[key].article,
	"confidence": data.citations[key].confidence,
}
