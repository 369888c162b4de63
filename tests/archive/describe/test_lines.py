"""What single lines are: date lines, names, organisations, labels."""

import pytest

from archive.describe import lines


@pytest.mark.parametrize(
    ("line", "edtf", "place"),
    [
        ("04 April 2023", "2023-04-04", None),
        ("Published: Monday, 5 April 2021, 14:30", "2021-04-05", None),
        ("Geneva, 5 May 2021", "2021-05-05", "Geneva"),
        ("5 May 2021, Geneva", "2021-05-05", "Geneva"),
        ("Done in Geneva on 5 May 2021", "2021-05-05", "Geneva"),
        ("Fait à Vire, le 1er mars 2018", "2018-03-01", "Vire"),
        ("Maputo, aos 25 de Junho de 2019", "2019-06-25", "Maputo"),
        ("г. Тверь, 18 июля 2014 года", "2014-07-18", "Тверь"),
        ("Trier, im März 2023", "2023-03", "Trier"),
        ("Bakı, 12 dekabr 2024-cü il", "2024-12-12", "Bakı"),
        ("2019-cu il, noyabr", "2019-11", None),
        ("თბილისი, 2021 წლის 20 იანვარი", "2021-01-20", "თბილისი"),
        ("二〇一九年六月九日于武汉", "2019-06-09", "武汉"),
        ("中華民國七十五年六月三日", "1986-06-03", None),
        ("中華民國110年3月5日", "2021-03-05", None),
        ("中华民国二十三年五月一日", "1934-05-01", None),
        ("民國一百年三月五日", "2011-03-05", None),
        ("於臺北 中華民國 110 年 3 月 5 日", "2021-03-05", "臺北"),
        ("昭和50年4月5日", "1975-04-05", None),
        ("平成三十年四月五日", "2018-04-05", None),
        ("令和元年五月一日", "2019-05-01", None),
        ("西元2021年3月5日", "2021-03-05", None),
        ("서기 2021년 3월 1일", "2021-03-01", None),
        ("Ankara, 2018", "2018", "Ankara"),
        ("Yerevan, 5 May", "XXXX-05-05", "Yerevan"),
    ],
)
def test_a_line_of_place_and_date_is_a_date_line(line, edtf, place):
    told = lines.date_line(line)
    assert (told.date.edtf, told.place) == (edtf, place)


@pytest.mark.parametrize(
    "line",
    [
        "In 2017",
        "2017",
        "Summer of 2016",
        "Resolution of 8 December 2005",
        "4 April - the International Day",
        "Ministry of Defence, 5 May 2021",
        "Geneva, 21 June–9 July 2021",
        "The flood of 5 May 2021",
        "5 May 2021 and 6 May 2021",
        "signed on 5 May 2021 by the parties to the agreement",
        "Created: 16 May 1993",
        "Deadline: 5 May 2021",
        "期限：2021年4月5日",
        "大韓民國 100年 3月 1日",
        "光緒三十年三月五日",
    ],
)
def test_a_line_that_says_more_than_a_date_is_no_date_line(line):
    assert lines.date_line(line) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BAKU, Azerbaijan", "Baku"),
        ("SABİRABAD", "Sabirabad"),
        ("НАРЬЯН-МАР", "Нарьян-Мар"),
        ("NEW YORK", "New York"),
        ("Genève", "Genève"),
    ],
)
def test_a_place_is_written_as_names_are(printed, name):
    assert lines.place_name(printed) == name


@pytest.mark.parametrize(
    "line", ["Ana de Lima", "В. П. Орлова", "Оксана Гайова,", "周文明", "सुनीता देवी", "Jean-Luc Moreau"]
)
def test_a_full_name_may_be_a_person(line):
    assert lines.is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "Director",
        "Museum of Clay",
        "Yours sincerely,",
        "5 May",
        "a small note",
        "Ana",
        "The words of a long and lower line",
    ],
)
def test_what_is_no_full_name_is_no_person(line):
    assert not lines.is_name(line)


@pytest.mark.parametrize(
    "line", ["Museum of Clay", "Архив города Твери", "Gəncə Regional Mərkəzi", "県立図書館", "Verein für Uhren e. V."]
)
def test_an_organisation_is_told_by_its_noun(line):
    assert lines.is_organisation(line)


@pytest.mark.parametrize(
    "line",
    [
        "Director of the museum",
        "museum of clay",
        "The museum was closed for years.",
        "Museum: 5 rooms",
        "Ana Lima",
        "Музей директоры",
    ],
)
def test_an_office_or_a_sentence_is_no_organisation(line):
    assert not lines.is_organisation(line)


@pytest.mark.parametrize("line", ["APPEAL", "Statement", "PRESS RELEASE", "MÜRACİƏT", "报告"])
def test_a_kind_alone_is_a_label(line):
    assert lines.is_label(line)


def test_a_heading_that_goes_on_is_no_label():
    assert not lines.is_label("STATEMENT OF THE COUNCIL")


@pytest.mark.parametrize(
    ("line", "name"),
    [("By Ana Lima", "Ana Lima"), ("Por Ana Lima", "Ana Lima"), ("By the river", None), ("Byzantine Walls", None)],
)
def test_a_byline_gives_its_name(line, name):
    assert lines.byline(line) == name
