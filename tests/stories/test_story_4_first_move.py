"""First move: a file of deals lost in the last 12 months comes in, and the first touches are spread."""

from datetime import date, timedelta

ON = date(2026, 11, 23)


def lost_deals(count):
    lines = ["Deal Name,Account Name,Amount,Close Date,Stage,Loss Reason"]
    for number in range(count):
        closed = ON - timedelta(days=60 + number * 9)
        lines.append(f"Deal {number},Company {number:02},{10000 * (number + 1)},{closed},Closed Lost,Price")
    return "\n".join(lines) + "\n"


def test_lost_deals_from_a_file_are_moved_first_inside_the_day_s_cap(dreamboard, tmp_path):
    # Given a file of thirty deals lost in the last 12 months
    path = tmp_path / "lost.csv"
    path.write_text(lost_deals(30), "utf-8")
    # When it is imported
    said = dreamboard.json("import", path)
    assert said["counts"]["deals"]["created"] == 30
    # Then each is a lost deal in Not now, in its second round, and none was touched since
    (column,) = [c for c in dreamboard.json("board", "--on", ON)["columns"] if c["kind"] == "not_now"]
    assert len(column["cards"]) == 30
    assert {(card["kind"], card["round"], card["touches"]) for card in column["cards"]} == {
        ("lost_deal", 2, 0)
    }
    # And a day proposes no more than three of them, the others counted as kept back
    day = dreamboard.json("today", "--on", ON)
    assert [one["play"] for one in day["suggestions"]] == ["first_move"] * 3
    assert day["hidden"] == {"first_move": 27}
    assert "Nobody has been in touch since." in [r["text"] for r in day["suggestions"][0]["reasons"]]
    # When three are touched a day, then the first touches are spread over the coming weeks until none is left
    days = 0
    on = ON
    while True:
        queue = [
            one for one in dreamboard.json("today", "--on", on)["suggestions"] if one["play"] == "first_move"
        ]
        if not queue and on.weekday() < 5:
            break
        assert len(queue) <= 3
        for one in queue:
            dreamboard.does("log", f'vm "{one["account"]}" give', "--on", on)
        days += bool(queue)
        on += timedelta(days=1)
    assert days == 10
