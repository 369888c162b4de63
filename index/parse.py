"""From what a person types to a query tree.

expression   sequence (OR sequence)*
sequence     conjunction+                  with the implicit operator between them
conjunction  negation (AND negation)*
negation     (NOT | -)* operand
operand      word | phrase | `*` | [field:] ( expression )
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

import regex

from archive.errors import QueryInvalid
from index.analysis.segment import stretches
from index.analysis.tokenize import analyse_query
from index.clause import clause
from index.query import All, And, Not, Or, Phrase, Query, Term
from index.scan import Token, fault, scan
from index.syntax import CLOSING, GERSHAYIM, OPENING, QUOTES

LONGEST_QUERY = 10_000
"""Characters: some four pages. What is longer is a document that was pasted by mistake."""

DEEPEST_NESTING = 50
"""Parentheses within parentheses: far more than people write, and far from what Python's call stack holds."""

MOST_TERMS = 500
"""Words, phrases and field values: a pasted list of names fits, and a search still reads a bounded number of lists."""

Match = Literal["all", "any"]

_ADVICE = "add a word, take it out, or put it in quotation marks to find it as a word"
_PARTS = "".join(QUOTES) + "".join(QUOTES.values()) + OPENING + CLOSING + "—–…"
_CHUNK = regex.compile(rf"(?:[^\s{regex.escape(_PARTS)}]|(?<=[א-ת])[{GERSHAYIM}](?=[א-ת]))+")


def parse(text: str, *, match: Match = "all") -> Query:
    """The tree of a query in the language of docs/query.md.

    Words with no operator between them must all match, or with `match="any"` at least one of them; negated ones
    are left out in either case. An empty text is All. QueryInvalid carries the query and the offset of the fault.
    """
    if len(text) > LONGEST_QUERY:
        raise fault(text, LONGEST_QUERY, f"a query has at most {LONGEST_QUERY:,} characters, not {len(text):,}")
    tokens = scan(text)
    return _Parser(text, tokens, match).query() if tokens else All()


def parse_question(text: str) -> Query:
    """Any of the words of a text that is not in the query language; no text is refused.

    Nothing in it is an operator and quotation marks are ignored. Where words are written without blanks between
    them, the pairs of characters that the index holds are words; in Thai, Lao, Khmer and Burmese those of a
    dictionary are, and the pairs that straddle them stand as phrases. Of a long text, the first MOST_TERMS different
    words count. A text without words finds nothing.
    """
    words = dict.fromkeys(word for chunk in _CHUNK.findall(text[:LONGEST_QUERY]) for word in _question_words(chunk))
    terms = list(words)[:MOST_TERMS]
    return _any(terms) if terms else Not(All())


def _question_words(chunk: str) -> Iterator[Term | Phrase]:
    tokens = analyse_query(chunk)
    if tokens and all(token.kind == "word" for token in tokens):
        yield Term(chunk)
        return
    words = list(stretches(chunk))
    yield from (Term(chunk[start:end]) for start, end in words)
    edges = set(chain.from_iterable(words))
    covered = set(chain.from_iterable(range(start, end) for start, end in words))
    for token in tokens:
        if token.start not in covered:
            yield Term(chunk[token.start : token.end])
        elif not edges.isdisjoint(range(token.start + 1, token.end)):
            yield Phrase(chunk[token.start : token.end])


