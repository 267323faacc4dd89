"""The benchmark of real follow-ups, on a log made up here."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests.benchmarks import followups

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
