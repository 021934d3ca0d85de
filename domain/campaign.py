"""What a campaign is made of: many are asked the same thing, for a time, and those who do not answer are counted."""

from domain.process import Process

CAMPAIGN = Process(
    name="campaign",
    stages=("opened", "collecting", "closed"),
    declaration="campaign.opened",
    facts={
        "campaign.opened": "declaration",
        "invitations.sent": "invitations",
        "reminders.sent": "reminders",
        "answers.counted": "answers",
        "campaign.closed": "report",
        "campaign.followed": "sequel",
    },
    passed_on=frozenset({"question.answered"}),
)
