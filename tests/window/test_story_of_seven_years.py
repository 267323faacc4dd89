"""Story 2: "We're all set" for seven years; then the decision-maker leaves."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox

READINGS = ("timing, just renewed", "value, does not see it yet", "priorities, the depot comes first")
TO_KELSO = "Follow Walter Brandt to Kelso Lines"


def seven_years(desk):
    """28 calls to one who always says no, each with its reading."""
    start = date(2019, 11, 25)
    desk.go_to(start)
    desk.add_card("Halden Shipping", contact="Walter Brandt, COO", yearly_value="2m")
    for quarter in range(28):
        desk.go_to(start + timedelta(days=91 * quarter))
        # The program never proposes to stop: there is always a next touch, to a person.
        assert desk.headline == "Call Walter Brandt today"
        if quarter:
            assert "Bring something useful to them; no ask yet." in desk.panel
            assert desk.reasons == [
                "91 days quiet; the rhythm here is every 60 days, at most 90.",
                "Their last word, 3 months ago, was no. It need not stay so.",
            ]
        desk.log(f"call walter no: we’re all set; {READINGS[quarter % 3]}")
        assert desk.headline.startswith("Call Walter Brandt on ")


def decision_maker_left(desk, *, follow):
    """What the rep says of it on the sheet."""
    desk.do("decision_maker")
    sheet = desk.sheet("decisionMakerSheet")
    desk.fill(sheet, "Where they went", "Kelso Lines")
    desk.fill(sheet, "Who decides now", "Signe Aas, COO")
    offer = sheet.findChild(QCheckBox, "followTheLeaver")
    assert (offer.text(), offer.isChecked()) == ("Add Kelso Lines as a dream client", True)
    offer.setChecked(follow)
    desk.save(sheet)


def test_every_no_is_only_not_now_and_the_newcomer_is_called(desk):
    seven_years(desk)
    assert desk.window.parts.timeline._summary.text() == "28 touches, 2,458 days, round 1"
    assert desk.timeline()[0].endswith(
        "Call, no. Walter Brandt: we’re all set; timing, just renewed. 91 quiet days"
    )
    for reading in READINGS:  # each no with its own
        assert sum(f"we’re all set; {reading}" in line for line in desk.timeline()) in (9, 10)
    assert sum("we’re all set" in line for line in desk.timeline()) == 28

    # He leaves. The newcomer is the next suggestion, inside two weeks, before any plan.
    desk.go_to(desk.clock.today() + timedelta(days=22))
    decision_maker_left(desk, follow=False)
    assert desk.headline == "Call Signe Aas today"
    assert "New COO. Bring something useful to them; no ask yet." in desk.panel
    assert desk.reasons == [
        "The decision-maker changed today: the “no” came from somebody else.",
        "A newcomer is best called soon: by 22 Sep.",
    ]
    assert desk.today()[0] == "1. Call Signe Aas today. Halden Shipping, new decision-maker"

    # She is called; then the one who left is offered as a new dream client.
    desk.log("call signe spoke gave")
    assert desk.headline == f"{TO_KELSO} tomorrow"
    assert "Congratulate them on the new post, and make Kelso Lines a dream client." in desk.panel
    assert "Walter Brandt left Halden Shipping today for Kelso Lines." in desk.reasons

    # The offer taken, his new company's card has him; the old card goes on with the newcomer.
    desk.add_card("Kelso Lines", yearly_value="1m")
    desk.go_to(desk.clock.today() + timedelta(days=1))
    assert desk.headline == "Call Walter Brandt today"
    assert "Congratulate them on the new post: you know somebody here now." in desk.panel
    assert "Walter Brandt decided at Halden Shipping and came here yesterday." in desk.reasons
    desk.select("Halden Shipping")
    assert desk.headline.startswith("Call Signe Aas on ")
    assert "Kelso" not in desk.panel


def test_the_one_who_left_is_followed_in_the_same_step(desk):
    desk.add_card("Halden Shipping", contact="Walter Brandt, COO")
    desk.log("call walter no: we’re all set")
    decision_maker_left(desk, follow=True)
    assert desk.stage_of("Kelso Lines") == "Dream list"
    assert desk.headline == "Call Signe Aas today"
    desk.log("call signe spoke gave")
    assert "Kelso" not in desk.panel
    desk.go_to(desk.clock.today() + timedelta(days=1))
    desk.select("Kelso Lines")
    assert desk.headline == "Call Walter Brandt today"
    desk.log("mail walter kelso thank: congratulations")
    assert desk.headline == "Find the decision-maker at Kelso Lines on 26 Nov"
