"""What is brought to one card: it lands there, whoever it names."""

from datetime import date

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Employment, Plan, Pursuit, Touch
from dreamboard.domain.values import Direction, Intent, Outcome
from dreamboard.exchange.calendars import Window
from dreamboard.exchange.importing import Choices
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.import_plan import KeepStranger, Stranger
from tests.exchange.desk import ImportDesk
from tests.exchange.test_mail import letter, mailbox

DANA, BO = "dana@teller.example", "bo@north.example"


@pytest.fixture
def desk():
    made = ImportDesk()
    made.run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox", emails=(DANA,))))
    made.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=(BO,))))
    return made


@pytest.fixture
def card(desk):
    return desk.one(Pursuit, account_id=desk.one(Account, name="Teller Foods").id)


@pytest.fixture
def to_card(card):
    return Choices(mine=("me@rep.example",), card=card.id, window=Window.around(date(2026, 3, 2)))


def where(touch):
    return touch.account_id, touch.pursuit_id


def test_a_strangers_message_lands_on_the_card_and_the_stranger_is_offered(desk, card, to_card, tmp_path):
    path = mailbox(
        tmp_path / "a.mbox",
        letter('"Fox, Ed" <ed@mail.example>', "me@rep.example", 1),
        letter("ed@mail.example", "me@rep.example", 2, In_Reply_To="<9@x.example>"),
    )
    plan = desk.take(path, choices=to_card)
    assert [line.text for line in plan.lines] == ["email at Teller Foods"] * 2
    assert {where(touch) for touch in desk.all(Touch)} == {(card.account_id, card.id)}
    assert {touch.contact_id for touch in desk.all(Touch)} == {None}
    (stranger,) = plan.strangers
    assert stranger == Stranger(
        "Fox, Ed", "ed@mail.example", (("mail", "1@x.example"), ("mail", "2@x.example"))
    )

    desk.run(KeepStranger(card.account_id, stranger))
    ed = desk.one(Contact, name="Fox, Ed")
    assert ed.emails == ("ed@mail.example",)
    assert desk.one(Employment, contact_id=ed.id).account_id == card.account_id
    assert {touch.contact_id for touch in desk.all(Touch)} == {ed.id}
    again = desk.plan(path, choices=to_card)
    assert again.changes_nothing
    assert again.strangers == ()


def test_a_message_to_a_stranger_and_its_answer_are_joined_there(desk, card, to_card, tmp_path):
    path = mailbox(
        tmp_path / "a.mbox",
        letter("me@rep.example", "ed@mail.example", 1),
        letter("ed@mail.example", "me@rep.example", 2, In_Reply_To="<1@x.example>"),
        letter("me@rep.example", "ed@mail.example", 3, In_Reply_To="<2@x.example>"),
    )
    desk.take(path, choices=to_card)
    first, second, third = sorted(desk.all(Touch), key=lambda touch: touch.at)
    assert (first.direction, first.outcome) == (Direction.OUT, Outcome.REPLIED)
    assert second.direction is Direction.IN
    assert (third.direction, third.intent) == (Direction.OUT, Intent.REPLY)


def test_a_contact_of_another_account_stays_who_they_are(desk, card, to_card, tmp_path):
    plan = desk.take(mailbox(tmp_path / "a.mbox", letter(BO, "me@rep.example", 1)), choices=to_card)
    touch = desk.one(Touch)
    assert where(touch) == (card.account_id, card.id)
    assert touch.contact_id == desk.one(Contact, name="Bo Li").id
    assert plan.strangers == ()


def test_what_a_program_sent_is_left_out_there_too(desk, to_card, tmp_path):
    away = letter(DANA, "me@rep.example", 1, Auto_Submitted="auto-replied")
    plan = desk.plan(mailbox(tmp_path / "a.mbox", away), choices=to_card)
    assert [line.text for line in plan.lines] == ["an automatic reply"]


def test_meetings_of_nobody_go_there_and_those_ahead_are_plans(desk, card, to_card, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260220T140000Z\nSUMMARY:Tour\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260310\nSUMMARY:Review\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nDTSTART:20260220T140000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    plan = desk.take(path, choices=to_card)
    assert [line.outcome.value for line in plan.lines] == ["created", "created", "skipped"]
    assert where(desk.one(Touch)) == (card.account_id, card.id)
    assert (desk.one(Plan).pursuit_id, desk.one(Plan).on) == (card.id, date(2026, 3, 10))


def test_a_person_from_an_address_book_works_at_the_cards_account(desk, card, to_card, tmp_path):
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nFN:Ed Ray\nORG:Ray Consulting\nEMAIL:ed@ray.example\nEND:VCARD\n"
        f"BEGIN:VCARD\nFN:Bo Li\nEMAIL:{BO}\nEND:VCARD\n"
    )
    desk.take(path, choices=to_card)
    ed, bo = desk.one(Contact, name="Ed Ray"), desk.one(Contact, name="Bo Li")
    assert [job.account_id for job in desk.all(Employment, contact_id=ed.id)] == [card.account_id]
    jobs = desk.all(Employment, contact_id=bo.id)
    assert card.account_id in {job.account_id for job in jobs}
    assert all(job.until is None for job in jobs)  # and still where they were
    assert {one.name for one in desk.all(Account)} == {"Teller Foods", "Northwind"}


def test_a_card_that_has_gone_is_told(desk, tmp_path):
    path = mailbox(tmp_path / "a.mbox", letter(BO, "me@rep.example", 1))
    with pytest.raises(BadInput, match="no longer on the board"):
        desk.plan(path, choices=Choices(mine=("me@rep.example",), card=999))
