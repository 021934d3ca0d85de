# METADATA
# description: Which account of a mandate the ministry still has to decide on, and by which day.
package balise.rules.mandate.approval

import data.balise.calendar
import data.balise.facts
import data.balise.question

# METADATA
# description: >-
#   The account that waits, named by the last day of its year. It waits until it is decided, approved or not; one that is
#   submitted again waits again.
owing := [{"key": key, "name": ended, "due": calendar.after(question.today, data.parameters.duties.account_decision)} |
	ended := facts.value("accountability.year_ended_on")
	is_string(ended)
	submitted := facts.value("accountability.submitted_on")
	key := substring(crypto.sha256(concat("\n", [ended, submitted])), 0, 12)
	not decided(ended, submitted)
]

decided(ended, submitted) if {
	facts.value("approval.year_ended_on") == ended
	submitted <= facts.value("approval.decided_on")
}
