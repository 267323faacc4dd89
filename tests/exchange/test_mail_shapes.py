"""Messages as programs and servers make them: parts, names, letters, dates, bounces and mailboxes."""

import base64

import pytest

from dreamboard.exchange.mail import cells_of_message, is_mail, read_mail
from dreamboard.exchange.mail_automatic import automatic_class
from dreamboard.exchange.mime import decoded_words, read_part
from dreamboard.exchange.opening import MAX_BYTES
from dreamboard.exchange.reading import read_tables

NAMES = ("id", "at", "sender", "recipients", "subject", "note", "answers", "automatic", "channel", "name")
BOUNCE = "a message that could not be delivered"
ABSENCE = "an automatic reply"
DANA = "dana@teller.example"
HEADS = "From: Dana Fox <dana@teller.example>\nTo: me@rep.example\nSubject: Dock\n"


def fields(data: str | bytes) -> dict[str, str]:
    raw = data if isinstance(data, bytes) else data.encode()
    return dict(zip(NAMES, cells_of_message(read_part(raw)), strict=True))


def several(kind: str, *parts: str) -> str:
    inner = "".join(f"--b\n{part}\n" for part in parts)
    return f"{HEADS}Content-Type: multipart/{kind}; boundary=b\n\n{inner}--b--\n"


def box(tmp_path, data: bytes, name="inbox.mbox"):
    path = tmp_path / name
    path.write_bytes(data)
    return [dict(zip(NAMES, record.cells, strict=True)) for record in read_mail(path).records]


# Parts


def test_the_text_around_an_attachment_is_kept_and_the_attachment_named():
    found = fields(
        several(
            "mixed",
            "Content-Type: text/plain\n\nAbove.",
            'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="a.pdf";'
            " filename*=UTF-8''%C3%84.pdf\n\nx",
            "Content-Type: text/plain\n\nBelow.",
            "Content-Type: text/plain\nContent-Disposition: inline; filename=notes.txt\n\nnotes",
            "Content-Type: message/rfc822\n\nSubject: Before\n\nold",
        )
    )
    assert found["note"] == "Above.\n\nBelow.\n\nAttached: Ä.pdf, notes.txt, message.eml"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("filename*0*=UTF-8''%C3; filename*1*=%84b; filename*2=c.pdf", "Äbc.pdf"),
        ("filename*1=b.pdf; filename*0=a", "ab.pdf"),
        ("filename=My report (2).pdf; size=3", "My report (2).pdf"),
        ('filename="=?utf-8?B?w4RuZ3N0ZS5wZGY=?="', "Ängste.pdf"),
        ('filename="say \\"yes\\".txt"', 'say "yes".txt'),
        ("filename*=iso-8859-1'de'%C4.pdf", "Ä.pdf"),
        ('filename="C:\\\\Users\\\\dana\\\\plan.doc"', "plan.doc"),
        ("filename=ü.pdf", "ü.pdf"),
    ],
)
def test_an_attachments_name_is_read_however_it_is_written(header, name):
    data = several("mixed", f"Content-Type: application/pdf\nContent-Disposition: attachment; {header}\n\nx")
    assert fields(data)["note"] == f"Attached: {name}"


def test_of_the_same_in_two_forms_one_is_kept():
    plain, page = "Content-Type: text/plain\n\nHello.", "Content-Type: text/html\n\n<p>Hello.</p>"
    assert fields(several("alternative", plain, page))["note"] == "Hello."
    assert fields(several("alternative", "Content-Type: text/plain\n\n ", page))["note"] == "Hello."


def test_what_only_the_page_marks_as_quoted_is_left_out():
    plain = "Content-Type: text/plain\n\nΝαι.\n\nΣτις Δευ, ο Me έγραψε\nWhat was asked, at some length."
    page = (
        "Content-Type: text/html; charset=utf-8\n\n<p>Ναι.</p><blockquote>What was asked, at some length."
        "</blockquote>"
    )
    assert fields(several("alternative", plain, page))["note"] == "Ναι."


