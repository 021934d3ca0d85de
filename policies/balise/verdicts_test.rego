package balise.verdicts_test

import data.balise.verdict_test

test_each_question_has_its_answer_in_its_place if {
	asked := verdict_test.question
	answers := data.balise.verdicts with input as {"questions": [asked, {"process": "unheard of"}, verdict_test.recension]}
		with data.processes as verdict_test.gates
		with data.catalogue.rules as verdict_test.rules
		with data.citations as verdict_test.citations
		with data.parameters as verdict_test.parameters
		with data.facts as verdict_test.shapes
	answers == [verdict_test.answer(asked), null, verdict_test.answer(verdict_test.recension)]
}

test_no_question_has_no_answer if data.balise.verdicts == [] with input as {"questions": []}
