"""The benchmark of real follow-ups, on a log made up here."""

import gzip
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from dreamboard.domain.errors import BadInput
from tests.benchmarks import call_log, followups

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    """Sixty offers: calls a week after the offer bring it back, earlier ones do not."""
    dice = Random(3)
    rows = ["case_id,amount_req,timestamp,activity,lifecycle,resource"]
    for case in range(60):
        sent = START + timedelta(days=case % 20)
        rows.append(f"c{case},{dice.randrange(1, 9) * 1000},{sent.isoformat()},O_SENT,COMPLETE,1")
        wait = 2 if case % 2 else 7
        call = sent + timedelta(days=wait)
        rows.append(f"c{case},5000,{call.isoformat()},W_Nabellen offertes,START,1")
        rows.append(
            f"c{case},5000,{(call + timedelta(minutes=5)).isoformat()},W_Nabellen offertes,COMPLETE,1"
        )
        if wait == 7:
            rows.append(f"c{case},5000,{(call + timedelta(days=2)).isoformat()},O_SENT_BACK,COMPLETE,1")
        else:
            rows.append(f"c{case},5000,{(call + timedelta(days=9)).isoformat()},O_CANCELLED,COMPLETE,1")
    path = tmp_path / "log.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_engine_learns_from_the_log_as_it_goes(log):
    result = followups.run(log)
    assert result["calls"] == 60
    assert set(result["policies"]) == {"engine", "longest_silence", "newest", "largest", "random"}
    late = followups.run(log, "last")["policies"]["engine"]["auc"]
    assert late[1] > 0.9
    for measures in result["policies"].values():
        assert set(measures) == {"top10", "top25", "top50", "auc"}
        assert all(low <= middle <= high for low, middle, high in measures.values())


def test_a_perfect_and_a_reversed_order_are_measured_as_such():
    best = followups.summed([followups.figures_of([True] * 5 + [False] * 5)])
    worst = followups.summed([followups.figures_of([False] * 5 + [True] * 5)])
    assert best == {"top10": 0.2, "top25": 0.5, "top50": 1.0, "auc": 1.0}
    assert worst == {"top10": 0.0, "top25": 0.0, "top50": 0.0, "auc": 0.0}


def test_it_prints_one_json_document(log, repository):
    script = repository / "tests" / "benchmarks" / "followups.py"
    run = subprocess.run(
        [sys.executable, str(script), "--log", str(log), "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout)["calls"] == 60


HEAD = "case_id,amount_req,timestamp,activity,lifecycle,resource"
SENT = "a,5000,2026-03-02T09:00:00+01:00,O_SENT,COMPLETE,1"
CALLED = "a,5000,2026-03-05T09:00:00+01:00,W_Nabellen offertes,START,1"


def written(tmp_path, *lines, name="odd.csv", end="\n"):
    path = tmp_path / name
    path.write_bytes(end.join(lines).encode())
    return path


def test_a_log_may_be_packed_come_from_windows_in_any_order_and_with_more_columns(log, tmp_path):
    head, *rows = log.read_text(encoding="utf-8").splitlines()
    Random(5).shuffle(rows)
    names = head.split(",")
    turned = [",".join(reversed([*row.split(","), "more"])) for row in rows]
    turned_head = ",".join(reversed([*names, "note"]))
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(("\ufeff" + "\r\n".join([turned_head, *turned])).encode()))
    assert followups.run(packed) == followups.run(log)


@pytest.mark.parametrize(
    "spelled",
    [
        "2026-03-05 09:00:00+01:00",
        "2026-03-05T08:00:00Z",
        "2026-03-05T08:00:00.5Z",
        "2026-03-05T09:00:00.123456789+0100",
        "2026-03-05T08:00:00",
        "2026-03-05 08:00",
    ],
)
def test_timestamps_are_read_however_they_are_spelled(tmp_path, spelled):
    call = CALLED.replace("2026-03-05T09:00:00+01:00", spelled)
    (case,) = call_log.read(written(tmp_path, HEAD, SENT, call))
    assert case.calls[0].replace(microsecond=0) == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert followups.run(written(tmp_path, HEAD, SENT, call))["calls"] == 1


def test_a_case_without_an_amount_is_one_of_none_and_one_that_has_it_somewhere_has_it(tmp_path):
    without = [line.replace(",5000,", ",,") for line in (SENT, CALLED)]
    assert call_log.read(written(tmp_path, HEAD, *without))[0].amount == 0
    assert call_log.read(written(tmp_path, HEAD, SENT, without[1]))[0].amount == 5000
    assert followups.run(written(tmp_path, HEAD, *without))["calls"] == 1


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "odd.csv: there is no column case_id"),
        (["case_id,amount_req,activity"], "there is no column timestamp, lifecycle; needed are case_id"),
        ([HEAD], "odd.csv: no follow-up calls of open offers found."),
        ([HEAD, CALLED], "odd.csv: no follow-up calls of open offers found."),
        ([HEAD, SENT, CALLED.replace("2026-03-05", "5 March")], "odd.csv, line 3: “5 MarchT09:00"),
        ([HEAD, SENT.replace("2026", "0001")], "line 2: “0001-03-02T09:00:00+01:00” is not between"),
        ([HEAD, SENT, "a,5000"], "line 3: “” is no timestamp"),
        ([HEAD, SENT.replace("5000", "5 000")], "line 2: “5 000” is no amount"),
        ([HEAD, SENT.replace("5000", "nan")], "line 2: “nan” is no amount"),
        ([HEAD, '"' + "x" * 200_000], "after line 1: this is no CSV"),
    ],
)
def test_a_log_that_cannot_be_used_says_what_and_where(tmp_path, lines, says, monkeypatch):
    path = written(tmp_path, *lines)
    monkeypatch.setattr(sys, "argv", ["followups.py", "--log", str(path)])
    with pytest.raises(SystemExit) as ended:
        followups.main()
    assert says in ended.value.code  # a text: printed to standard error, with exit code 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "cannot be opened: No such file"),
        (b"\x1f\x8b\x08broken", "cannot be unpacked"),
        (gzip.compress(b"case_id" * 99)[:-9], "cannot be unpacked"),
        (b"case_id,\xff\xfe", "is no text in UTF-8, at byte 8."),
    ],
    ids=["gone", "no archive", "cut short", "no text"],  # an archive holds the second at which it was made
)
def test_a_file_that_is_no_log_says_so(tmp_path, data, says):
    path = tmp_path / "odd"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadInput, match=says):
        followups.run(path)


def test_a_part_that_no_call_is_in_is_refused(tmp_path):
    with pytest.raises(BadInput, match="there is no last part"):
        followups.run(written(tmp_path, HEAD, SENT, CALLED), "last")


def test_what_a_quiet_case_taught_is_what_is_counted_anew(log):
    cases = call_log.read(log)
    taught = followups.Taught(cases, UTC)
    for number in range(70):
        morning = START.date() + timedelta(days=number)
        assert taught.by(morning) == followups.Taught(cases, UTC).by(morning)