def test_a_seal_is_no_attachment_and_what_is_sealed_is_named():
    text = "Content-Type: text/plain\n\nHello."
    for seal in ("pgp-signature; name=signature.asc", "pkcs7-signature; name=smime.p7s"):
        signed = several("signed", text, f"Content-Type: application/{seal}\n\nx")
        assert fields(signed)["note"] == "Hello."
    secret = f"{HEADS}Content-Type: application/pkcs7-mime; name=smime.p7m\n\nx"
    assert fields(secret)["note"] == "Attached: smime.p7m"
    pgp = several(
        "encrypted",
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        "Content-Type: application/octet-stream; name=encrypted.asc\n\nx",
    )
    assert fields(pgp)["note"] == "Attached: encrypted.asc"


def test_an_invitation_is_a_message_and_its_answer_is_none():
    def invitation(method):
        return several(
            "alternative",
            "Content-Type: text/plain\n\nTour of the plant",
            f"Content-Type: text/calendar; method={method}\n\nBEGIN:VCALENDAR",
        )

    assert (fields(invitation("REQUEST"))["note"], fields(invitation("REQUEST"))["automatic"]) == (
        "Tour of the plant",
        "",
    )
    assert fields(invitation("REPLY"))["automatic"] == "an answer to an invitation"


@pytest.mark.parametrize(
    ("coding", "body", "text"),
    [
        ("quoted-printable", "One =\ntwo =C3=A9", "One two é"),
        ("base64", "R3LD\n! tsOfZQ==", "Größe"),
        ("Base64", base64.b64encode(b"Hello").decode() + "\n-- \nlist foot", "Hello"),
        ("x-uuencode", "begin 644 a\n%2&5L;&\\\n`\nend", "Hello"),
        ("8bit", "Größe", "Größe"),
    ],
)
def test_text_is_decoded(coding, body, text):
    data = f"{HEADS}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n{body}"
    assert fields(data)["note"] == text


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("iso-8859-1", b"\x93yes\x94 \x80 5", "“yes” € 5"),
        ("iso-8859-1", "Größe".encode(), "Größe"),
        ("utf-8", b"Gr\xf6\xdfe", "Größe"),
        ("us-ascii", "Größe".encode(), "Größe"),
        ("gb2312", "你好€".encode("gb18030"), "你好€"),
        ("ISO-2022-JP", "日本".encode("iso2022_jp"), "日本"),
        ("shift_jis", "①日".encode("cp932"), "①日"),
        ("ks_c_5601-1987", "네".encode("cp949"), "네"),
        ('"koi8-r"', "Да".encode("koi8-r"), "Да"),
        ("punycode", b"plain-", "plain-"),
        ("no-such", "Größe".encode(), "Größe"),
        ("", b"Gr\xf6\xdfe", "Größe"),
    ],
)
def test_letters_are_read_by_the_charset_that_fits(charset, raw, text):
    named = f"; charset={charset}" if charset else ""
    data = f"{HEADS}Content-Type: text/plain{named}\nContent-Transfer-Encoding: 8bit\n\n".encode() + raw
    assert fields(data)["note"] == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("=?utf-8?Q?=E4=BD?= =?utf-8?Q?=A0?=", "你"),
        ("=?utf-8?B?w4Q=?=\n =?UTF-8?q?x_y?= z", "Äx y z"),
        ("=?iso-8859-1?Q?a b?=", "a b"),
        ("=?utf-8?q?How_are_you??=", "How are you?"),
        ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8*de?q?=C3=84?=", "Ä"),
        ("Re:=?utf-8?q?=C3=84?=x", "Re:Äx"),
        ("=?utf-8?B?w4Q?=", "Ä"),
        ("=?utf-8?x?y?= stays", "=?utf-8?x?y?= stays"),
        ("Größe", "Größe"),
    ],
)
def test_a_header_is_read_however_its_letters_are_packed(written, text):
    assert decoded_words(written) == text
    assert fields(f"Subject: {written}\nFrom: a@x.example\n\nx")["subject"] == text


def test_an_8_bit_header_is_read_by_its_letters():
    assert fields(b"Subject: Gr\xf6\xdfe\nFrom: a@x.example\n\nx")["subject"] == "Größe"