class _Parser:
    """Reads the tokens of one query from left to right. `depth` counts the parentheses that are open."""

    def __init__(self, text: str, tokens: list[Token], match: Match) -> None:
        self.text = text
        self.tokens = tokens
        self.match = match
        self.next = 0
        self.terms = 0
        self.depth = 0

    def query(self) -> Query:
        tree = self._expression(None)
        left = self._peek()
        if left is not None:
            raise self._unmatched(left)
        return tree

    def _expression(self, field: str | None) -> Query:
        parts = [self._sequence(field)]
        while self._take("OR"):
            parts.append(self._sequence(field))
        return _any(parts)

    def _sequence(self, field: str | None) -> Query:
        first = self.next
        parts = [self._conjunction(field)]
        while self._at_operand():
            parts.append(self._conjunction(field))
        return _all(parts) if self.match == "all" else self._any_but(parts, self.tokens[first])

    def _any_but(self, parts: Sequence[Query], first: Token) -> Query:
        """Any of the parts, but none of those that are negated."""
        sought = [part for part in parts if not isinstance(part, Not)]
        negated = [part for part in parts if isinstance(part, Not)]
        if len(sought) > 1 and negated:
            # Written out, `a b -c` is `(a OR b) AND NOT c`, which nests one level more.
            self._check_depth(first, self.depth + 1)
        return _all([_any(sought), *negated]) if sought else _all(negated)

    def _conjunction(self, field: str | None) -> Query:
        parts = [self._negation(field)]
        while self._take("AND"):
            parts.append(self._negation(field))
        return _all(parts)

    def _negation(self, field: str | None) -> Query:
        negated = False
        while self._take("NOT") or self._take("-"):
            negated = not negated
        operand = self._operand(field)
        return _negate(operand) if negated else operand

    def _operand(self, field: str | None) -> Query:
        token = self._peek()
        if token is None or token.kind in {"close", "operator"}:
            raise self._missing_operand(token)
        self.next += 1
        if token.field and field:
            raise fault(self.text, token.at, f"{token.field}: stands inside {field}:(…); close that parenthesis before")
        field = token.field or field
        return self._group(token, field) if token.kind == "open" else self._leaf(token, field)

    def _group(self, opening: Token, field: str | None) -> Query:
        self._check_depth(opening, self.depth + 1)
        self.depth += 1
        tree = self._expression(field)
        if self._peek() is None:
            raise self._unmatched(opening)
        self.next += 1
        self.depth -= 1
        return tree

    def _leaf(self, token: Token, field: str | None) -> Query:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise fault(self.text, token.at, f"a query has at most {MOST_TERMS} words and phrases; ask in several")
        if token.kind == "all" and field is None:
            return All()
        return clause(self.text, token, field)

    def _missing_operand(self, found: Token | None) -> QueryInvalid:
        """The error where an operand should be: it names the operator or the parenthesis that lacks one."""
        before = self.tokens[self.next - 1] if self.next else None
        if before and before.kind in {"operator", "minus"}:
            return fault(self.text, before.at, f"nothing follows {before.text} that it could apply to; {_ADVICE}")
        if found and found.kind == "operator":
            return fault(self.text, found.at, f"nothing stands before {found.text} that it could join; {_ADVICE}")
        if found and before:
            return fault(self.text, before.at, "there is nothing between these parentheses; fill them or take them out")
        return self._unmatched(before or self.tokens[0])

    def _unmatched(self, parenthesis: Token) -> QueryInvalid:
        if parenthesis.kind == "open":
            return fault(self.text, parenthesis.at, "this parenthesis is never closed; add ) or take it out")
        return fault(self.text, parenthesis.at, "this parenthesis closes nothing; open it before, or take it out")

    def _check_depth(self, token: Token, depth: int) -> None:
        if depth > DEEPEST_NESTING:
            raise fault(self.text, token.at, f"parentheses go at most {DEEPEST_NESTING} deep; write it more simply")

    def _peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def _take(self, operator: str) -> bool:
        token = self._peek()
        found = token is not None and token.kind in {"operator", "minus"} and token.text == operator
        self.next += found
        return found

    def _at_operand(self) -> bool:
        token = self._peek()
        return token is not None and token.kind != "close" and (token.kind != "operator" or token.text == "NOT")


def _all(parts: Sequence[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return And(tuple(child for part in parts for child in (part.children if isinstance(part, And) else (part,))))


def _any(parts: Sequence[Query]) -> Query:
    if len(parts) == 1:
        return parts[0]
    return Or(tuple(child for part in parts for child in (part.children if isinstance(part, Or) else (part,))))


def _negate(query: Query) -> Query:
    return query.child if isinstance(query, Not) else Not(query)
