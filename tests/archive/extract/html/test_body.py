"""The body of a page is what its author wrote; the rest is left out and named; doubt loses nothing."""

from __future__ import annotations

import json

import pytest
import trafilatura

from archive.extract import Extraction
from archive.extract.html import HtmlExtractor

PARAGRAPHS = {
    "en": "The regional archive lost two rooms to the flood of last spring, and a third of its registers are wet. "
    "Volunteers from four villages carried the boxes up the hill, and nobody counted how many trips they made.",
    "az": "Rayon arxivi keçən yazın daşqınında iki otağını itirib və reyestrlərin üçdə biri hələ də nəmdir. "
    "Dörd kənddən gələn könüllülər qutuları təpəyə daşıyıblar və heç kim neçə dəfə getdiklərini saymayıb.",
    "ar": "فقد الأرشيف الإقليمي غرفتين في فيضان الربيع الماضي، ولا يزال ثلث السجلات مبللاً حتى اليوم. "
    "حمل المتطوعون من أربع قرى الصناديق إلى أعلى التل، ولم يحص أحد عدد المرات التي صعدوا فيها.",
    "zh": "去年春天的洪水冲毁了地区档案馆的两间库房，三分之一的登记簿至今仍然潮湿。来自四个村庄的志愿者把箱子抬上山坡，"
    "没有人数过他们走了多少趟。馆长说，最重要的地契已经晾干，其余的要等到冬天结束以后才能逐页检查和修复。",
}
AROUND = """<!doctype html><html><head><title>{title}</title></head><body>
<div class="topbar"><ul><li><a href="/">Start</a></li><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li>
<li><a href="/w">Weather</a></li></ul></div><div id="cookie-bar">We use cookies to make this page better.</div>
<div class="story"><h1>{title}</h1>
<div class="meta"><span>By Rena Aliyeva</span></div><div class="when">9 April 2021</div>
<div class="zoom"><p>+<p>↺<p>−<p>16 px</div>{text}</div>
<div class="more"><h3>Read also</h3><ul><li><a href="/1">Bridge closed for repairs</a></li>
<li><a href="/2">New bus to the valley</a></li><li><a href="/3">School wins a prize</a></li></ul></div>
<div class="foot"><p><a href="/t">Terms</a> <a href="/p">Privacy</a> <a href="/c">Contact us</a></p></div>
</body></html>"""


def page(language: str, *, count: int = 6) -> str:
    text = "".join(f"<p>{number}. {PARAGRAPHS[language]}</p>" for number in range(1, count + 1))
    return AROUND.format(title="Wet registers", text=text)


def extracted(html: str) -> Extraction:
    return HtmlExtractor().extract(html.encode())


def blocks(html: str) -> list[str]:
    extraction = extracted(html)
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_the_body_is_told_without_the_page_marking_it(language: str) -> None:
    assert blocks(page(language)) == [
        "Wet registers", "By Rena Aliyeva", "9 April 2021",
        *(f"{number}. {PARAGRAPHS[language]}" for number in range(1, 7)),
    ]  # fmt: skip


def test_what_is_left_out_is_named_in_the_order_of_the_page() -> None:
    assert extracted(page("en")).left_out == (
        "We use cookies to make this page better.",
        "Start News Sport Weather",
        "+ ↺ − 16 px",
        "Read also Bridge closed for repairs New bus to the valley School wins a prize Terms Privacy Contact us",
    )


def test_one_article_that_is_a_small_part_of_the_page_announces_another_page() -> None:
    teaser = "<article><h3>Another story</h3><p>A bridge was closed for repairs.</p></article>"
    assert f"6. {PARAGRAPHS['en']}" in blocks(page("en").replace("<h3>Read also</h3>", teaser))
    assert blocks("<div>Above</div><article>ten letter</article><p>" + "x" * 83)[0] == "ten letter"
    assert blocks("<div>Above</div><article>ten letter</article><p>" + "x" * 85)[0] == "Above"


@pytest.mark.parametrize(
    "widget",
    [
        "<p>+ ↺ − 16 px</p>",
        "<p>+<p>↺<p>−<p>16 px",
        "<button>+</button><button>−</button><p>16 px</p>",
        "<p>A- A A+</p>",
    ],
)
def test_a_font_size_widget_is_told_in_one_piece_and_in_several(widget: str) -> None:
    read = blocks(page("en").replace("<p>+<p>↺<p>−<p>16 px", widget))
    assert read[2:4] == ["9 April 2021", f"1. {PARAGRAPHS['en']}"]


