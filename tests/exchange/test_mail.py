"""Mail: one touch a message, the right way round, with what was new in it."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput, Refused
from dreamboard.domain.model import Account, Contact, Pursuit, Touch
from dreamboard.domain.values import Direction, Intent, Outcome
from dreamboard.exchange.importing import Choices, read_files
from dreamboard.exchange.mail import cells_of_message, read_mail
from dreamboard.exchange.mail_text import new_text
from dreamboard.exchange.mime import inner_parts, read_part
from dreamboard.exchange.reading import read_tables
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.import_plan import ApplyImport, Kind
from tests.exchange.desk import ImportDesk, counts
from tests.fuzz.limits import PATIENCE, within

ME = Choices(mine=("me@rep.example",))
DANA, BO = "dana@teller.example", "bo@north.example"


@pytest.fixture
def desk():
    made = ImportDesk()
    made.run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox", emails=(DANA,))))
    made.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=(BO,))))
    return made


def letter(sender, to, number=1, text="Hello there", **headers):
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    made["Date"] = f"Mon, {number} Feb 2026 10:00:00 +0100"
    made["Message-ID"] = f"<{number}@x.example>"
    made["Subject"] = headers.pop("subject", "Dock paper")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def mailbox(path, *letters):
    path.write_bytes(b"".join(b"From me Mon Feb  2 10:00:00 2026\n" + bytes(one) + b"\n" for one in letters))
    return path


def fields(data: bytes) -> dict[str, str]:
    names = ("id", "at", "sender", "recipients", "subject", "note", "answers", "automatic", "channel", "name")
    return dict(zip(names, cells_of_message(read_part(data)), strict=True))


CLIENTS = [
    "android",
    "aol",
    "apple_mail",
    "apple_mail_2",
    "comcast",
    "gmail",
    "hotmail",
    "iphone",
    "outlook",
    "sparrow",
    "thunderbird",
    "yahoo",
]


@pytest.mark.parametrize("client", CLIENTS)
def test_the_new_text_of_every_clients_reply_is_kept_without_the_quoted_tail(shared_data, client):
    path = shared_data / "eml" / "talon-client-replies" / f"{client}.eml"
    (record,) = read_mail(path).records
    text = record.cells[5]
    assert text == "Hello"


@pytest.mark.parametrize(
    ("folder", "files", "dated", "identified"),
    [("talon-client-replies", 12, 11, 11), ("spamassassin-ham", 40, 40, 40), ("mailbits", 11, 7, 8)],
)
def test_every_shared_message_is_read(shared_data, folder, files, dated, identified):
    paths = sorted(path for path in (shared_data / "eml" / folder).iterdir() if path.is_file())
    records = [record for path in paths for table in read_tables(path) for record in table.records]
    assert len(paths) == files
    assert len(records) == files  # the two mailboxes hold one each
    assert sum(bool(record.cells[1]) for record in records) == dated
    assert sum(bool(record.cells[0]) for record in records) == identified


def test_the_shared_outlook_messages_are_read(shared_data):
    folder = shared_data / "msg"
    names = (
        "message.msg",
        *(f"outlook-message-parser/{n}.msg" for n in ("plain_chain", "simple_reply_with_CC", "simple_sent")),
    )
    rows = [read_tables(folder / name)[0].records[0].cells for name in names]
    assert [row[2] for row in rows] == [
        "bedfortest@tutanota.de",
        "",
        "benny@bennybottema.com",
        "jdoes@someserver.com",
    ]
    assert [row[1][:10] for row in rows] == ["2020-10-06", "2012-10-24", "2019-12-18", "2006-08-12"]
    assert rows[2][5] == "This is a dummy CC test mail."
    assert [row[5] for row in rows] == [
        "asdfasdf\n\nAttached: serveimage.jpg",
        "Another test email to obtain raw data for Jean-Philippe.\n\nRegards,\n\nRobert Duncan\n\nph. 8277",
        "This is a dummy CC test mail.",
        (
            "Dear BitDaddys Corp.,\n\nWe have added your software to our approved list.\n\nThank you for your"
            " efforts,\nSincerely,\nJohn Doe\nSome Server Company"
        ),
    ]
    assert [len(row[3].split("\n")) for row in rows] == [1, 2, 3, 1]
    assert [row[6].split("\n")[0][:12] for row in rows] == [
        "MIxJm8Y--3-0",
        "redmine.jour",
        "CA+Hp245mBz5",
        "",
    ]
    with pytest.raises(BadInput, match=r"not-a-MSG-file\.msg is not a message"):
        read_tables(folder / "not-a-MSG-file.msg")


def test_the_real_messages_find_their_contact_and_the_others_are_left_out(desk, shared_data):
    desk.run(AddPursuit("Shipwright", contact=NewContact("R. H.", emails=("rah@shipwright.com",))))
    paths = sorted((shared_data / "eml" / "spamassassin-ham").iterdir())
    plan = desk.take(*paths, choices=ME)
    assert counts(plan, Kind.TOUCHES) == {"created": 4, "skipped": 36}
    assert counts(desk.plan(*paths, choices=ME), Kind.TOUCHES) == {"unchanged": 4, "skipped": 36}
    assert {touch.direction for touch in desk.all(Touch)} == {Direction.IN}


def test_a_thread_is_joined_whatever_its_order(desk, tmp_path):
    path = mailbox(
        tmp_path / "inbox.mbox",
        letter("me@rep.example", DANA, 3, "Thursday then.", In_Reply_To="<2@x.example>"),
        letter(
            DANA,
            "me@rep.example",
            2,
            "Call me.\n\nOn Mon, Me <me@rep.example> wrote:\n> Hello",
            In_Reply_To="<1@x.example>",
        ),
        letter("Me <ME@rep.example>", f"Dana <{DANA}>", 1),
    )
    plan = desk.take(path, choices=ME)
    assert counts(plan, Kind.TOUCHES) == {"created": 3}
    first, second, third = sorted(desk.all(Touch), key=lambda touch: touch.at)
    assert (first.direction, first.outcome, first.intent) == (Direction.OUT, Outcome.REPLIED, None)
    assert (second.direction, second.note) == (Direction.IN, "Call me.")
    assert (third.direction, third.intent) == (Direction.OUT, Intent.REPLY)
    contact, account = desk.one(Contact, name="Dana Fox"), desk.one(Account, name="Teller Foods")
    card = desk.one(Pursuit, account_id=account.id)
    assert {(t.contact_id, t.account_id, t.pursuit_id) for t in desk.all(Touch)} == {
        (contact.id, account.id, card.id)
    }
    assert card.touch_count == 3
    assert desk.plan(path).changes_nothing  # and the own address is remembered


def test_an_answer_from_another_address_belongs_where_the_question_did(desk, tmp_path):
    path = mailbox(
        tmp_path / "a.mbox",
        letter("me@rep.example", DANA, 1),
        letter("dana.private@mail.example", "me@rep.example", 2, In_Reply_To="<1@x.example>"),
        letter(
            "accounts@teller.example",
            "me@rep.example",
            3,
            In_Reply_To="<9@x.example>",
            References="<7@x.example> <1@x.example>",
        ),
    )
    plan = desk.take(path, choices=ME)
    assert counts(plan, Kind.TOUCHES) == {"created": 3}
    assert {touch.account_id for touch in desk.all(Touch)} == {desk.one(Account, name="Teller Foods").id}


def test_a_message_to_two_accounts_is_a_touch_at_both(desk, tmp_path):
    path = mailbox(tmp_path / "a.mbox", letter("me@rep.example", f"{DANA}, {BO}, stranger@else.example"))
    plan = desk.take(path, choices=ME)
    assert counts(plan, Kind.TOUCHES) == {"created": 1}
    assert len({touch.account_id for touch in desk.all(Touch)}) == 2
    assert desk.plan(path).changes_nothing


def test_of_a_message_to_two_accounts_each_answer_counts_where_it_came_from(desk, tmp_path):
    desk.take(mailbox(tmp_path / "a.mbox", letter("me@rep.example", f"{DANA}, {BO}", 1)), choices=ME)
    answer = letter(BO, "me@rep.example", 2, "Yes.", In_Reply_To="<1@x.example>")
    desk.take(mailbox(tmp_path / "b.mbox", answer))
    asked = {touch.account_id: touch for touch in desk.all(Touch) if touch.direction is Direction.OUT}
    north, teller = (desk.one(Account, name=name) for name in ("Northwind", "Teller Foods"))
    assert asked[north.id].outcome is Outcome.REPLIED
    assert asked[teller.id].outcome is Outcome.SENT
    assert desk.one(Pursuit, account_id=north.id).unanswered == 0
    assert desk.one(Pursuit, account_id=teller.id).unanswered == 1


def test_what_the_rep_sent_to_many_is_a_touch_and_what_others_did_is_none(desk, tmp_path):
    path = mailbox(
        tmp_path / "a.mbox",
        letter("me@rep.example", DANA, 1, List_Unsubscribe="<https://rep.example/u>"),
        letter(DANA, "me@rep.example", 2, List_Unsubscribe="<https://teller.example/u>"),
    )
    plan = desk.take(path, choices=ME)
    assert [line.text for line in plan.lines] == ["email at Teller Foods", "a mailing to many"]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "an automatic reply"),
        ({"subject": "Out of Office: Dock paper"}, "an automatic reply"),
        ({"X_Autoreply": "yes"}, "an automatic reply"),
        ({"subject": "Abwesenheitsnotiz: Angebot"}, "an automatic reply"),
        ({"X_Failed_Recipients": "x@y.example"}, "a message that could not be delivered"),
        ({"subject": "Undeliverable: Dock paper"}, "a message that could not be delivered"),
        ({"Return_Path": "<>"}, "a message that could not be delivered"),
    ],
)
def test_what_a_program_sent_is_never_an_answer(desk, tmp_path, headers, reason):
    sent = letter("me@rep.example", DANA, 1)
    back = letter(DANA, "me@rep.example", 2, In_Reply_To="<1@x.example>", **headers)
    plan = desk.take(mailbox(tmp_path / "a.mbox", sent, back), choices=ME)
    assert [line.text for line in plan.lines][1] == reason
    touch = desk.one(Touch)
    assert touch.outcome is Outcome.SENT
    assert desk.one(Pursuit, id=touch.pursuit_id).unanswered == 1


def test_reports_are_told_from_answers():
    report = (
        b"From: a@x.example\nContent-Type: multipart/report; report-type=%s; boundary=b\n\n--b\n\nno\n--b--"
    )
    assert fields(report % b"delivery-status")["automatic"] == "a message that could not be delivered"
    assert fields(report % b"disposition-notification")["automatic"] == "a receipt"


def test_nothing_is_planned_before_the_rep_said_who_they_are(desk, tmp_path):
    path = mailbox(
        tmp_path / "a.mbox", letter("me@rep.example", DANA, 1), letter("me@rep.example", "x@y.example", 2)
    )
    plan = desk.plan(path)
    assert plan.asks_own == ("me@rep.example", "x@y.example", DANA)
    assert plan.lines == ()
    with pytest.raises(Refused, match="your own"):
        desk.run(ApplyImport(plan))


def test_attachments_are_named_by_name_alone_and_headers_decoded():
    one = letter("=?utf-8?q?J=C3=B6rg?= <j@x.example>", "me@rep.example", subject="Größe 50 €")
    one.add_attachment(b"x" * 100, maintype="application", subtype="pdf", filename="../../etc/Ängste.pdf")
    found = fields(bytes(one))
    assert found["subject"] == "Größe 50 €"
    assert found["note"] == "Hello there\n\nAttached: Ängste.pdf"
    assert found["sender"] == "j@x.example"


def test_a_page_becomes_its_words():
    data = (
        b"From: a@x.example\nContent-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>One<br>two <img"
        b' src="http://spy.example/x.png"><script>alert(1)</script></p><blockquote>old</blockquote>'
    )
    assert fields(data)["note"] == "One\ntwo"


def test_answers_between_quotes_are_kept():
    text = "On 1 Feb 2026, Dana wrote:\n> Price?\n\n12 each.\n\n> When?\n\nMonday.\n"
    assert new_text(text) == "12 each.\n\nMonday."
    assert new_text("> all\n> quoted") == "> all\n> quoted"


def test_ten_thousand_messages_come_with_progress_and_cancel(tmp_path):
    path = tmp_path / "big.mbox"
    one = (
        b"From me Mon Feb  2 10:00:00 2026\n"
        + bytes(letter(DANA, "me@rep.example", 1, "word " * 200))
        + b"\n"
    )
    path.write_bytes(b"".join(one.replace(b"<1@", b"<%d@" % number) for number in range(10_000)))
    told = []
    with within(PATIENCE):
        table = read_mail(path, progress=lambda done, total: told.append((done, total)))
    assert len(table.records) == 10_000
    assert len(told) == 100
    assert told == sorted(told)
    with pytest.raises(BadInput, match=r"Reading big\.mbox was cancelled"):
        read_mail(path, cancelled=lambda: len(told) > 0)


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: " + b"=?utf-8?q?a?= " * 60_000 + b"\n\nx",
        b"Subject: " + b"x\n " * 300_000 + b"\n\nx",
        b"From: " + b"<" * 700_000 + b"\n\nx",
        b"To: " + b"a@b.example," * 80_000 + b"\n\nx",
        b"References: " + b"<" * 500_000 + b"\n\nx",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
        b"Content-Type: text/html\n\n" + b"<div>" * 200_000 + b"<blockquote" * 20_000,
        b"Content-Type: multipart/mixed; boundary=" + b'"' * 100_000 + b"\n\n",
        b"From: a@x.example\n\n" + b"On a wrote from x@y.example b:\n" * 20_000,
        b"From: a@x.example\n\n" + b"From: a\nDate: b\nTo:\n".replace(b"\n", b"\r") * 50_000,
        b"X: y\n" * 400_000,
        b"From: a@x.example\nDate: " + b"(" * 100_000 + b"\n\nx",
        b"x" * 30_000_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_hostile_messages_are_read_to_their_end(data, tmp_path):
    path = tmp_path / "hostile.eml"
    path.write_bytes(b"MIME-Version: 1.0\n" + data)
    with within(PATIENCE):
        read_mail(path)


def test_a_file_of_no_message_is_refused_in_words(tmp_path):
    path = tmp_path / "empty.mbox"
    path.write_bytes(b"From me Mon Feb  2 10:00:00 2026\n\n\n")
    with pytest.raises(BadInput, match=r"empty\.mbox holds no message"):
        read_files([path])


PIECES = st.sampled_from(
    [
        *(
            b"From: ",
            b"a@b.example",
            b"\n",
            b"\r\n",
            b"\n\n",
            b"Date: Mon, 2 Feb 2026 10:00:00 +0000",
            b"--b",
            b"--",
        ),
        *(
            b"Content-Type: multipart/mixed; boundary=b",
            b"=?utf-8?b?",
            b"?=",
            b"Subject: ",
            b"\xff",
            b"\0",
            b'"',
        ),
        *(
            b"From x Mon Feb 2 10:00:00 2026\n",
            b"> ",
            b"wrote:",
            b"<p>",
            b"<!",
            b"&#",
            b"Content-Transfer-Encoding: base64",
        ),
    ]
)


@settings(max_examples=300, deadline=2_000)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=50))
def test_any_bytes_are_some_message(pieces):
    message = read_part(b"".join(pieces))
    assert len(cells_of_message(message)) == 10
    assert all(isinstance(part.text(), str) for part in inner_parts(message))
