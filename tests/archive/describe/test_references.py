"""What a text refers to: symbols, resolutions, letters of a day; and what is no reference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.describe import references
from archive.record import Description, Value

TABLE = """
see A/HRC/47/512 to A/HRC/47/514. = A/HRC/47/512, A/HRC/47/513, A/HRC/47/514
documents S/2021/195–S/2021/197 = S/2021/195, S/2021/196, S/2021/197
documents A/HRC/47/512-514 = A/HRC/47/512, A/HRC/47/513, A/HRC/47/514
from S/2021/195 to A/76/12 = S/2021/195, A/76/12
A/C.1/75/L.1 to A/C.1/75/L.3 = A/C.1/75/L.1, A/C.1/75/L.2, A/C.1/75/L.3
A/HRC/47/514 and Corr.1 = A/HRC/47/514, A/HRC/47/514/Corr.1
A/76/30 and Add.1 and 2, and S/2021/195 = A/76/30, A/76/30/Add.1, A/76/30/Add.2, S/2021/195
A/76/30 and Add.1–3 = A/76/30, A/76/30/Add.1, A/76/30/Add.2, A/76/30/Add.3
A/54/177, Add.1/Rev.1 et Corr.2 = A/54/177, A/54/177/Add.1/Rev.1, A/54/177/Corr.2
CRC/C/AZE/3-4 = CRC/C/AZE/3-4
(A/72/L.196和A/72/L.196/Add.1) = A/72/L.196, A/72/L.196/Add.1
twice A/76/30 and again A/76/30 = A/76/30
the joint letter A/76/930-S/2022/671 = A/76/930–S/2022/671
in resolutions 1325 (2000) and 1820 (2008) of the Council = S/RES/1325 (2000), S/RES/1820 (2008)
resolution 2625 (XXV) = A/RES/2625 (XXV)
General Assembly resolutions 54/391, 55/120 and 56/24 = A/RES/54/391, A/RES/55/120, A/RES/56/24
resolution ES-11/1 of the General Assembly = A/RES/ES-11/1
Human Rights Council resolution 44/1 = A/HRC/RES/44/1
Economic and Social Council resolution 2005/31 = E/RES/2005/31
Commission on Human Rights resolution 2003/16 = E/CN.4/RES/2003/16
resolution 1325 (2000) and General Assembly resolution 60/97 = S/RES/1325 (2000), A/RES/60/97
la résolution 60/97 de l’Assemblée générale = A/RES/60/97
l’Assemblée générale, dans sa résolution 60/97 du 8 décembre 2005 = A/RES/60/97
las resoluciones 60/97 y 61/12 de la Asamblea General = A/RES/60/97, A/RES/61/12
ссылаясь на резолюцию 76/300 Генеральной Ассамблеи = A/RES/76/300
резолюцією Генеральної Асамблеї ООН 60/97 = A/RES/60/97
قرار الجمعية العامة 76/300 = A/RES/76/300
القرار 1325 (2000) = S/RES/1325 (2000)
大会第 62/399 号决议 = A/RES/62/399
安全理事会第1325(2000)号决议 = S/RES/1325 (2000)
BMT Təhlükəsizlik Şurasının 1325 (2000) saylı qətnaməsi = S/RES/1325 (2000)
Baş Assambleyanın 2005-ci il 8 dekabr tarixli 60/97 saylı qətnaməsi = A/RES/60/97
Genel Kurulun 60/97 sayılı kararı = A/RES/60/97
Resolution 60/97 der Generalversammlung = A/RES/60/97
ՄԱԿ-ի Գլխավոր ասամբլեան 60/97 բանաձևով = A/RES/60/97
in a letter dated December 12, 2024, from the diplomat = letter 2024-12-12
his letter of 2 March 2021 to the President = letter 2021-03-02
identical letters dated 6 September 2022 = letter 2022-09-06
letters dated 2 and 5 March 2021 = letter 2021-03-02, letter 2021-03-05
the note verbale dated 5 April 2021 from the Permanent Mission = letter 2021-04-05
la lettre datée du 3 mars 2022 = letter 2022-03-03
la note verbale du 3 mars 2022 = letter 2022-03-03
carta de fecha 3 de noviembre de 2006 = letter 2006-11-03
carta do ministro datada de 5 de maio de 2019 = letter 2019-05-05
письмо Постоянного представителя от 5 марта 2021 года = letter 2021-03-05
лист міністра від 5 березня 2021 року = letter 2021-03-05
رسالتي المؤرخة 14 آذار/مارس 2021 = letter 2021-03-14
2021年3月2日阿塞拜疆常驻代表给秘书长的信 = letter 2021-03-02
2021年4月5日的普通照会 = letter 2021-04-05
12 dekabr 2024-cü il tarixli məktubda = letter 2024-12-12
12 Aralık 2024 tarihli mektubunda = letter 2024-12-12
2021 թ. մարտի 14-ի նամակը = letter 2021-03-14
Schreiben vom 5. März 2021 = letter 2021-03-05
"""
ROWS = [row.split(" = ") for row in TABLE.strip().splitlines()]


def described(**values: str) -> Description:
    return Description(**{name: Value(value=value, basis="stated") for name, value in values.items()})  # type: ignore[arg-type]


def targets(text: str, description: Description | None = None) -> list[str]:
    found = references.find(text, description or Description())
    return [one.target if one.kind == "symbol" else f"letter {one.target}" for one in found]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_referred_to_is_found(text: str, expected: str) -> None:
    assert targets(text) == expected.split(", ")


@pytest.mark.parametrize(
    "text",
    [
        "resolution 60/97",
        "its resolutions 44/1 and 45/2",
        "UN General Assembly Resolution of 8 December 2005",
        "ratio 3/4 of the resolution",
        "the General Assembly met on 12/30",
        "General Assembly resolution 12/30",
        "letter on the events of 5 March 2021",
        "a letter dated March 2021",
        "a letter dated 5 March",
        "the letter said that on 2 March 2021 he left",
        "писал 5 марта 2021 года",
        "screen resolution 1920 (1080)",
        "A/4 paper and S/12",
        "A/HRC/47/G/10-EN.pdf",
    ],
)
def test_what_names_no_document_for_certain_is_left_alone(text: str) -> None:
    assert targets(text) == []


def test_where_no_organ_is_named_the_body_that_the_document_is_before_is_meant() -> None:
    text = "recalling resolutions 44/1 and 45/2, and General Assembly resolution 60/97"
    council = described(body="Human Rights Council")
    assert targets(text, council) == ["A/HRC/RES/44/1", "A/HRC/RES/45/2", "A/RES/60/97"]
    assert targets("Recalling its resolutions 60/97 and 61/12", described(body="General Assembly")) == [
        "A/RES/60/97", "A/RES/61/12",
    ]  # fmt: skip
    assert targets("recalling resolution 44/1", described(body="Security Council")) == []


def test_what_a_document_says_of_itself_is_no_reference() -> None:
    text = "Letter dated 6 September 2022 (A/76/930-S/2022/671, also A/76/930) on a letter dated 2 March 2021"
    own = described(symbol="A/76/930–S/2022/671", type="letter", date="2022-09-08", document_date="2022-09-06")
    assert targets(text, own) == ["letter 2021-03-02"]
    assert targets(text, described(type="news", date="2022-09-06")) == [
        "letter 2022-09-06", "A/76/930–S/2022/671", "A/76/930", "letter 2021-03-02",
    ]  # fmt: skip


def test_an_addendum_refers_to_its_parent_where_it_names_it() -> None:
    assert targets("as said in A/76/30", described(symbol="A/76/30/Add.1")) == ["A/76/30"]


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_very_many_references_are_cut_at_a_bound(more: int) -> None:
    text = " ".join(f"A/76/{number}" for number in range(1, references.MOST + more + 1))
    assert len(targets(text)) == min(references.MOST, references.MOST + more)


@pytest.mark.parametrize("last", [50, 51])
def test_a_range_that_is_too_long_is_two_documents(last: int) -> None:
    assert len(targets(f"A/76/1 to A/76/{last}")) == (50 if last == 50 else 2)


PIECES = st.sampled_from(
    ["A/76/930", "–", "-", " to ", " and ", "Add.1", "Corr.2–9", "resolution ", "1325 (2000)", "60/97", ", ",
     "General Assembly ", "letter dated ", "2 and ", "5 March 2021", "的信", "2021年3月2日", " tarixli məktub", "\n",
     ". ", "(", ")", "S/2021/1", "its "]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_gives_references_that_lie_in_it_and_differ(text: str) -> None:
    found = references.find(text, Description())
    assert len({(one.kind, one.target) for one in found}) == len(found)
    for one in found:
        assert one.evidence
        assert 0 <= (one.evidence.start or 0) < (one.evidence.end or 0) <= len(text)
        assert 0 < one.confidence < 1
        assert one.rule
