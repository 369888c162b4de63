"""Symbols of United Nations documents: what is one, and what its parts say."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.describe import symbol
from archive.describe.symbol import Symbol, find, joined, parse

# symbol | organ or body | session | year | country | series | number | modifiers
TABLE = """
A/HRC/47/G/10 | Human Rights Council | 47 | | | G | 10 |
A/76/930 | General Assembly | 76 | | | | 930 |
S/2021/195 | Security Council | | 2021 | | | 195 |
A/RES/76/300 | General Assembly | 76 | | | RES | 300 |
A/HRC/RES/47/1 | Human Rights Council | 47 | | | RES | 1 |
A/HRC/DEC/2/103 | Human Rights Council | 2 | | | DEC | 103 |
A/RES/ES-11/1 | General Assembly | ES-11 | | | RES | 1 |
A/HRC/S-16/1 | Human Rights Council | S-16 | | | | 1 |
A/RES/2625 (XXV) | General Assembly | 25 | | | RES | 2625 |
S/RES/1325 (2000) | Security Council | | 2000 | | RES | 1325 |
S/PV.8765 | Security Council | | | | PV | 8765 |
S/PV.4453 (Resumption 1) | Security Council | | | | PV Resumption 1 | 4453 |
S/25704 | Security Council | | | | | 25704 |
S/PRST/2019/5 | Security Council | | 2019 | | PRST | 5 |
A/75/PV.12 | General Assembly | 75 | | | PV | 12 |
A/60/10 (Part I) | General Assembly | 60 | | | Part I | 10 |
A/C.1/75/L.1/Rev.1 | First Committee | 75 | | | L | 1 | Rev.1
A/HRC/12/3/Add.2/Corr.1 | Human Rights Council | 12 | | | | 3 | Add.2 Corr.1
A/HRC/47/NGO/12 | Human Rights Council | 47 | | | NGO | 12 |
A/HRC/47/CRP.1 | Human Rights Council | 47 | | | CRP | 1 |
A/INF/75/3 | General Assembly | 75 | | | INF | 3 |
A/HRC/WG.6/38/AZE/1 | Working Group on the Universal Periodic Review | 38 | | AZE | | 1 |
E/CN.4/2003/12/Add.1 | Commission on Human Rights | | 2003 | | | 12 | Add.1
E/CN.4/Sub.2/2001/10 | Subcommission on the Promotion and Protection of Human Rights | | 2001 | | | 10 |
E/C.12/AZE/CO/3 | Committee on Economic, Social and Cultural Rights | | | AZE | CO | 3 |
E/2021/SR.3 | Economic and Social Council | | 2021 | | SR | 3 |
E/ECE/TRANS/505/Rev.3 | Economic Commission for Europe | | | | TRANS | 505 | Rev.3
CCPR/C/AZE/CO/4 | Human Rights Committee | | | AZE | CO | 4 |
CEDAW/C/2008/I/1 | Committee on the Elimination of Discrimination against Women | | 2008 | | | 1 |
CEDAW/C/AZE/Q/6/Add.1 | Committee on the Elimination of Discrimination against Women | | | AZE | Q | 6 | Add.1
CRC/C/AZE/3-4 | Committee on the Rights of the Child | | | AZE | | 3-4 |
CAT/C/SR.209 | Committee against Torture | | | | SR | 209 |
ST/SGB/2019/8 | Secretariat | | 2019 | | SGB | 8 |
ST/SG/AC.10/1/Rev.21 | AC.10 | | | | SG | 1 | Rev.21
APLC/MSP.19/2021/4 | MSP.19 | | 2021 | | | 4 |
"""
ROWS = [[cell.strip() for cell in row.split("|")] + [""] for row in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_symbol_is_taken_apart(row: list[str]) -> None:
    (read,) = parse(row[0])
    session, year, country, series, number, modifiers = row[2:8]
    assert read.text == row[0]
    assert row[1] in (read.body, read.organ)
    assert (read.session or "", str(read.year or ""), read.country or "") == (session, year, country)
    assert (" ".join(read.series), read.number, " ".join(read.modifiers)) == (series, number, modifiers)


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
        (" A/HRC/47/G/10* ", "A/HRC/47/G/10"),
        ("A/HRC/12/3/ADD.2/corr.1", "A/HRC/12/3/Add.2/Corr.1"),
        ("A/Res/54/391", "A/RES/54/391"),
        ("А/47/1", "A/47/1"),
    ],
)
def test_ways_of_writing_a_symbol_come_to_the_usual_one(written: str, usual: str) -> None:
    assert joined(parse(written)) == usual


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", "‑", " – ", "–\n", "- "])
def test_the_symbols_of_a_joint_document_may_have_any_dash_between_them(dash: str) -> None:
    (found,) = find(f"see A/76/930{dash}S/2022/671.")
    assert [one.text for one in found.symbols] == ["A/76/930", "S/2022/671"]
    assert joined(found.symbols) == "A/76/930–S/2022/671"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "A/",
        "A/B",
        "and/or",
        "km/h",
        "S/Sgt",
        "A/B/12",
        "Reg/2021/12",
        "N/A/12",
        "A/HRC",
        "A/HRC/47/2021/04/05",
        "A/HRC/47/G/10-EN",
        "A_HRC_47_G_10-ZH.pdf",
        "A/HRC/47/G/10_C",
        "A/76/930/Add.1/5",
        "A/123456",
        "XA/76/930",
        "A/76/930 and more",
        "A/76/930-S",
        "A/" + "HRC/" * 40 + "1",
    ],
)
def test_what_is_no_symbol_is_left_alone(text: str) -> None:
    assert parse(text) == ()


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("(A/HRC/47/G/10, para. 3).", ["A/HRC/47/G/10"]),
        ("A/HRC/47/G/10.", ["A/HRC/47/G/10"]),
        ("文件A/60/1301号", ["A/60/1301"]),
        ("الوثيقة A/75/150.", ["A/75/150"]),
        ("S/2021/195/", []),
        ("paper of size A/4, or S/12, plan CD/120", []),
        ("S/25704 and A/520/Rev.15", ["S/25704", "A/520/Rev.15"]),
        ("http://un.org/A/76/930/S/1", []),
        ("A_HRC_47_G_10-ZH and A/HRC/47/G/10-ZH", []),
    ],
)
def test_symbols_are_found_in_running_text(text: str, symbols: list[str]) -> None:
    assert [joined(found.symbols) for found in find(text)] == symbols


def test_the_ancestors_of_a_symbol_are_those_that_it_changes() -> None:
    (read,) = parse("A/HRC/12/3/Add.2/Corr.1")
    assert read.ancestors == ("A/HRC/12/3/Add.2", "A/HRC/12/3")
    assert parse("A/HRC/12/3")[0].ancestors == ()


PARTS = st.sampled_from(
    ["A", "S", "E", "ST", "CRC", "HRC", "C.1", "CN.4", "47", "2021", "G", "RES", "L.1", "AZE", "C", "10", "Add.1",
     "Corr.2", "Rev.1", "ES-11", "Part", "x", "PV.12", "3-4", "I"]
)  # fmt: skip


@given(st.lists(PARTS, min_size=1, max_size=8).map("/".join))
@example("A/76/930")
def test_what_is_read_as_a_symbol_is_read_the_same_again(text: str) -> None:
    for read in parse(text):
        assert isinstance(read, Symbol)
        assert parse(read.text) == (read,)
        assert all(parse(ancestor) for ancestor in read.ancestors)


@given(st.lists(st.one_of(PARTS, st.sampled_from(["/", "-", "–", " ", ".", "(", ")", "2000", "\n"])), max_size=30))
def test_what_is_found_in_any_text_is_a_symbol_at_its_place(pieces: list[str]) -> None:
    text, end = "".join(pieces), 0
    for found in find(text):
        assert end <= found.start < found.end
        assert parse(" ".join(text[found.start : found.end].split())) == found.symbols
        end = found.end


def test_every_body_is_below_an_organ_that_is_listed() -> None:
    lists = symbol._lists()
    assert {code.split("/")[0] for code in lists["body"]} <= set(lists["organ"])