def test_text_that_flows_is_joined():
    data = f"{HEADS}Content-Type: text/plain; format=flowed; delsp=no\n\nOne \ntwo.\n\n> asked \n> this\n"
    assert fields(data)["note"] == "One two."


# Who and when


@pytest.mark.parametrize(
    ("heads", "sender", "recipients"),
    [
        ('From: "Fox, Dana (dana@old.example)" <dana@teller.example>', DANA, ""),
        ("Sender: dana@teller.example\nTo: Me <me@rep.example>", DANA, "me@rep.example"),
        ("Reply-To: dana@teller.example\nTo: me@rep.example", DANA, "me@rep.example"),
        ("Return-Path: <dana@teller.example>\nTo: me@rep.example", DANA, "me@rep.example"),
        (
            "From: DANA@Teller.example\nTo: Team: a@x.example, B <b@x.example>;",
            DANA,
            "a@x.example\nb@x.example",
        ),
        ("From: =?utf-8?q?Dana?= <dana@teller.example>\nTo: jörg@größe.example", DANA, "jörg@größe.example"),
        ("To: me@rep.example\nCc: undisclosed-recipients:;", "", "me@rep.example"),
    ],
)
def test_who_wrote_to_whom(heads, sender, recipients):
    found = fields(f"{heads}\nSubject: x\n\nx")
    assert (found["sender"], found["recipients"]) == (sender, recipients)


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Mon, 2 Feb 2026 10:00:00 +0100", "2026-02-02T09:00:00Z"),
        ("Mon, 02 Feb 26 10:00 GMT", "2026-02-02T10:00:00Z"),
        ("2 Feb 2026 10:00:00 -0500 (EST)", "2026-02-02T15:00:00Z"),
        ("Monday, 2 February 2026 10:00:00 -0000", "2026-02-02T10:00:00Z"),
        ("Mon Feb  2 10:00:00 2026", "2026-02-02 10:00:00"),  # of no zone the rep's own is meant
        ("Mon, 2 Feb 2026 10:00:00", "2026-02-02 10:00:00"),
        ("Mon, 2 Feb 2026 10:00:00 MEZ", "2026-02-02T09:00:00Z"),
        ("Mon, 2 Feb 2026 10.00.00 CEST", "2026-02-02T08:00:00Z"),
        ("2026-02-02T10:00:00+01:00", "2026-02-02T09:00:00Z"),
        ("2026-02-02 10:00:00", "2026-02-02 10:00:00"),
        ("yesterday", ""),
        ("Mon, 45 Feb 2026 99:00:00", ""),
        ("Thu, 1 Jan 1970 00:00:00 +0000", ""),
    ],
)
def test_dates_are_read_as_they_are_written(date, at):
    assert fields(f"{HEADS}Date: {date}\n\nx")["at"] == at


def test_a_message_without_a_date_has_that_of_its_last_journey_or_of_its_mailbox(tmp_path):
    received = "Received: from a by b\n with SMTP; Tue, 3 Feb 2026 10:00:00 +0000\n"
    assert fields(f"{received}{HEADS}Date: nonsense\n\nx")["at"] == "2026-02-03T10:00:00Z"
    (found,) = box(
        tmp_path, b"From dana@teller.example Wed Feb  4 10:00:00 2026\n" + HEADS.encode() + b"\nx\n"
    )
    assert found["at"] == "2026-02-04 10:00:00"


# What nobody wrote


@pytest.mark.parametrize(
    "heads",
    [
        "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\nHi. This is the qmail-send program",
        "From: postmaster@x.example\nSubject: Undeliverable: Dock\n\nx",
        "From: <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n\nx",
        "From: <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>\nSubject: x\n\nx",
        "From: a@x.example\nSubject: Unzustellbar: Angebot\n\nx",
        "From: a@x.example\nSubject: Non remis : offre\n\nx",
        "From: a@x.example\nSubject: =?utf-8?q?No_se_puede_entregar=3A_x?=\n\nx",
        "From: a@x.example\nSubject: Onbestelbaar: x\n\nx",
        "From: a@x.example\nSubject: Kan inte levereras: x\n\nx",
        "From: a@x.example\nSubject: 配信不能: x\n\nx",
        "Return-Path: < >\nFrom: a@x.example\nSubject: x\n\nx",
        "From: a@x.example\nContent-Type: multipart/report; report-type=delivery-status\n\nx",
    ],
)
def test_bounces_are_told(heads):
    assert fields(heads)["automatic"] == BOUNCE


