"""What a person or a sidecar gives for a document: values that no rule ever overwrites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from archive.errors import InvalidValue
from archive.fields import FIELDS, check, check_language
from archive.record import Basis, Description, Evidence, Value

LANGUAGE = "language"
"""Not a descriptive field: it overrules the detected languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Checked values by field. A field given with no value at all is to be emptied."""

    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    basis: Basis = "person"

    def over(self, description: Description) -> Description:
        """The description with the given values in place of what it had in those fields."""
        changes = {
            name: values if FIELDS[name].repeats else (values[0] if values else None)
            for name, values in self.values.items()
        }
        return replace(description, **changes)  # type: ignore[arg-type]


def parse_assignments(assignments: Iterable[str]) -> Given:
    """`FIELD=VALUE` of the command line; a repeating field takes several, `FIELD=` empties a field."""
    pairs: dict[str, list[str]] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise InvalidValue(f"{assignment!r} is not FIELD=VALUE, such as source=Trend")
        pairs.setdefault(name.strip(), []).append(value)
    return given(pairs, basis="person", place=None)


def given(pairs: Mapping[str, list[str]], *, basis: Basis, place: str | None) -> Given:
    """Values checked and given their basis; `place` is where they were read (a sidecar's row)."""
    evidence = Evidence(place=place) if place else None
    values: dict[str, tuple[Value, ...]] = {}
    languages: tuple[str, ...] = ()
    for name, texts in pairs.items():
        wanted = [text for text in texts if text.strip()]
        if name == LANGUAGE:
            languages = _languages(wanted)
            continue
        _check_name(name)
        checked = [check(name, text) for text in wanted]
        if len(checked) > 1 and not FIELDS[name].repeats:
            raise InvalidValue(f"{name} is given {len(checked)} times and can hold one value")
        values[name] = tuple(Value(value=text, basis=basis, evidence=evidence, confirmed=True) for text in checked)
    return Given(values=values, languages=languages, basis=basis)


def _languages(texts: list[str]) -> tuple[str, ...]:
    if not texts:
        raise InvalidValue(f"{LANGUAGE} cannot be emptied; `und` says that it is not known")
    try:
        return tuple(dict.fromkeys(check_language(text) for text in texts))
    except InvalidValue as error:
        raise InvalidValue(f"{LANGUAGE}: {error}") from None


def check_texts(name: str, texts: list[str]) -> None:
    """InvalidValue, in words that do not name the field, when a field or the language cannot hold these texts."""
    for text in texts:
        (check_language if name == LANGUAGE else FIELDS[name].check)(text)
    if len(texts) > 1 and name != LANGUAGE and not FIELDS[name].repeats:
        raise InvalidValue(f"{len(texts)} values are given, and {name} can hold one")


def _check_name(name: str) -> None:
    if name not in FIELDS:
        raise InvalidValue(f"there is no field {name!r}; the fields are: {', '.join([*FIELDS, LANGUAGE])}")


def combine(weaker: Given, stronger: Given) -> Given:
    """Both, the stronger one's values in place of the weaker one's."""
    return Given(
        values={**weaker.values, **stronger.values},
        languages=stronger.languages or weaker.languages,
        basis=stronger.basis if stronger.languages else weaker.basis,
    )
