package balise.rules.gates.dataset_test

import data.balise.rules.gates.dataset

test_sources_known_met_with_a_source if {
	dataset.sources_known with input.facts as {"data": {"sources": ["archive d'imagerie"]}}
}

test_sources_known_unmet_with_none if {
	not dataset.sources_known with input.facts as {"data": {"sources": []}}
}

test_sources_known_unmet_without_facts if {
	not dataset.sources_known with input.facts as {}
}

test_quality_assessed_met_when_assessed if {
	dataset.quality_assessed with input.facts as {"data": {"quality_assessed": true}}
}

test_quality_assessed_unmet_when_not if {
	not dataset.quality_assessed with input.facts as {"data": {"quality_assessed": false}}
}

test_quality_assessed_unmet_without_facts if {
	not dataset.quality_assessed with input.facts as {}
}

test_representativeness_assessed_met_when_assessed if {
	dataset.representativeness_assessed with input.facts as {"data": {"representativeness_assessed": true}}
}

test_representativeness_assessed_unmet_when_not if {
	not dataset.representativeness_assessed with input.facts as {"data": {"representativeness_assessed": false}}
}

test_representativeness_assessed_unmet_without_facts if {
	not dataset.representativeness_assessed with input.facts as {}
}

test_custodian_designated_met if {
	dataset.custodian_designated with input.facts as {"data": {"custodian": "Direction de l'imagerie"}}
}

test_custodian_designated_unmet if {
	not dataset.custodian_designated with input.facts as {"data": {"custodian": " "}}
}

test_custodian_designated_unmet_without_facts if {
	not dataset.custodian_designated with input.facts as {}
}

test_systems_interoperable_met if {
	dataset.systems_interoperable with input.facts as {"data": {"interoperable": true}}
}

test_systems_interoperable_unmet if {
	not dataset.systems_interoperable with input.facts as {"data": {"interoperable": false}}
}

test_systems_interoperable_unmet_without_facts if {
	not dataset.systems_interoperable with input.facts as {}
}
