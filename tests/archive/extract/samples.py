"""A small sound file of each format that is read, as its writers make it, for tests that damage them."""

from __future__ import annotations

from tests.archive.extract.packages import docx, epub, odf, p

TEI = (
    "<?xml version='1.0' encoding='utf-8'?><TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt>"
    "<title>Su</title></titleStmt></fileDesc></teiHeader><text><body><pb n='1'/><head>水</head>"
    "<p>Birinci<note>qeyd</note><choice><sic>a</sic><corr>b</corr></choice></p><table><row><cell>x</cell></row></table></body></text></TEI>"
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset134 B;}}{\info{\title T}}\f0 \'cf\'f0 \u27700?"
    rb"{\footnote note}\par\trowd\pard\intbl a\cell b\cell\row\pard{\header h}{\*\x y}{\deleted d} end\par}"
)
TABLE = "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + p("c") + "</w:tc></w:tr></w:tbl>"
NOTE = "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
NUMBERED = (
    "<w:p><w:pPr><w:pStyle w:val='s'/><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr><w:r><w:t>n</w:t></w:r></w:p>"
)
STYLES = "<w:style w:styleId='s'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'/><w:lvl w:ilvl='1'><w:start w:val='4'/>"
    "<w:numFmt w:val='lowerRoman'/><w:lvlText w:val='(%1.%2)'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)
LIST = (
    "<text:list text:style-name='L'><text:list-item text:start-value='2'><text:p>i</text:p></text:list-item>"
    "</text:list>"
)
LIST_STYLE = (
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='i'"
    " style:num-suffix='.'/></text:list-style>"
)
SAMPLES: dict[str, bytes] = {
    "docx": docx(p("Bənd 水") + NUMBERED + TABLE + NOTE, numbering=NUMBERING, styles=STYLES,
                 footnotes="<w:footnote w:id='1'>" + p("n") + "</w:footnote>",
                 header=p("head"), core="<dc:title>T</dc:title>"),
    "odf": odf("<text:h>水</text:h>" + LIST
               + "<text:p>a<text:s/><text:note><text:note-body><text:p>n</text:p></text:note-body>"
               "</text:note></text:p><table:table><table:table-row><table:table-cell><text:p>c</text:p>"
               "</table:table-cell></table:table-row></table:table>", meta="<dc:title>T</dc:title>",
               styles=LIST_STYLE + "<style:header><text:p>h</text:p></style:header>"),
    "rtf": RTF,
    "epub": epub({"nav.xhtml": "<p>Nav", "a.xhtml": "<h1>水</h1><p>فقرة"}, metadata="<dc:title>T</dc:title>"),
    "tei": TEI.encode(),
    "xml": "<?xml version='1.0'?><a xml:lang='az'>\n<b>Su <c>x</c></b>\n<d>水</d></a>".encode(),
    "markdown": "---\ntitle: Su\n---\n# 水\n\n- *a*\n\n| b |\n|---|\n| c |\n".encode(),
    "html": ("<!doctype html><html lang=az><head><title>T</title><script type='application/ld+json'>"
             "{\"@type\":\"Article\"}</script></head><body><nav>n</nav><article><h1>水</h1>"
             + "<p>Su reyestrləri nəmdir.</p>" * 20 + "</article><aside>x</aside></body></html>").encode(),
    "plaintext": "Su reyestrləri nəmdir.\n\n水利登记簿。\n\n+ ↺ − 16 px\n".encode("utf-16"),
}  # fmt: skip
"""By the name of the extractor."""
