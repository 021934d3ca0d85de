# METADATA
# description: >-
#   When to ask again although nothing came - the first day from which time alone may change the answer. A text comes
#   into force; what was allowed ends; or a case has been left without news for as long as is tolerated.
package balise.again

import data.balise.calendar
import data.balise.ending
import data.balise.findings
import data.balise.question

# METADATA
# description: That day for a case judged with such an outcome, or null when there is none to come.
on(outcome) := min(days) if {
	days := (texts | silence(outcome)) | ends(outcome)
	count(days) > 0
} else := null

texts contains notice.effective if {
	some notice in findings.notices
	notice.effective > question.today
}

# Once it is over a case has nothing to tell. One that its first gate did not let in has: to go on, or to give it up.
silence(outcome) := {day |
	not over(outcome)
	day := calendar.later(tolerated, 0, 1)
	day > question.today
}

over(outcome) if {
	question.final != null
	question.held(outcome) == question.final
}

over(_) if {
	question.final != null
	not question.crossing
	input.passage.to == question.final
}

ends(outcome) := {day |
	stage := question.held(outcome)
	stage != question.final
	some day in ending.coming(stage)
}

# METADATA
# description: The last day on which the silence of the case's own establishment is tolerated. Undefined if it never spoke.
tolerated := calendar.later(question.legal_day(input.case.heard), 0, data.parameters.silence.days)
