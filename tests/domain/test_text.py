"""How text is compared, searched and made safe to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.text import file_name, file_stem, fold, holds_words, printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Ångström", "angstrom"),
        ("O’Brien & Sons", "o'brien & sons"),
        ("ﬁne", "fine"),
        ("  Harbor \t Steel ", "harbor steel"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("Ærø", "aero"),
        ("İstanbul", "istanbul"),
        ("ﾃｽﾄ", "テスト"),
    ],
)
def test_what_a_person_would_call_the_same_folds_alike(typed, kept):
    assert fold(typed) == fold(kept)


@pytest.mark.parametrize(("one", "other"), [("कि", "कु"), ("北京", "南京"), ("が", "か"), ("acme", "acne")])
def test_what_a_person_would_call_different_stays_different(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_words_are_found_in_any_order_and_any_words_not_there_are_missed():
    assert holds_words("Teller Foods, Łódź", "lodz teller")
    assert holds_words("anything", "  ")
    assert not holds_words("Teller Foods", "teller steel")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Harbor  Steel\n", "Harbor Steel"),
        ("Harbor\nSteel", "Harbor Steel"),
        ("Har\x00bor", "Harbor"),
        ("bell\x07", "bell"),
        ("Har\u202ebor \u2067Steel", "Harbor Steel"),
        ("half \ud83d pair", "half \N{REPLACEMENT CHARACTER} pair"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
    ],
)
def test_one_line_is_kept_without_what_cannot_be_shown(typed, kept):
    assert printable(typed) == kept


def test_several_lines_stay_several_lines():
    assert printable(" one\r\ntwo\x00\rthree\tfour\n", lines=True) == "one\ntwo\nthree\tfour"


@given(st.text(), st.booleans())
def test_cleaning_twice_is_cleaning_once_and_can_be_written_to_a_file(text, lines):
    cleaned = printable(text, lines=lines)
    assert printable(cleaned, lines=lines) == cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Harbor Steel", "Harbor Steel"),
        ("../etc/passwd", "etc passwd"),
        ("A/B: C*?", "A B C"),
        ("北京 建材", "北京 建材"),
        ("…", "account"),
        ("", "account"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_name_becomes_the_beginning_of_a_files(name, stem):
    assert file_stem(name, "account") == stem


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("paper.pdf", "paper.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\offer.docx", "offer.docx"),
        ("a:b?.txt", "a_b_.txt"),
        ("nul", "_nul"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("re\u202efdp.exe", "refdp.exe"),
        ("a\u200bb\x00\x1b.pdf", "ab.pdf"),
        (".bashrc", "bashrc"),
        ("name. .", "name"),
        ("/", "attachment"),
        ("", "attachment"),
        ("\u202e..", "attachment"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("Angebot für Müller.pdf", "Angebot für Müller.pdf"),
    ],
)
def test_the_name_of_a_file_is_safe_to_save_under(given, made):
    assert file_name(given) == made


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_every_system_takes(text):
    name = file_name(text)
    assert 0 < len(name) <= 120
    assert len(name.encode()) <= 200
    assert not set(name) & set('/\\<>:"|?*\0\n')
    assert name == name.strip(" .")
    assert file_name(name) == name
