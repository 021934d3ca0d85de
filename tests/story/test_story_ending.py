"""A record that was set aside for another reason than the story tells is noticed."""

from events.follow import Heard
from story.ending import unparked
from story.telling import Record


def test_a_record_parked_for_another_reason_is_noticed() -> None:
    broken = Record("balise.in.chum", b"", b"{", None, "not_json")
    sound = Record("balise.in.chum", b"", b"{}", None, None)
    records = {("balise.in.chum", 0, 0): broken, ("balise.in.chum", 0, 1): sound}
    heard = Heard(parked={("balise.in.chum", 0, 0): {"reason": "not_json"}})
    assert unparked(records, heard) == []
    heard.parked[("balise.in.chum", 0, 1)] = {"reason": "too_large"}
    assert [text.en for text in unparked(records, heard)] == [
        "balise.in.chum/0/1: reason for being set aside: expected None, found too_large."
    ]
