"""What came with messages is kept where the rep wants it: whole, once, within limits, under safe names."""

import stat

import pytest

from dreamboard.domain.errors import BadInput, NotFound
from dreamboard.domain.model import Account, Attachment, Contact, ImportRecord, Touch, TrashItem
from dreamboard.exchange import attachments as attachments_module
from dreamboard.exchange.attachments import keep_attachments, save_attachment
from dreamboard.exchange.importing import kinds_of, plan_import, read_files, take_snapshot
from dreamboard.exchange.mail import read_mail
from dreamboard.exchange.mime import inner_parts, read_part
from dreamboard.exchange.person_file import export_person
from dreamboard.services.commands import AddPursuit, Delete, Edit, ErasePerson, NewContact
from dreamboard.services.import_plan import Kind, LineOutcome, RevertImport
from dreamboard.services.merging import MergeAccounts
from dreamboard.services.person import person_of
from tests.exchange.desk import Asked, ImportDesk, counts
from tests.exchange.test_mail import BO, DANA, ME, letter, mailbox

TOO_MANY = (
    "Not kept, for one import may bring 0 MB of attachments: e.pdf, f.pdf, g.pdf and 2 more. Import the same"
    " again to keep more."
)
PDF = b"%PDF-1.4\r\n\0\xff\xfe" + bytes(range(256)) * 9
KB = 1024


@pytest.fixture
def desk():
    made = ImportDesk()
    made.run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox", emails=(DANA,))))
    made.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=(BO,))))
    return made


def with_files(message, *files):
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message


def sent(number, *files, sender=DANA):
    return with_files(letter(sender, "me@rep.example", number), *files)


@pytest.fixture
def box(tmp_path):
    return mailbox(tmp_path / "in.mbox", sent(1, ("paper.pdf", PDF)), sent(2), sent(3, ("b.pdf", b"B")))


def kept(desk):
    return [(one.name, one.content) for one in desk.all(Attachment)]


def test_nothing_is_kept_unless_it_is_asked_for(desk, box):
    plan = desk.take(box, choices=ME)
    assert counts(plan, Kind.TOUCHES) == {"created": 3}
    assert kept(desk) == []
    assert read_mail(box).attached == 2


def test_what_came_is_kept_byte_for_byte_with_its_touch(desk, box):
    plan = desk.take(box, choices=ME, keep=True)
    assert kept(desk) == [("paper.pdf", PDF), ("b.pdf", b"B")]
    first = desk.all(Attachment)[0]
    assert (first.size, first.media_type) == (len(PDF), "application/pdf")
    assert desk.all(Touch, id=first.touch_id)[0].note.endswith("Attached: paper.pdf")
    assert plan.notes == ("2 attachments are kept (0.1 MB).",)


def test_importing_again_adds_what_was_not_kept_before_and_twice_is_once(desk, box):
    desk.take(box, choices=ME)
    plan = desk.take(box, choices=ME, keep=True)
    assert counts(plan, Kind.TOUCHES) == {"updated": 2, "unchanged": 1}
    assert [line.text for line in plan.lines if line.outcome is LineOutcome.UPDATED] == ["attachments"] * 2
    assert len(kept(desk)) == 2
    again = desk.plan(box, choices=ME, keep=True)
    assert again.changes_nothing
    assert again.notes == ()


def test_the_same_message_in_two_files_is_kept_once_and_the_same_twice_in_one_message_twice(desk, tmp_path):
    one = sent(1, ("a.pdf", b"A"), ("a.pdf", b"A"))
    paths = [mailbox(tmp_path / name, one) for name in ("in.mbox", "archive.mbox")]
    desk.take(*paths, choices=ME, keep=True)
    assert kept(desk) == [("a.pdf", b"A")] * 2
    assert desk.plan(*paths, choices=ME, keep=True).changes_nothing


def test_of_strangers_nothing_is_kept(desk, tmp_path):
    path = mailbox(tmp_path / "in.mbox", sent(1, ("a.pdf", b"A"), sender="who@else.example"))
    assert desk.plan(path, choices=ME, keep=True).new == ()


