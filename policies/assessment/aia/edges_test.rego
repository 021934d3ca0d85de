package balise.assessment.aia_edges_test

# What a figure off by one, or a part of the result left out, would change.

import data.balise.assessment.aia
import data.balise.assessment.aia_test as small

test_level_is_that_of_the_total_and_comes_with_what_it_requires if {
	found := small.assessed({"data": {"added": "item1-40"}})
	found.level == 1
	found.model == data.assessment.requirements.model
	found.requires == aia.required(1)
	every step in found.requires {
		step.title.fr
	}
}

test_version_that_offers_no_such_answer_does_not_fit if {
	small.assessed({"version": "1", "data": {"added": "item4-0", "changed": "item1-96"}}).also_fits == []
}

test_discount_starts_at_eighty_percent_to_the_point if {
	boxes := {"kind": "checkbox", "side": "mitigation", "values": {"item1-399": 399, "item2-1": 1, "item3-600": 600}}
	banks := {"1": {"open": [], "choices": {"boxes": boxes}}}
	discounted := [found.discounted |
		some ticked in [["item1-399"], ["item1-399", "item2-1"]]
		found := aia.assessed with input as {"data": {"boxes": ticked}}
			with data.assessment.aia.banks as banks
			with data.assessment.aia.order as ["1"]
	]
	discounted == [false, true]
}

test_nothing_discounted_is_still_nothing if aia.total(0, true) == 0
