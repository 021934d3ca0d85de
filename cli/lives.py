"""How what a case carries, and what was announced of it, become the records that figures are computed from."""

from reporting.heard import Heard
from reporting.life import Life, Told
from workflows.folder import Folder


def life_of(folder: Folder, heard: Heard | None = None) -> Life:
    """Return the life of the case of *folder*, with what was *heard* of it where that was asked for."""
    last = folder.case.sequence
    # A request that is also remembered by itself is the declaration first.
    topics = sorted(folder.case.facts.items(), key=lambda held: held[0] == "declaration")
    brought = {fact.event_id: topic for topic, fact in topics}
    heard = heard or Heard()
    return Life(
        case=folder.case,
        verdict=folder.verdict,
        told=tuple(
            Told(
                sequence=entry.sequence,
                at=entry.received_at,
                event_id=entry.event_id,
                type=entry.type,
                what=brought.get(entry.event_id, entry.type),
                stage=entry.stage,
                gate=entry.gate,
                outcome=entry.outcome,
                rules=entry.rules,
            )
            for entry in folder.timeline
        ),
        # What was announced after the case had been asked is left for the next time.
        judgements=tuple(each for each in heard.judgements if each.sequence <= last),
        entries=tuple(each for each in heard.entries if each.sequence <= last),
        announced=heard.announced,
    )
