"""Mastheads as they come out of PDFs: the columns of the page drawn as the United Nations prints them."""

from __future__ import annotations

import pytest

from archive.describe import describe
from archive.extract import extractor_for
from tests.archive.describe.test_describe import recorded
from tests.archive.extract.pdf.pdf_files import Text, by_reportlab


def drawn(*lines: tuple[int, int, str]) -> list[Text]:
    """Lines at x and y, in points from the lower left corner."""
    return [(text, {"x": x, "y": y, "size": 10, "font": "chinese" if max(text) > "\u2fff" else "dejavu"})
            for x, y, text in lines]  # fmt: skip


PROSE = (90, 400, "The working party opened the cupboards of forty harbour offices and found that in nineteen"), (
    72, 388, "of them the books of the great floods were missing. It recommends that they be copied."
)  # fmt: skip
NEW = drawn(
    (72, 790, "United Nations"), (380, 790, "A/HRC/47/1099"), (150, 740, "General Assembly"),
    (400, 750, "Distr.: General"), (400, 738, "9 April 2021"), (400, 726, "English"), (400, 708, "Original: French"),
    (72, 670, "Human Rights Council"), (72, 656, "Forty-seventh session"), (72, 643, "21 June–9 July 2021"),
    (72, 630, "Agenda item 4"), (72, 617, "Human rights situations that require the Council’s attention"),
    (110, 560, "Report of the working party on tide books"), *PROSE, (72, 60, "GE.21-99999(E)"),
)  # fmt: skip
OLD = drawn(
    (72, 790, "UNITED"), (72, 776, "NATIONS"), (500, 790, "A"), (180, 740, "General Assembly"), (420, 700, "Distr."),
    (420, 688, "GENERAL"), (420, 664, "A/HRC/12/1083"), (420, 652, "15 September 2009"), (420, 628, "ENGLISH"),
    (420, 616, "Original: FRENCH"), (72, 590, "HUMAN RIGHTS COUNCIL"), (72, 577, "Twelfth session"),
    (72, 564, "Agenda item 3"), (110, 530, "PROMOTION AND PROTECTION OF ALL HUMAN RIGHTS"),
    (150, 480, "Report of the working party on tide books"), *PROSE, (72, 60, "GE.09-99999 (E) 210909"),
)  # fmt: skip
BESIDE = drawn(
    (72, 790, "UNITED"), (420, 790, "Distr."), (72, 776, "NATIONS"), (420, 776, "GENERAL"),
    (420, 750, "A/HRC/12/1083"), (150, 750, "General Assembly"), (420, 736, "15 September 2009"),
    (420, 722, "ENGLISH"), (420, 710, "Original: FRENCH"), (72, 690, "HUMAN RIGHTS COUNCIL"),
    (72, 676, "Twelfth session"), (72, 662, "Agenda item 3"), (150, 560, "Report of the working party on tide books"),
    *PROSE,
)  # fmt: skip
CHINESE = drawn(
    (72, 790, "联 合 国"), (380, 790, "A/HRC/47/1099"), (150, 740, "大 会"), (400, 750, "Distr.: General"),
    (400, 738, "9 April 2021"), (400, 726, "Chinese"), (400, 708, "Original: French"), (72, 670, "人权理事会"),
    (72, 656, "第四十七届会议"), (72, 643, "2021年6月21日至7月9日"), (72, 630, "议程项目4"),
    (72, 617, "需要理事会注意的人权状况"), (110, 560, "潮汐簿册工作组的报告"),
    (90, 400, "工作组打开了四十个港口办事处的柜子,发现其中十九个已没有大洪水年份的簿册,因此建议将其余簿册"),
    (72, 388, "全部抄录一份,存放在高处。"),
)  # fmt: skip
COMMON = {"type": "report", "distribution": "General", "body": "Human Rights Council", "original_language": "fr"}
RECENT = COMMON | {
    "symbol": "A/HRC/47/1099", "date": "2021-04-09", "distribution_date": "2021-04-09", "session": "47",
    "meeting_dates": "2021-06-21/2021-07-09", "agenda_item": "4",
}  # fmt: skip
ENGLISH = {"title": "Report of the working party on tide books", "version_language": "en"}
BEFORE = COMMON | ENGLISH | {
    "symbol": "A/HRC/12/1083", "date": "2009-09-15", "distribution_date": "2009-09-15", "session": "12",
    "agenda_item": "3", "source": "HUMAN RIGHTS COUNCIL",
}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(NEW, RECENT | ENGLISH | {"source": "Human Rights Council"}, id="new"),
        pytest.param(OLD, BEFORE, id="old"),
        pytest.param(BESIDE, BEFORE, id="old, the columns level with each other"),
        pytest.param(
            CHINESE, RECENT | {"title": "潮汐簿册工作组的报告", "version_language": "zh", "source": "人权理事会"},
            id="chinese",
        ),
    ],
)  # fmt: skip
def test_a_masthead_is_read_from_the_columns_of_a_page(page: list[Text], expected: dict[str, str]) -> None:
    extraction = extractor_for("application/pdf").extract(by_reportlab([page]))
    assert recorded(describe(extraction, ())) == expected
