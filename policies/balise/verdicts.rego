package balise

# METADATA
# title: Verdicts
# description: >-
#   The answers to `input.questions`, in their order; null where the question is malformed. What back-tests, campaigns and
#   trials of a change ask, so that five hundred cases cost one request.
# entrypoint: true
verdicts := [answer |
	some question in input.questions
	answer := answered(question)
]

answered(question) := whole if {
	whole := verdict with input as question
} else := null
