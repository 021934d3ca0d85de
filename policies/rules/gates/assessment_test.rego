package balise.rules.gates.assessment_test

import data.balise.rules.gates.assessment

test_equity_assessed_met_by_a_favourable_conclusion if {
	assessment.equity_assessed with input.facts as {"assessment": {"equity": {"conclusion": "favourable"}}}
}

test_equity_assessed_met_under_conditions if {
	assessment.equity_assessed with input.facts as {"assessment": {"equity": {"conclusion": "with_conditions"}}}
}

test_equity_assessed_unmet_by_an_unfavourable_conclusion if {
	not assessment.equity_assessed with input.facts as {"assessment": {"equity": {"conclusion": "unfavourable"}}}
}

test_equity_assessed_unmet_by_another_assessment if {
	not assessment.equity_assessed with input.facts as {"assessment": {"other": {"conclusion": "favourable"}}}
}

test_equity_assessed_unmet_without_facts if {
	not assessment.equity_assessed with input.facts as {}
}

test_security_assessed_met_by_a_favourable_conclusion if {
	assessment.security_assessed with input.facts as {"assessment": {"security": {"conclusion": "favourable"}}}
}

test_security_assessed_met_under_conditions if {
	assessment.security_assessed with input.facts as {"assessment": {"security": {"conclusion": "with_conditions"}}}
}

test_security_assessed_unmet_by_an_unfavourable_conclusion if {
	not assessment.security_assessed with input.facts as {"assessment": {"security": {"conclusion": "unfavourable"}}}
}

test_security_assessed_unmet_by_another_assessment if {
	not assessment.security_assessed with input.facts as {"assessment": {"other": {"conclusion": "favourable"}}}
}

test_security_assessed_unmet_without_facts if {
	not assessment.security_assessed with input.facts as {}
}

test_algorithmic_impact_assessed_met_by_a_favourable_conclusion if {
	assessment.algorithmic_impact_assessed with input.facts as {"assessment": {"algorithmic_impact": {"conclusion": "favourable"}}}
}

test_algorithmic_impact_assessed_met_under_conditions if {
	assessment.algorithmic_impact_assessed with input.facts as {"assessment": {"algorithmic_impact": {"conclusion": "with_conditions"}}}
}

test_algorithmic_impact_assessed_unmet_by_an_unfavourable_conclusion if {
	not assessment.algorithmic_impact_assessed with input.facts as {"assessment": {"algorithmic_impact": {"conclusion": "unfavourable"}}}
}

test_algorithmic_impact_assessed_unmet_by_another_assessment if {
	not assessment.algorithmic_impact_assessed with input.facts as {"assessment": {"other": {"conclusion": "favourable"}}}
}

test_algorithmic_impact_assessed_unmet_without_facts if {
	not assessment.algorithmic_impact_assessed with input.facts as {}
}
