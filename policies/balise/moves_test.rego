package balise.moves_test

import data.balise.moves
import data.balise.plan

topics := {
	"p": {"declaration": ["asked"], "answer": ["answered"], "decision": ["decided"], "approval": ["approved"], "register": ["registered"]},
	"q": {"declaration": ["opened"], "answers": ["counted"]},
}

speakers := {
	"asked": ["establishment"], "answered": ["establishment"], "registered": ["governance"],
	"decided": ["governance:comite-x"], "approved": ["governance:comite-x"],
	"opened": ["governance"], "counted": ["governance"],
}

listed := {
	"ONE": {"needs": ["decision.day"], "reads": ["answer.day"]},
	"BOTH": {"needs": ["decision.day", "answer.day"], "reads": []},
	"NONE": {"needs": [], "reads": ["approval.given", "answer.day"]},
	"OWN": {"needs": [], "reads": ["answer.day"]},
	"REG": {"needs": ["register.items"], "reads": []},
	"OPEN": {"needs": ["declaration.title"], "reads": []},
	"TERM": {"needs": ["term.x", "decision.day"], "reads": []},
}

whose(process, rule, missing) := object.get(found, "by", "establishment") if {
	found := moves.on(rule, missing)
		with input as {"process": process}
		with plan.told as told
		with data.catalogue.rules as listed
}

told := found if {
	found := plan.told with data.catalogue.topics as topics with data.rules.entitlement.parameters.types as speakers
}

test_move_is_of_the_body_that_alone_may_tell_what_the_rule_needs if {
	whose("p", "ONE", []) == "comite_x"
	whose("p", "BOTH", []) == "establishment"
	whose("p", "TERM", []) == "establishment"
}

test_move_is_of_whoever_may_tell_what_is_missing if {
	whose("p", "BOTH", ["decision.day"]) == "comite_x"
	whose("p", "BOTH", ["answer.day"]) == "establishment"
	whose("p", "BOTH", ["answer.day", "decision.day"]) == "establishment"
}

test_rule_that_needs_nothing_turns_on_what_bodies_tell if {
	whose("p", "NONE", []) == "comite_x"
	whose("p", "OWN", []) == "establishment"
}

test_what_any_body_may_tell_is_the_ministrys_but_where_any_body_opens_the_case if {
	whose("p", "REG", []) == "msss"
	whose("q", "OPEN", ["declaration.title"]) == "establishment"
	whose("p", "OPEN", []) == "establishment"
}
