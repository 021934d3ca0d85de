package balise.opinions_test

import data.balise.opinions

given(changed) := {"comite_ia_sante": {
	"body": "comite_ia_sante", "answer": "favourable", "covers": "before", "changed": changed,
}}

holds(opinion, substantial) if {
	opinions.favourable("comite_ia_sante")
		with input as {"process": "p", "case": {"dossier": "now"}, "opinions": opinion}
		with data.processes as {"p": substantial}
}

named := {"substantial": ["data", "change"]}

test_an_opinion_holds_while_only_what_is_not_substantial_changes if {
	holds(given(["training", "assessment.privacy"]), named)
	holds(given([]), named)
}

test_an_opinion_lapses_with_what_is_substantial if {
	not holds(given(["training", "data"]), named)
	not holds(given(["change.model"]), named)
}

test_an_opinion_lapses_with_anything_where_nothing_is_called_substantial if {
	not holds(given(["training"]), {})
}

test_an_opinion_lapses_when_what_was_seen_is_not_known if {
	not holds(given(null), named)
	not holds({"comite_ia_sante": object.remove(given([]).comite_ia_sante, ["changed"])}, named)
}