def test_over_the_limits_it_stays_named_and_the_plan_says_so(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(attachments_module, "MAX_ATTACHMENT", 10 * KB)
    monkeypatch.setattr(attachments_module, "MAX_IMPORT", 25 * KB)
    files = [(f"{name}.pdf", name.encode() * size * KB) for name, size in (("a", 9), ("b", 11), ("c", 40))]
    more = [(f"{name}.pdf", name.encode() * 9 * KB) for name in "defghi"]
    path = mailbox(tmp_path / "in.mbox", sent(1, *files), sent(2, *more))
    plan = desk.take(path, choices=ME, keep=True)
    assert [name for name, _ in kept(desk)] == ["a.pdf", "d.pdf"]
    assert plan.notes == (
        "2 attachments are kept (0.1 MB).",
        "Not kept, for an attachment may have 0 MB: b.pdf, c.pdf. The touch names it.",
        TOO_MANY,
    )
    assert desk.all(Touch)[0].note.endswith("Attached: a.pdf, b.pdf, c.pdf")
    desk.take(path, choices=ME, keep=True)
    assert [name for name, _ in kept(desk)] == ["a.pdf", "d.pdf", "e.pdf", "f.pdf"]


def test_of_a_message_that_is_not_read_whole_nothing_is_kept(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(attachments_module, "MAX_WHOLE", 10 * KB)
    path = mailbox(tmp_path / "in.mbox", sent(1, ("a.pdf", b"a" * 30 * KB)), sent(2, ("b.pdf", b"B")))
    plan = desk.take(path, choices=ME, keep=True)
    assert kept(desk) == [("b.pdf", b"B")]
    assert "1 message is larger than 0 MB: what came with that is not kept." in plan.notes


def test_more_than_is_read_of_a_message_at_first_is_kept_whole(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("dreamboard.exchange.mail.MAX_MESSAGE", 10 * KB)
    path = mailbox(tmp_path / "in.mbox", sent(1, ("a.pdf", PDF * 20)))
    desk.take(path, choices=ME, keep=True)
    assert kept(desk) == [("a.pdf", PDF * 20)]


def test_a_file_that_changed_since_it_was_read_is_refused(desk, box):
    sources = read_files([box], ME)
    asked = Asked(desk)
    plan = plan_import(
        sources, take_snapshot(asked, kinds_of(sources)), ME, desk.clock.now(), desk.clock.zone
    )
    mailbox(box, sent(7, ("other.pdf", PDF)))
    with pytest.raises(BadInput, match=r"in\.mbox is no longer as it was read"):
        keep_attachments(plan, sources, asked)
    mailbox(box, sent(1, ("paper.pdf", PDF)))
    with pytest.raises(BadInput, match=r"in\.mbox is no longer as it was read"):
        keep_attachments(plan, sources, asked)
    with pytest.raises(BadInput, match="cancelled"):
        keep_attachments(plan, sources, asked, lambda: True)


def test_undo_redo_and_taking_back_give_the_same_board(desk, box):
    before = desk.board.dump()
    desk.take(box, choices=ME, keep=True)
    after = desk.board.dump()
    desk.dispatcher.undo()
    assert desk.board.dump() == before
    desk.dispatcher.redo()
    assert desk.board.dump() == after
    desk.run(RevertImport(desk.one(ImportRecord).id))
    assert kept(desk) == []
    assert desk.all(Touch) == []


def test_an_import_that_only_kept_more_is_taken_back_alone(desk, box):
    desk.take(box, choices=ME)
    touches = desk.all(Touch)
    desk.take(box, choices=ME, keep=True)
    desk.run(RevertImport(desk.all(ImportRecord)[-1].id))
    assert kept(desk) == []
    assert desk.all(Touch) == touches


def test_what_came_with_a_touch_the_rep_worked_on_stays_with_it(desk, box):
    desk.take(box, choices=ME, keep=True)
    first = desk.all(Touch)[0]
    desk.run(Edit("Touch", first.id, (("note", "Called about this."),)))
    desk.run(RevertImport(desk.one(ImportRecord).id))
    assert kept(desk) == [("paper.pdf", PDF)]


def test_a_persons_data_holds_it_and_erasing_them_takes_it_everywhere(desk, box, tmp_path):
    desk.take(box, choices=ME, keep=True)
    desk.run(Delete("Touch", (desk.all(Touch)[2].id,)))
    dana = desk.one(Contact, name="Dana Fox").id
    person = person_of(dana, desk.all, desk.board.journal)
    path = tmp_path / "dana.json"
    export_person(person, path, desk.clock.now())
    text = path.read_text("utf-8")
    assert '"name": "paper.pdf"' in text
    assert '"content": "Qg=="' in text  # of the one in the trash
    export_person(person, tmp_path / "dana.txt", desk.clock.now())
    told = (tmp_path / "dana.txt").read_text("utf-8")
    assert "paper.pdf" in told
    assert "Qg==" not in told
    desk.run(ErasePerson(dana))
    assert kept(desk) == []
    assert all("Qg==" not in item.rows for item in desk.all(TrashItem))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\x\\con.pdf", "re\u202efdp.exe", " ", "a" * 300 + ".pdf"]
)
def test_names_are_made_safe(desk, tmp_path, name):
    desk.take(mailbox(tmp_path / "in.mbox", sent(1, (name, b"A"))), choices=ME, keep=True)
    ((found, content),) = kept(desk)
    assert content == b"A"
    assert found in {"passwd", "_con.pdf", "refdp.exe", "attachment", "application_pdf", "a" * 116 + ".pdf"}


def test_outlooks_attachments_are_kept(desk, shared_data):
    desk.run(AddPursuit("Tuta", contact=NewContact("Bed", emails=("bedfortest@tutanota.de",))))
    path = shared_data / "msg" / "message.msg"
    desk.take(path, choices=ME, keep=True)
    ((name, content),) = kept(desk)
    assert name == "serveimage.jpg"
    assert content.startswith(b"\xff\xd8\xff")
    assert desk.plan(path, choices=ME, keep=True).changes_nothing


@pytest.mark.parametrize(
    ("coding", "body", "content"),
    [
        ("base64", b"QUJD\r\nREVG", b"ABCDEF"),
        ("quoted-printable", b"a=3Db=\r\nc", b"a=bc"),
        ("7bit", b"\r\n\r\nplain", b"\r\n\r\nplain"),
        ("x-uuencode", b"begin 644 a\r\n#86)C\r\n`\r\nend", b"abc"),
    ],
)
def test_every_way_of_packing_is_unpacked_whole(coding, body, content):
    whole = (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Transfer-Encoding: "
        + coding.encode() + b"\r\n\r\n" + body + b"\r\n--x--\r\n"
    )  # fmt: skip
    (part,) = inner_parts(read_part(whole))
    assert part.content() == content


class Reads:
    """A board with one attachment."""

    def __init__(self, content):
        self._content = content

    def row(self, kind, row_id):
        if row_id != 1:
            raise NotFound("This attachment is not on the board any more (number 2).")
        return kind(1, 1, "a.pdf", "", len(self._content), self._content)


def test_it_is_saved_whole_for_the_rep_alone_and_nothing_is_lost_where_it_cannot_be(tmp_path):
    path = tmp_path / "saved.pdf"
    assert save_attachment(Reads(PDF), 1, path) == len(PDF)
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    with pytest.raises(NotFound):
        save_attachment(Reads(PDF), 2, path)
    assert path.read_bytes() == PDF
    with pytest.raises(BadInput, match="cannot be written"):
        save_attachment(Reads(PDF), 1, tmp_path / "nowhere" / "a.pdf")


def test_an_account_that_is_merged_away_loses_nothing(desk, box):
    desk.take(box, choices=ME, keep=True)
    teller, north = (desk.one(Account, name=name).id for name in ("Teller Foods", "Northwind"))
    desk.run(MergeAccounts(north, (teller,)))
    assert len(kept(desk)) == 2