@pytest.mark.parametrize(
    "heads",
    [
        "Auto-Submitted: auto-replied (vacation)",
        "X-Autoreply: yes",
        "X-Autorespond: x",
        "X-Auto-Reply-From: x",
        "Precedence: auto_reply",
        "Precedence: bulk\nIn-Reply-To: <1@x.example>",
        "Precedence: junk\nSubject: Re: Dock",
        "Subject: Automatic reply: Dock",
        "Subject: Out of Office: Dock",
        "Subject: OOO Re: Dock",
        "Subject: Abwesend: Dock",
        "Subject: Abwesenheitsassistent: Dock",
        "Subject: Automatische Antwort: Dock",
        "Subject: Réponse automatique : Dock",
        "Subject: Respuesta automática: Dock",
        "Subject: Risposta automatica: Dock",
        "Subject: Automatisch antwoord: Dock",
        "Subject: Autosvar: Dock",
        "Subject: Automatiskt svar: Dock",
        "Subject: Resposta automática: Dock",
        "Subject: 自動応答: Dock",
        "Subject: 自动答复: Dock",
    ],
)
def test_absence_notes_are_told(heads):
    assert fields(f"From: dana@teller.example\n{heads}\nTo: me@rep.example\n\nx")["automatic"] == ABSENCE


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        ("From: no-reply@x.example", "a notice that takes no answer"),
        ("From: donotreply@x.example", "a notice that takes no answer"),
        ("From: news@x.example\nList-Unsubscribe: <https://x.example/u>", "a mailing to many"),
        ("From: news@x.example\nPrecedence: bulk", "a mailing to many"),
    ],
)
def test_notices_and_mailings_are_told(heads, reason):
    assert fields(f"{heads}\nSubject: x\n\nx")["automatic"] == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("REPORT.IPM.Note.NDR", BOUNCE),
        ("REPORT.IPM.Note.IPNRN", "a receipt"),
        ("IPM.Note.Rules.OofTemplate.Microsoft", ABSENCE),
        ("IPM.Schedule.Meeting.Resp.Pos", "an answer to an invitation"),
        ("IPM.Schedule.Meeting.Request", ""),
        ("IPM.Note.SMIME", ""),
    ],
)
def test_outlooks_classes_tell_the_same(name, reason):
    assert automatic_class(name) == reason


@pytest.mark.parametrize(
    "heads",
    [
        "Subject: Re: Out of Office: Dock",
        "Subject: AW: Abwesenheitsnotiz",
        "Subject: Undelivered pallets\nReturn-Path: <dana@teller.example>",
        "Subject: Dock\nAuto-Submitted: no",
        "Subject: [dock] Docks\nList-Post: <mailto:dock@x.example>\nPrecedence: list\nList-Unsubscribe: <x>",
        "Subject: Re: Dock\nIn-Reply-To: <1@x.example>\nList-Unsubscribe: <x>",
        "Subject: Automation of the dock",
    ],
)
def test_what_people_wrote_is_nothing_automatic(heads):
    assert fields(f"From: dana@teller.example\n{heads}\n\nx")["automatic"] == ""


# Mailboxes

ONE = b"From: dana@teller.example\nSubject: one\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n\n"
TWO = b"From: bo@north.example\nSubject: two\nDate: Tue, 3 Feb 2026 10:00:00 +0000\n\n"
GOOGLE = b"From 17@xxx Mon Feb 02 10:00:00 +0000 2026\n"
LINE = b"From dana@teller.example Mon Feb  2 10:00:00 2026\n"