def test_a_size_of_type_alone_is_text() -> None:
    assert blocks("<p>The heading is set in</p><p>16 px</p>") == ["The heading is set in", "16 px"]


NOTICE = "The reading room is closed on Friday."
LINKS = "".join(
    f"<div><p>Notice number {number} of the county office was archived today.</p></div>" for number in range(9)
)
SHORT = "<html><body><div><p>{notice}</p></div>{links}{end}</body></html>"


def linked_data(body: str) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'articleBody': body})}</script>"


def test_of_a_notice_the_page_itself_says_which_it_is() -> None:
    assert blocks(SHORT.format(notice=NOTICE, links=LINKS, end=linked_data(f"<p>{NOTICE}</p>"))) == [NOTICE]
    marked = SHORT.format(notice=NOTICE, links=LINKS, end="").replace("<body><div>", "<body><main>", 1)
    assert blocks(marked.replace("</p></div>", "</p></main>", 1)) == [NOTICE]


@pytest.mark.parametrize("body", ["", "Another text altogether, which is not on this page.", "The reading room …"])
def test_where_nothing_says_which_text_counts_all_of_it_is_kept(body: str) -> None:
    read = blocks(SHORT.format(notice=NOTICE, links=LINKS, end=linked_data(body)))
    assert len(read) == 10
    assert read[0] == NOTICE


@pytest.mark.parametrize(("rows", "kept"), [(8, 1), (9, 11)])
def test_a_list_of_which_most_would_be_lost_is_kept_whole(
    monkeypatch: pytest.MonkeyPatch, rows: int, kept: int
) -> None:
    opening = "o" * 400
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: opening)
    listed = "".join(f"<li>{'x' * 100}" for _ in range(rows)) + "<li><a href=/>" + "y" * 5000 + "</a>"
    assert len(blocks(f"<p>{opening}</p><ul>{listed}</ul>")) == kept


@pytest.mark.parametrize(("linked", "asked"), [(4, False), (5, True)])
def test_a_page_with_hardly_any_links_is_taken_whole_but_for_the_links(
    monkeypatch: pytest.MonkeyPatch, linked: int, asked: bool
) -> None:
    """One letter in twenty is the bound; `linked` is of a hundred."""
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: "o" * 400)
    held = f"<p>{'o' * 400}<p>{'x' * (560 - 10 * linked)}<p>{'y' * 40}"
    read = blocks(f"{held}<p><a href=/>{'z' * 10 * linked}</a>")
    assert ("x" * (560 - 10 * linked) in read) is not asked
    assert "z" * 10 * linked not in read


@pytest.mark.parametrize(("found", "modes"), [(449, [True, False]), (450, [True])])
def test_what_else_the_library_can_ask_is_asked_where_it_finds_less_than_half(
    monkeypatch: pytest.MonkeyPatch, found: int, modes: list[bool]
) -> None:
    asked = []

    def extract(*_: object, fast: bool, **__: object) -> str:
        asked.append(fast)
        return "o" * found

    monkeypatch.setattr(trafilatura, "extract", extract)
    extracted(f"<p>{'o' * 900}<p><a href=/>{'z' * 100}</a>")
    assert asked == modes


def test_text_below_the_depth_that_the_parser_s_own_tree_has_is_read() -> None:
    deep = "<font>" * 3000
    assert blocks(f"<p>{deep}{PARAGRAPHS['en']}<p>{PARAGRAPHS['ar']}") == [PARAGRAPHS["en"], PARAGRAPHS["ar"]]
    assert blocks(f"{deep}<p>{PARAGRAPHS['en']}<p><a href=/>{PARAGRAPHS['ar']}</a>")[0] == PARAGRAPHS["en"]


def test_a_fault_in_the_library_loses_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> str:
        raise AttributeError("'NoneType' object has no attribute 'tag'")

    monkeypatch.setattr(trafilatura, "extract", failing)
    read = blocks(page("en"))
    assert read[0] == "Start"
    assert f"6. {PARAGRAPHS['en']}" in read
    assert "We use cookies to make this page better." not in read


def test_the_readings_beside_japanese_words_do_not_tear_them_apart() -> None:
    assert blocks("<p><ruby>水<rp>(</rp><rt>みず</rt><rp>)</rp></ruby>門") == ["水門"]
