# METADATA
# description: >-
#   What ends on a day that was said - what a stage lets happen, and what linked cases let a case do. Nobody has to say
#   anything on that day for it to be past.
package balise.ending

import data.balise.calendar
import data.balise.facts
import data.balise.question

# METADATA
# description: >-
#   Whether the last day of what a stage lets happen is past. A day that nobody said is not past; rules ask for it.
over(stage) if last_day(stage) < question.today

# METADATA
# description: The days to come on which what the case may do at a stage changes by itself.
coming(stage) := {day | some day in (own(stage) | linked); day > question.today}

own(stage) := {calendar.later(last_day(stage), 0, 1)}

own(stage) := set() if not last_day(stage)

last_day(stage) := day if {
	day := facts.value(data.processes[input.process].gates[stage].ends)
	is_string(day)
}

linked contains told.starts_on if some told in granted

linked contains calendar.later(told.ends_on, 0, 1) if some told in granted

granted := [told | some told in facts.value("accesses.cases"); told.status == "granted"]
