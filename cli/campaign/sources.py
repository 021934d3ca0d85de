"""What a campaign command reads: the campaign's case, whom it has told, and page by page the cases that may answer."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from temporalio.client import Client

from activities.names import PROCESS, STAGE
from cli import report_words
from cli.case import PATIENCE, folder_of, folders_of, visibility_query, with_client
from cli.lives import life_of
from cli.progress import counted as counting
from cli.report.sources import heard_by
from cli.screen import Exit, screen
from domain.asking import ASKS, establishment_of
from domain.campaign import CAMPAIGN
from domain.case import CASE_ID
from domain.text import Text
from reporting.campaign import Asked, Followed, Register, Tally, followed
from reporting.campaign import concerned as is_concerned

PAGE: Final = 200
"""Cases asked between two pages of the list: no more of them are held at once."""


NEEDED: Final = ("kind", "asked_of", "opened_on", "closes_on")
"""What a campaign must have been opened with for anyone to be asked."""


@dataclass(frozen=True)
class Campaign:
    """A campaign's case, and all that it has announced."""

    id: str
    stage: str | None
    facts: dict[str, dict[str, Any]]
    register: Register

    @property
    def declaration(self) -> dict[str, Any]:
        """What it was opened with."""
        return self.facts["declaration"]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Those that were told they are asked."""
        return self.register.asked

    def fact(self, topic: str) -> dict[str, Any] | None:
        """Return what was last said on *topic*."""
        return self.facts.get(topic)


def of(campaign_id: str) -> Campaign:
    """Return that campaign, or leave with what cannot be had."""
    parts = CASE_ID.fullmatch(campaign_id)
    if parts is None or parts["process"] != CAMPAIGN.name:
        screen.fail(
            Text(
                fr="Une campagne se nomme campaign:<code>/<campagne>.",
                en="A campaign is named campaign:<code>/<campaign>.",
            ),
            Exit.USAGE,
        )
    folder = asyncio.run(with_client(lambda client: folder_of(client, campaign_id)))
    facts = {topic: fact.data for topic, fact in folder.case.facts.items()}
    missing = [name for name in NEEDED if not facts.get("declaration", {}).get(name)]
    if missing:
        screen.fail(
            Text(
                fr=f"La déclaration de la campagne ne dit pas : {', '.join(missing)}.",
                en=f"The campaign's declaration does not say: {', '.join(missing)}.",
            )
        )
    register = Register(campaign_id)
    asyncio.run(heard_by(register.note))
    return Campaign(campaign_id, folder.case.stage, facts, register)


def stands(campaign_id: str) -> str | None:
    """Return the stage of that campaign."""
    return asyncio.run(with_client(lambda client: folder_of(client, campaign_id))).case.stage


def concerned(campaign: Campaign, establishments: Iterable[str]) -> list[str]:
    """Return whom the *campaign* asks: initiatives, or establishments; only those of *establishments* when given."""
    only = set(establishments)
    if campaign.declaration.get("asked_of") == "establishments" and only:
        return sorted(only)
    asks = ASKS[campaign.declaration["kind"]]
    stages = " OR ".join(f'{STAGE.name} = "{stage}"' for stage in asks.stages)
    query = f"{visibility_query({PROCESS.name: asks.process})} AND ({stages})"

    async def gather(client: Client) -> list[str]:
        found: set[str] = set()
        async for page in _pages(client, query):
            ids = [each for each in page if not only or establishment_of(each) in only]
            if asks.kind is not None:
                folders = await folders_of(client, ids)
                ids = [each for each, folder in folders.items() if is_concerned(asks, life_of(folder))]
            found.update(ids)
        return sorted(found)

    cases = asyncio.run(with_client(gather))
    if campaign.declaration.get("asked_of") == "initiatives":
        return cases
    return sorted({establishment_of(each) for each in cases})


def counted(campaign: Campaign) -> Followed:
    """Return who has answered the *campaign* until today; until it was counted for the last time, when it is closed."""
    today = report_words.now().date()
    last = campaign.fact("answers") if campaign.stage == CAMPAIGN.stages[-1] else None
    until = date.fromisoformat(last["counted_on"]) if last else today
    tally = Tally(ASKS[campaign.declaration["kind"]], campaign.asked, until, report_words.day)
    asyncio.run(with_client(lambda client: _count(client, campaign, tally)))
    tally.hear(campaign.id, campaign.register.said)
    return followed(campaign.id, campaign.declaration, campaign.asked, tally, (until, report_words.day))


async def _count(client: Client, campaign: Campaign, tally: Tally) -> None:
    """Ask the cases of those that are asked, page by page; one answer is enough for an establishment."""
    asked = {each.whom for each in campaign.asked}
    query = visibility_query({PROCESS.name: ASKS[campaign.declaration["kind"]].process})
    total = (await client.count_workflows(query, rpc_timeout=PATIENCE)).count
    with counting(Text(fr="Dossiers", en="Cases"), total) as one_more:
        async for page in _pages(client, query):
            wanted = [each for each in page if {each, establishment_of(each)} & asked]
            for folder in (await folders_of(client, wanted)).values():
                tally.note(life_of(folder))
            for _ in page:
                one_more()


async def _pages(client: Client, query: str) -> AsyncIterator[list[str]]:
    """Yield the ids of the cases that *query* finds, a page at a time."""
    page: list[str] = []
    async for one in client.list_workflows(query, page_size=PAGE, rpc_timeout=PATIENCE):
        page.append(one.id)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
