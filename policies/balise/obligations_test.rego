package balise.obligations_test

import data.balise.obligations

said := {"fr": "recommencer", "en": "do it again"}

asked := {
	"as_of": "2026-03-01T12:00:00Z",
	"process": "p",
	"case": {"establishment": "ciusss-x"},
	"passage": {"to": "s"},
	"facts": {},
}

# The same duty, under one period or another.
due(period) := obligation.due if {
	some obligation in obligations.duties with input as asked
		with data.processes as {"p": {"gates": {"s": {"duties": [{"id": "again", "period": "often", "citation": "t", "what": said, "remedy": said}]}}}}
		with data.citations as {"t": {"instrument": "Loi", "article": null, "confidence": "verified"}}
		with data.parameters as {"duties": {"often": period}}
}

test_duty_is_due_after_months_or_after_days if {
	due({"months": 2}) == "2026-05-01"
	due({"days": 45}) == "2026-04-15"
}
