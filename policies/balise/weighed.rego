# METADATA
# description: >-
#   Which batches of rules have to be weighed one by one. A bundle carries, for each gate, rules that tell in few steps
#   which of its batches have nothing to say (engines/quiet.py writes them); without them every batch is weighed.
package balise.weighed

import data.balise.question

# METADATA
# description: The batches that are not known to be quiet, each with its gate and where its rules stand.
batches := [object.union(batch, {"gate": gate, "turn": turn, "places": sheet.places}) |
	some turn, [gate, sheet] in question.sheets
	some batch in object.remove(sheet.batches, silent(sheet.name))
]

default silent(_) := set()

# The batches whose rules are all met, or not for this case.
silent(sheet) := data.balise.quiet[input.process][sheet].silent

# METADATA
# description: True when every fact that a term rests on is absent or in its form, as told in few steps.
well_formed if data.balise.quiet[input.process].well_formed
