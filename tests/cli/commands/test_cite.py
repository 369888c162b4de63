"""`muniment cite`."""

from __future__ import annotations

from pathlib import Path

from archive.cite import cite
from archive.store import Store
from tests.cli.conftest import Run


def test_a_citation_a_line_in_the_order_of_the_ids(run: Run, subset_archive: Path) -> None:
    ids = run("-A", subset_archive, "list", "--sort", "title", "--format", "ids").lines
    cited = run("-A", subset_archive, "cite", "-", stdin="\n".join(ids))
    store = Store(subset_archive)
    assert (cited.code, cited.err) == (0, "")
    assert cited.lines == [cite(store.latest(one)) for one in ids]
    store.close()


def test_an_unknown_style_is_refused_with_the_known_ones(run: Run, subset_archive: Path) -> None:
    first = run("-A", subset_archive, "list", "--limit", "1", "--format", "ids").out.strip()
    refused = run("-A", subset_archive, "cite", first, "--style", "chicago")
    assert (refused.code, refused.out) == (2, "")
    assert "'chicago' is not one of styles: plain" in refused.err


def test_nothing_is_cited_when_one_of_the_ids_is_unknown(run: Run, subset_archive: Path) -> None:
    first = run("-A", subset_archive, "list", "--limit", "1", "--format", "ids").out.strip()
    refused = run("-A", subset_archive, "cite", first, "mffffffffffff")
    assert (refused.code, refused.out) == (2, "")


def test_no_id_at_all_is_a_usage_error_and_none_on_standard_input_is_not(run: Run, subset_archive: Path) -> None:
    assert run("-A", subset_archive, "cite").code == 2
    assert run("-A", subset_archive, "cite", "-", stdin="").code == 0
