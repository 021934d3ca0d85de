# METADATA
# description: Whose opinion a gate waits for, and whether the one given still counts.
package balise.opinions

import data.balise.conditions
import data.balise.question

# METADATA
# description: Opinions required at the gates asked and not given favourably on the current file.
awaited := [{"gate": gate, "entry": entry, "cause": cause(entry.body)} |
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	conditions.applies(entry.when) == "yes"
	not favourable(entry.body)
]

# METADATA
# description: Opinions of which the facts do not tell whether they are required.
undecided := [{"gate": gate, "entry": entry, "missing": conditions.missing(entry.when)} |
	some gate in question.gates
	some entry in question.declared(gate, "opinions")
	not conditions.applies(entry.when) in {"yes", "no"}
]

favourable(body) if {
	input.opinions[body].answer in {"favourable", "with_conditions"}
	current(body)
}

# METADATA
# scope: document
# description: >-
#   Whether an opinion still is one on this file: nothing has changed since, or only what the process does not call
#   substantial. What its giver saw must be known for that.
current(body) if input.opinions[body].covers == input.case.dossier

current(body) if {
	changed := input.opinions[body].changed
	is_array(changed)
	every topic in changed {
		not substantial(topic)
	}
}

substantial(_) if not data.processes[input.process].substantial

substantial(topic) if split(topic, ".")[0] in data.processes[input.process].substantial

# One who steps aside has said nothing of the initiative, and an opinion on other facts is not one on these.
cause(body) := "absent" if {
	not input.opinions[body].answer in {"favourable", "with_conditions", "unfavourable"}
} else := "lapsed" if {
	input.opinions[body].covers
	not current(body)
} else := "unfavourable" if {
	input.opinions[body].answer == "unfavourable"
} else := "absent"
