"""What a person's recourse against an automated decision is made of: four stages, and the messages that tell it."""

from domain.process import Process

RECOURSE = Process(
    name="recourse",
    stages=("opened", "answered", "reviewed", "closed"),
    declaration="recourse.opened",
    facts={
        "recourse.opened": "declaration",
        "answer.given": "answer",
        "observations.heard": "observations",
        "review.rendered": "review",
    },
    asked={"reasons": "asked_reasons", "rectification": "asked_rectification", "review": "asked_review"},
    answered={"initiative.linked": "named"},
)
