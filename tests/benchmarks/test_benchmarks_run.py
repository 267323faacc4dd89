"""The benchmarks run, in a smoke size; how fast is nobody's test."""

from tests.benchmarks.table import run


def test_every_measure_gives_its_line(tmp_path, qapp):
    lines = list(run(tmp_path, small=True))
    told = "\n".join(lines)
    for name in (
        "window painted",
        "board filled",
        "move",
        "log",
        "timeline",
        "suggest for 60",
        "import of 200 deals with accounts and 2,000 touches: 2,267 lines created",
        "memory at the highest, applied",
    ):
        assert name in told
