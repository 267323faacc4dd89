"""``python -m tests.fuzz READER [--runs N]``: a reader under coverage-guided fuzzing by atheris.

Prints what libFuzzer prints; its last line says how many inputs were tried. An input that finds a fault is
kept in the folder named by ``--keep``. ``--again FILE`` gives one such input to the reader once more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

PATIENCE = 120
"""Seconds on the wall after which libFuzzer ends an input that ``within`` could not: stuck outside Python."""


def main() -> None:
    """Fuzz one reader; ends the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("reader")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--keep", type=Path, default=Path())
    parser.add_argument("--again", type=Path, help="an input that found a fault")
    asked = parser.parse_args()
    if asked.again:
        from tests.fuzz.limits import within
        from tests.fuzz.readers import READERS

        with within():
            READERS[asked.reader](asked.again.read_bytes())
        return
    import atheris

    with atheris.instrument_imports(include=["dreamboard"]):
        from tests.fuzz.readers import READERS
    from tests.fuzz.limits import MEGABYTES, peak_megabytes, within
    from tests.fuzz.seeds import LONGEST, SEEDS, USUAL, words

    take = READERS[asked.reader]

    def one(data: bytes) -> None:
        with within():
            take(data)
        most = peak_megabytes()
        assert most <= MEGABYTES, f"{most:.0f} MB"

    with tempfile.TemporaryDirectory() as folder:
        corpus, dictionary = Path(folder, "corpus"), Path(folder, "words")
        corpus.mkdir()
        for number, data in enumerate(SEEDS[asked.reader]()):
            (corpus / f"{number:04}").write_bytes(data)
        dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words()[asked.reader]))
        options = [
            f"-runs={asked.runs}",
            f"-seed={asked.seed}",
            f"-dict={dictionary}",
            f"-max_len={LONGEST.get(asked.reader, USUAL)}",
            f"-artifact_prefix={asked.keep}/",
            f"-rss_limit_mb={MEGABYTES}",
            f"-timeout={PATIENCE}",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], one)
        atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
