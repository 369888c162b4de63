"""Elements of the Citation Style Language, put right where citeproc-py 0.11.1 does otherwise than CSL 1.0.2 says.

A group is judged by the variables that were asked for while it was rendered, not by those that it might ask for; what
stands in for an author is not said a second time; a label without its variable says nothing (`Edition`); a date in
words is said once; a range of dates is written; `disambiguate` is never true, because years have letters here; names
are not put in capitals. The formatter marks looks by noncharacters of Unicode, which no document may hold, so that one
rendering serves every format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from citeproc import model
from citeproc.source import CitationItem, LiteralDate, VariableError
from citeproc.string import String
from lxml import etree

from archive.cite.csl.rendering import RENDERING, Rendering

NAMESPACE = "http://purl.org/net/xbiblio/csl"
MARKS = {"italic": "\ufdd0\ufdd1", "bold": "\ufdd2\ufdd3", "raised": "\ufdd4\ufdd5", "lowered": "\ufdd6\ufdd7",
         "small_capitals": "\ufdd8\ufdd9"}  # fmt: skip
"""What opens and closes each look."""

MOST_CALLS = 50_000
"""Calls of macros for one citation. The largest style of the CSL project makes some three hundred."""

QUOTED = "\ufdda"
"""Stands after a closing quotation mark that the style has set."""


def _look(name: str) -> Callable[[Any], str]:
    opening, closing = MARKS[name][0], MARKS[name][1]
    return lambda text: f"{opening}{text}{closing}"


FORMATTER = SimpleNamespace(
    preformat=str, Light=str, Underline=str, Italic=_look("italic"), Oblique=_look("italic"), Bold=_look("bold"),
    Superscript=_look("raised"), Subscript=_look("lowered"), SmallCaps=_look("small_capitals"),
)  # fmt: skip
"""What citeproc-py takes for a formatter: a module or anything else with these names."""


class Item(CitationItem):  # type: ignore[misc]
    """What is cited, with its reference at hand: citeproc-py looks it up at every step."""

    @property
    def reference(self) -> Any:
        return self["held"]


class _Cased:
    """Text that is in no class of citeproc-py yet has no letter cases there."""

    def case(self, text: Any, language: Any = None) -> Any:
        return super().case(String(text) if type(text) is str else text, language)  # type: ignore[misc]


class _Text(_Cased, model.Text):  # type: ignore[misc]
    def get_macro(self, name: str) -> Any:
        state = RENDERING.get()
        macros, state.calls = state.macros, state.calls + 1
        if state.calls > MOST_CALLS:
            raise ValueError(f"it calls macros more than {MOST_CALLS:,} times")
        if name not in macros:
            macros[name] = super().get_macro(name)
        return macros[name]

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if variable in self.generated_variables:
            return item.reference[variable.replace("-", "_")]
        state = RENDERING.get()
        state.ask(variable)
        text = self._place(item) if variable == "locator" else super()._variable(item, context)
        if text:
            state.find(variable)
        return text

    def _place(self, item: Any) -> String:
        return String(item.locator.identifier)  # with its hyphens, which may stand inside words

    def quote(self, string: Any) -> Any:
        if self.get("quotes", "false").lower() != "true":
            return string
        return super().quote(self._inner_quotes(str(string))) + QUOTED

    def _inner_quotes(self, text: str) -> str:
        """Marks of quotation inside the quoted text become the inner ones."""
        names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        opening, closing, inner, inner_closing = (str(self.get_single_term(name=name)) for name in names)
        if not (opening.strip() and closing.strip() and inner and inner_closing):
            return text
        before, after = re.escape(opening.strip()), re.escape(closing.strip())
        pattern = rf"{before}\s?([^{before}{after}]*?)\s?{after}(?!\w)"
        return re.sub(pattern, lambda found: f"{inner}{found[1]}{inner_closing}", text)


class _Number(_Cased, model.Number):  # type: ignore[misc]
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        state, variable = RENDERING.get(), self.get("variable")
        state.ask(variable)
        text = super().process(item, context=context, **kwargs)
        if text:
            state.find(variable)
        return text


class _Label(_Cased, model.Label):  # type: ignore[misc]
    def process(self, item: Any, variable: Any = None, plural: Any = None, context: Any = None, **kwargs: Any) -> Any:
        named = self.get("variable")
        if named == "locator" and not item.has_locator:
            raise VariableError
        if named and named != "locator" and named.replace("-", "_") not in item.reference:
            raise VariableError
        return super().process(item, variable=variable, plural=plural, context=context, **kwargs)


class _Names(model.Names):  # type: ignore[misc]
    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        state = RENDERING.get()
        roles = self.get("variable").split()
        held = [role for role in roles if role.replace("-", "_") in item.reference]
        state.asked += 1
        if held and any(role in state.spent for role in held):
            raise VariableError
        text = super().process(item, names_context=names_context, context=context, **kwargs)
        if text and held:
            for role in held:
                state.find(role)
        return text


class _Name(model.Name):  # type: ignore[misc]
    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        value = super().get_option(name, context, sort_options)
        if name == "delimiter-precedes-last" and super().get_option("name-as-sort-order", context) == "first":
            return "contextual"  # the comma belongs to an inverted name, and ours are not inverted
        return value


class _NamePart(model.Name_Part):  # type: ignore[misc]
    def case(self, text: Any, language: Any = None) -> Any:
        return text  # names are kept as they are written: nobody knows which part is the family's


class _Substitute(model.Substitute):  # type: ignore[misc]
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        state = RENDERING.get()
        state.used.append(set())
        try:
            text = super().render(item, context=context, **kwargs)
        finally:
            used = state.used.pop()
        if text:
            state.spent |= used
        return text

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        return None


class _Sort(model.Sort):  # type: ignore[misc]
    def sort(self, items: Any, context: Any) -> Any:
        return items  # one at a time, in the order in which they are given


class _Group(model.Group):  # type: ignore[misc]
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        state = RENDERING.get()
        asked, found = state.asked, state.found
        output = []
        for child in self.iterchildren():
            given = {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            try:
                text = child.render(item, context=context, **given, **kwargs)
            except VariableError:
                continue
            if text is not None:
                output.append(text)
        if not output or (state.asked > asked and state.found == found):
            raise VariableError
        return self.join(output)


class _NeverAmbiguous:
    """`disambiguate="true"` asks whether two citations would else be alike."""

    def render(self, item: Any, context: Any = None, delimiter: str = "", **kwargs: Any) -> Any:
        if self.get("disambiguate") and self.get("match") != "none":  # type: ignore[attr-defined]
            raise model.ConditionFailed
        return super().render(item, context=context, delimiter=delimiter, **kwargs)  # type: ignore[misc]


class _If(_NeverAmbiguous, model.If):  # type: ignore[misc]
    pass


class _ElseIf(_NeverAmbiguous, model.Else_If):  # type: ignore[misc]
    pass


class _Date(model.Date):  # type: ignore[misc]
    def process(
        self, item: Any, variable: Any = None, show_parts: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        state = RENDERING.get()
        name = variable or self.get("variable")
        if not self.is_locale_date() or variable is None:
            state.ask(name)
        date = item.reference[name.replace("-", "_")]
        if isinstance(date, LiteralDate) and "year" not in self._shown(show_parts):
            raise VariableError  # a date in words stands in the place of the year
        if name == "issued" and not isinstance(date, LiteralDate) and self._is_whole(state):
            text = self._whole(item, name)
        else:
            text = super().process(item, variable=variable, show_parts=show_parts, context=context, **kwargs)
        if text:
            state.find(name)
        return text

    def _is_whole(self, state: Rendering) -> bool:
        """Whether all parts of the date are said: where the year is wanted and more is asked of us, or all in words."""
        if self.is_locale_date():
            return False
        parts = self.get("date-parts")
        if state.whole_date and parts == "year":
            return True
        return bool(state.date_in_words) and self.get("form") == "text" and parts in (None, "year-month-day")

    def _shown(self, show_parts: Any) -> set[str]:
        """The parts of the date that this element shows."""
        parts = set(show_parts or self.get("date-parts", "year-month-day").split("-"))
        own = {part.get("name") for part in self.iterchildren()}
        return parts & own if own else parts

    def _whole(self, item: Any, name: str) -> Any:
        """The date with all its parts; in a style that gives numbers, as numbers."""
        numeric = self.get_root().get("default-locale", "").startswith("zh")
        in_words = RENDERING.get().date_in_words
        if in_words and not numeric:
            return self.wrap(in_words)
        localised = self.get_date("numeric" if numeric else "text")
        return localised.render(item, name, show_parts=["year", "month", "day"], context=self)

    def render_date_range(self, date_range: Any, show_parts: Any = None, context: Any = None) -> Any:
        """Both ends with what they state, parted by an en dash; with blanks around it where they are days."""
        parts = list(show_parts or ())
        begin = self.render_single_date(date_range.begin, parts, context)
        end = self.render_single_date(date_range.end, parts, context)
        if not begin or not end or begin == end:
            return begin or None
        return f"{begin} – {end}" if "day" in parts and "day" in date_range.begin else f"{begin}–{end}"


_CORRECTED = {
    "text": _Text, "number": _Number, "label": _Label, "names": _Names, "name": _Name, "name-part": _NamePart,
    "substitute": _Substitute, "group": _Group, "if": _If, "else-if": _ElseIf, "date": _Date, "sort": _Sort,
}  # fmt: skip


def parser() -> Any:
    """An XML parser that makes the elements of CSL, ours in the place of those they put right.

    No entity is read and nothing is fetched.
    """
    lookup = etree.ElementNamespaceClassLookup()
    namespace: Any = lookup.get_namespace(NAMESPACE)
    namespace[None] = model.CitationStylesElement
    for element in model.CitationStylesElement.__subclasses__():
        namespace[element.__name__.replace("_", "-").lower()] = element
    for name, element in _CORRECTED.items():
        namespace[name] = element
    made = etree.XMLParser(remove_comments=True, remove_pis=True, no_network=True, resolve_entities=False,
                           load_dtd=False)  # fmt: skip
    made.set_element_class_lookup(lookup)
    return made
