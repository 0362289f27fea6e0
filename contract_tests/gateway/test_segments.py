"""How many segments a text takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.segments import BASIC, EXTENSION, Segments, count

GSM_TEXTS = st.text(alphabet=BASIC + EXTENSION, max_size=700)
UCS_TEXTS = st.text(alphabet="ab€ç日本👍🏽🇺🇸", max_size=300)


@pytest.mark.leans_on("segments")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("GSM-7", 0, 0)),
        ("Hello, world!", Segments("GSM-7", 13, 1)),
        ("a" * 160, Segments("GSM-7", 160, 1)),
        ("a" * 161, Segments("GSM-7", 161, 2)),
        ("a" * 306, Segments("GSM-7", 306, 2)),
        ("a" * 307, Segments("GSM-7", 307, 3)),
        ("a" * 1600, Segments("GSM-7", 1600, 11)),
        ("€" * 80, Segments("GSM-7", 160, 1)),
        ("€" * 81, Segments("GSM-7", 162, 2)),
        ("¿Qué? Ñandu @ £5", Segments("GSM-7", 16, 1)),
        ("Ñandú", Segments("UCS-2", 5, 1)),  # of the accented vowels of Spanish only é is in the alphabet
        ("日" * 70, Segments("UCS-2", 70, 1)),
        ("日" * 71, Segments("UCS-2", 71, 2)),
        ("日" * 134, Segments("UCS-2", 134, 2)),
        ("日" * 135, Segments("UCS-2", 135, 3)),
        ("👍" * 35, Segments("UCS-2", 70, 1)),
        ("👍" * 36, Segments("UCS-2", 72, 2)),
        ("It’s", Segments("UCS-2", 4, 1)),
    ],
)
def test_texts_of_known_size(text: str, expected: Segments) -> None:
    assert count(text) == expected


def test_an_escaped_character_is_not_split_between_segments() -> None:
    # 152 septets, then a pair that does not fit in the 153rd: 305 septets would go into two whole segments
    assert count("a" * 152 + "€" + "a" * 151) == Segments("GSM-7", 305, 2)
    assert count("a" * 152 + "€" + "a" * 152) == Segments("GSM-7", 306, 3)


def test_a_surrogate_pair_is_not_split_between_segments() -> None:
    assert count("日" * 66 + "👍" + "日" * 65) == Segments("UCS-2", 133, 2)
    assert count("日" * 66 + "👍" + "日" * 66) == Segments("UCS-2", 134, 3)


def test_the_alphabet_is_that_of_gsm_03_38() -> None:
    assert len(set(BASIC)) == 127  # the 128th septet is the escape
    assert len(set(EXTENSION)) == 10
    assert not set(BASIC) & set(EXTENSION)
    assert not set("`çáíóúêâ") & set(BASIC + EXTENSION)


def brute_force(units: list[str], alone: int, joined: int) -> int:
    """Cut a list of unsplittable pieces into segments by hand."""
    if len("".join(units)) <= alone:
        return 1 if units else 0
    parts = [""]
    for unit in units:
        if len(parts[-1] + unit) > joined:
            parts.append("")
        parts[-1] += unit
    return len(parts)


@settings(deadline=None)
@given(GSM_TEXTS)
def test_gsm_texts_agree_with_cutting_them_by_hand(text: str) -> None:
    pieces = ["<e"[: 1 + (character in "\f^{}\\[~]|€")] for character in text]
    assert count(text) == Segments("GSM-7", len("".join(pieces)), brute_force(pieces, 160, 153))


@settings(deadline=None)
@given(UCS_TEXTS)
def test_ucs_texts_agree_with_cutting_them_by_hand(text: str) -> None:
    text += "日"
    pieces = ["x" * (len(character.encode("utf-16-le")) // 2) for character in text]
    assert count(text) == Segments("UCS-2", len(text.encode("utf-16-le")) // 2, brute_force(pieces, 70, 67))


@settings(deadline=None)
@given(st.text(max_size=400), st.characters())
def test_a_longer_text_never_takes_fewer_segments(text: str, character: str) -> None:
    assert count(text + character).segments >= count(text).segments
