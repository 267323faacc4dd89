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
        "import of 200",
    ):
        assert name in told
