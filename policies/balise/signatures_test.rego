package balise.signatures_test

import data.balise.signatures
import data.balise.signed_test as signed

case_id := "initiative:ciusss-x/essai"

word(opinion) := under(opinion, signed.keys)

under(opinion, keys) := found if {
	found := signatures.words.here
		with input as {"case": {"id": case_id}, "opinions": {"here": opinion}}
		with data.keys as keys
		with data.parameters as {"signature_required_from": "2026-01-01"}
}

changed(path, value) := json.patch(signed.opinions.conditions, [{"op": "add", "path": path, "value": value}])

# The committee's key, with some of its line changed.
enrolled(changes) := object.union(signed.keys, {signed.ids.committee: changes})

test_opinion_as_it_was_signed_is_sound if {
	word(signed.opinions.plain) == "sound"
	word(signed.opinions.conditions) == "sound"
	word(signed.opinions.against) == "sound"
	word(signed.opinions.one) == "sound"
}

test_nothing_left_out_differs_from_null if {
	nulls := {"seat": null, "reasons": null, "language": null, "conditions": []}
	word(object.union(signed.opinions.plain, nulls)) == "sound"
}

test_any_word_changed_afterwards_breaks_the_signature if {
	every path, value in {
		"/answer": "favourable",
		"/body": "professional_order",
		"/seat": "one",
		"/covers": "d2",
		"/reasons": "Le besoin est établi !",
		"/language": "en",
		"/conditions": [],
		"/conditions/0": "Comparer les résultats après six mois.",
		"/conditions/-": "Ne rien faire.",
	} {
		word(changed(path, value)) == "signature_invalid"
	}
}

test_one_character_of_the_signature_changed_breaks_it if {
	written := signed.opinions.plain.signature
	at := count(written) - 20
	other := {true: "B", false: "A"}[substring(written, at, 1) == "A"]
	flipped := concat("", [substring(written, 0, at), other, substring(written, at + 1, -1)])
	word(object.union(signed.opinions.plain, {"signature": flipped})) == "signature_invalid"
}

test_what_is_no_signature_is_none if {
	word("favourable") == "signature_invalid"
	word(null) == "signature_invalid"
	every text in ["", "a", "a.b.c", "....", 7, true, [], {}] {
		word(object.union(signed.opinions.plain, {"signature": text})) == "signature_invalid"
	}
}

test_true_signature_on_something_else_is_not_one_on_this if {
	every name in ["another_type", "another_algorithm", "more_header", "more_stated", "another_person"] {
		word(signed.opinions[name]) == "signature_invalid"
	}
}

test_key_that_nobody_enrolled_is_unknown if {
	word(signed.opinions.by_a_stranger) == "key_unknown"
	under(signed.opinions.plain, {}) == "key_unknown"
}

test_another_s_key_under_the_same_name_proves_nothing if {
	under(signed.opinions.plain, enrolled({"jwk": signed.keys[signed.ids.one].jwk})) == "signature_invalid"
	under(signed.opinions.plain, enrolled({"jwk": null})) == "signature_invalid"
}

test_opinion_of_another_case_does_not_count_here if word(signed.opinions.on_another_case) == "wrong_case"

test_key_of_another_body_or_seat_does_not_sit_there if {
	word(signed.opinions.by_another_body) == "not_entitled"
	word(signed.opinions.in_another_seat) == "not_entitled"
	under(signed.opinions.plain, enrolled({"seat": "one"})) == "not_entitled"
}

test_key_holds_from_its_first_day_to_its_last if {
	under(signed.opinions.plain, enrolled({"valid_from": "2026-02-01", "valid_until": "2026-02-02"})) == "sound"
	under(signed.opinions.plain, enrolled({"valid_from": "2026-02-02"})) == "key_not_valid"
	under(signed.opinions.plain, enrolled({"valid_until": "2026-02-01"})) == "key_not_valid"
	under(signed.opinions.plain, enrolled({"valid_until": null})) == "key_not_valid"
	under(signed.opinions.plain, json.remove(signed.keys, [concat("/", [signed.ids.committee, "valid_from"])])) == "key_not_valid"
}

test_key_revoked_later_still_proves_what_was_received_before if {
	under(signed.opinions.plain, enrolled({"revoked_from": "2026-02-03"})) == "sound"
}

# Whoever holds a stolen key may write any day they like; the day of receipt is not theirs to choose.
test_key_revoked_before_receipt_proves_nothing if {
	under(signed.opinions.plain, enrolled({"revoked_from": "2026-02-02"})) == "key_not_valid"
	under(signed.opinions.plain, enrolled({"revoked_from": "2026-02-01"})) == "key_not_valid"
	under(signed.opinions.plain, enrolled({"revoked_from": 7})) == "key_not_valid"
}

test_day_of_signing_is_a_day_not_after_receipt if {
	every name in ["of_tomorrow", "no_such_day", "day_as_a_number"] {
		word(signed.opinions[name]) == "key_not_valid"
	}
}

test_opinion_of_unknown_receipt_proves_nothing if {
	word(object.remove(signed.opinions.plain, ["received_at"])) == "key_not_valid"
	word(object.union(signed.opinions.plain, {"received_at": null})) == "key_not_valid"
}

test_day_of_receipt_is_that_of_quebec if {
	ended := enrolled({"valid_until": "2026-02-02"})
	under(received("2026-02-03T04:59:59Z"), ended) == "sound"
	under(received("2026-02-03T05:00:00Z"), ended) == "key_not_valid"
}

received(at) := object.union(signed.opinions.plain, {"received_at": at})

test_opinion_without_a_signature_counts_only_from_before_it_was_required if {
	bare := {"body": "comite_ia_sante", "answer": "favourable", "covers": "d1"}
	word(object.union(bare, {"received_at": "2026-01-01T04:59:59Z"})) == "sound"
	word(object.union(bare, {"received_at": "2026-01-01T05:00:00Z"})) == "unsigned"
	word(object.union(bare, {"received_at": null})) == "unsigned"
	word(bare) == "unsigned"
	word(object.union(bare, {"signature": null})) == "unsigned"
	word({}) == "unsigned"
}