@pytest.mark.parametrize(
    "data",
    [
        LINE + ONE + b"a\n\n" + LINE + TWO + b"b\n",
        LINE + ONE + b"a\n" + LINE + TWO + b"b\n",  # the blank line is missing
        (LINE + ONE + b"a\n\n" + LINE + TWO + b"b\n").replace(b"\n", b"\r\n"),
        b"From - Mon Feb 02 10:00:00 2026\n" + ONE + b"a\n\nFrom - Tue Feb 03 10:00:00 2026\n" + TWO + b"b\n",
        GOOGLE + ONE + b"a\n\n" + GOOGLE + TWO + b"b\n",
        b"\xef\xbb\xbf" + LINE + ONE + b"a\n\n" + LINE.replace(b"2026\n", b"2026 +0100\n") + TWO + b"b\n",
    ],
    ids=["plain", "no blank line", "CRLF", "Thunderbird", "Google", "marked"],
)
def test_a_mailbox_is_cut_into_its_messages(data, tmp_path):
    found = box(tmp_path, data)
    assert [(one["subject"], one["note"]) for one in found] == [("one", "a"), ("two", "b")]


def test_a_line_that_begins_with_from_is_no_other_message(tmp_path):
    text = b"Hello\n\nFrom Monday on we are open until 2026\nand later.\n\n>From here it was quoted.\n"
    (found,) = box(tmp_path, LINE + ONE + text)
    assert found["note"] == (
        "Hello\n\nFrom Monday on we are open until 2026\nand later.\n\nFrom here it was quoted."
    )


def test_a_body_that_says_how_long_it_is_may_hold_another_message(tmp_path):
    inner = b"See:\n\n" + LINE + TWO + b"b\n"
    head = ONE.replace(b"\n\n", b"\nContent-Length: %d\n\n" % len(inner))
    found = box(tmp_path, LINE + head + inner + b"\n" + LINE + TWO + b"c\n")
    assert [one["subject"] for one in found] == ["one", "two"]
    wrong = ONE.replace(b"\n\n", b"\nContent-Length: 99999\n\n")
    assert len(box(tmp_path, LINE + wrong + b"a\n\n" + LINE + TWO + b"b\n")) == 2


def test_what_was_thrown_away_in_thunderbird_is_not_read(tmp_path):
    gone = ONE.replace(b"Subject", b"X-Mozilla-Status: 0009\nSubject")
    kept = TWO.replace(b"Subject", b"X-Mozilla-Status: 0001\nSubject")
    found = box(tmp_path, LINE + gone + b"a\n\n" + LINE + kept + b"b\n")
    assert [one["subject"] for one in found] == ["two"]


def test_messages_of_old_macs_and_with_blank_lines_above_are_read(tmp_path):
    (found,) = box(tmp_path, (ONE + b"a\nb\n").replace(b"\n", b"\r"), "a.eml")
    assert (found["subject"], found["note"]) == ("one", "a\nb")
    (found,) = box(tmp_path, b"\r\n\r\n" + ONE + b"a", "b.eml")
    assert found["subject"] == "one"
    assert is_mail(ONE.replace(b"\n", b"\r"), ".eml")


def test_a_mailbox_may_be_larger_than_files_that_are_read_at_once(tmp_path):
    path = tmp_path / "large.mbox"
    with path.open("wb") as file:
        file.write(LINE + ONE + b"a\n")
        file.truncate(MAX_BYTES + 1)
    assert [record.cells[4] for table in read_tables(path) for record in table.records] == ["one"]


def test_of_a_message_too_long_to_keep_all_attachments_are_named(tmp_path):
    attached = (
        b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment;\n filename=%s\n"
        b"Content-Transfer-Encoding: base64\n\n" + b"QUJDQUJD" * 9 + b"\n"
    )
    long = attached % b"long.pdf" + (b"QUJDQUJD" * 9 + b"\n") * 130_000
    data = (
        ONE.replace(b"\n\n", b"\nContent-Type: multipart/mixed; boundary=b\n\n")
        + b"--b\n\nHello\n" + long + attached % b"late.pdf" + b"--b--\n"
    )  # fmt: skip
    (found,) = box(tmp_path, data, "long.eml")
    assert found["note"] == "Hello\n\nAttached: long.pdf, late.pdf"
