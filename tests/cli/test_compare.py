"""``rail license compare`` from the console."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]
    Valid = Callable[[str, str], Any]

OURS = "The petunia shall be watered daily. Nobody may pick a petunia without asking the gardener first, in writing."


@pytest.fixture
def compare(rail: Rail, valid: Valid) -> Callable[..., Any]:
    """Compare two things and return the JSON, held against its schema."""

    def run(a: str, b: str, *options: str) -> Any:  # noqa: ANN401 # a JSON document
        done = rail("license", "compare", a, b, "--format", "json", *options)
        assert done.returncode == 0, done.stderr
        return valid(done.stdout, "compare-output")

    return run


@pytest.fixture
def creativeml() -> str:
    """The text of CreativeML OpenRAIL-M."""
    text = TextPack.load().text("creativeml-openrail-m")
    assert text is not None
    return text


def cut(text: str, clause: str) -> str:
    """Return the text of CreativeML OpenRAIL-M without one clause."""
    license_ = Knowledge.load().license("creativeml-openrail-m")
    assert license_ is not None
    found = license_.clause(clause)
    assert found is not None
    return text[: found.span[0]] + text[found.span[1] :]


def told(document: dict[str, Any], kind: str) -> set[tuple[str, str]]:
    """Return what changed in one kind."""
    return {(item["about"], item["change"]) for item in document["differences"] if item["kind"] == kind}


def test_the_successor_drops_the_update_duty_and_keeps_every_restriction(compare: Callable[..., Any]) -> None:
    """CreativeML OpenRAIL-M against RAIL++-M: eleven restrictions word for word, one duty less."""
    document = compare("creativeml-openrail-m", "creativeml-openrailpp-m")
    assert told(document, "prohibition") == set()
    assert told(document, "duty") == {("keep-latest-version", "dropped")}
    same = [item for item in document["alike"] if item["kind"] == "prohibition"]
    assert [item["worded"] for item in same] == [True] * 11
    assert document["relation"] == "a-within-b"


def test_both_clauses_and_their_words_are_shown(compare: Callable[..., Any]) -> None:
    """Medical advice: banned in one, banned as a substitute in the other, with label and quotation of each."""
    document = compare("creativeml-openrail-m", "bigcode-openrail-m")
    (medical,) = [item for item in document["differences"] if item["about"] == "medical-advice"]
    assert (medical["change"], medical["stricter"]) == ("narrowed", "a")
    assert medical["a"]["clauses"] == ["Attachment A (j)"]
    assert medical["b"]["clauses"] == ["Attachment A (m)"]
    assert all(quote for side in "ab" for quote in medical[side]["quotes"])
    assert {"name": "exception", "a": [], "b": ["supplement"]} in medical["details"]


@pytest.mark.parametrize("name", ["mit", "MIT", "MIT License"])
def test_a_licence_does_not_differ_from_itself(compare: Callable[..., Any], name: str) -> None:
    """Whatever name it goes by."""
    document = compare("mit", name)
    assert document["differences"] == []
    assert document["relation"] == "same"


def test_a_changed_threshold_is_told_in_numbers(rail: Rail) -> None:
    """Numbers are written for readers."""
    shown = rail("license", "compare", "llama2", "qwen-2024").stdout
    assert "700,000,000" in shown
    assert "100,000,000" in shown


def test_a_file_that_is_the_licence_has_its_terms(compare: Callable[..., Any], tmp_path: Path, creativeml: str) -> None:
    """An unchanged text is the record."""
    (tmp_path / "LICENSE").write_text(creativeml)
    document = compare("creativeml-openrail-m", str(tmp_path / "LICENSE"))
    assert document["differences"] == []
    assert document["b"]["status"] == "canonical"


def test_a_file_without_a_restriction_drops_it(compare: Callable[..., Any], tmp_path: Path, creativeml: str) -> None:
    """The restriction whose clause was cut is dropped; the others are the same word for word."""
    (tmp_path / "LICENSE").write_text(cut(creativeml, "a-j"))
    document = compare("creativeml-openrail-m", str(tmp_path / "LICENSE"))
    assert told(document, "prohibition") == {("medical-advice", "dropped")}
    assert document["b"]["status"] == "modified"
    assert document["b"]["unread"] == []
    assert len([item for item in document["alike"] if item["kind"] == "prohibition" and item["worded"]]) == 10


def test_a_file_with_an_added_limit_adds_it(compare: Callable[..., Any], tmp_path: Path, creativeml: str) -> None:
    """Words after the text that forbid commerce are a limit that B adds."""
    (tmp_path / "LICENSE").write_text(f"{creativeml}\nFor non-commercial use only.\n")
    document = compare("creativeml-openrail-m", str(tmp_path / "LICENSE"))
    assert told(document, "limit") == {("non-commercial", "added")}
    (added,) = document["differences"]
    assert added["b"]["quotes"] == ["for noncommercial use only"]
    assert document["relation"] == "b-within-a"


def test_an_altered_clause_is_uncertain_and_its_change_is_named(
    compare: Callable[..., Any], rail: Rail, tmp_path: Path, creativeml: str
) -> None:
    """What it says now was not read: no claim, and no quotation of the old words."""
    path = tmp_path / "LICENSE"
    path.write_text(creativeml.replace("medical advice", "petunia advice"))
    document = compare("creativeml-openrail-m", str(path))
    (medical,) = [item for item in document["differences"] if item["about"] == "medical-advice"]
    assert (medical["change"], medical["stricter"]) == ("changed", None)
    assert medical["b"]["uncertain"]
    assert medical["b"]["quotes"] == [None]
    assert [change["words"] for change in document["b"]["unread"]] == ["petunia"]
    assert document["relation"] == "open"
    shown = rail("license", "compare", "creativeml-openrail-m", str(path)).stdout
    assert "This clause was altered in the file." in shown
    assert "is not understood" in shown


def test_a_licence_is_compared_with_the_policy_that_it_makes_part_of_itself(compare: Callable[..., Any]) -> None:
    """Llama's restrictions stand in its policies; --alone leaves them out."""
    document = compare("llama3.1", "llama4")
    assert [document[side]["policies"] for side in "ab"] == [["llama3.1-use-policy"], ["llama4-use-policy"]]
    assert ("circumventing-safeguards", "added") in told(document, "prohibition")
    places = {place for item in document["differences"] if item["b"] for place in item["b"]["clauses"]}
    assert any(place.startswith("llama4-use-policy, ") for place in places)
    alone = compare("llama3.1", "llama4", "--alone")
    assert told(alone, "prohibition") == set()
    assert alone["a"]["policies"] == []


@pytest.mark.parametrize("use", ["personal-data-misuse", "surveillance-profiling"])
def test_rights_and_consents_are_no_weaker_than_a_right(compare: Callable[..., Any], use: str) -> None:
    """Llama 3.1 asks for rights and consents, 3.2 for a right under law: which is stricter cannot be told."""
    (found,) = [item for item in compare("llama3.1", "llama3.2")["differences"] if item["about"] == use]
    assert (found["change"], found["stricter"]) == ("changed", None)


def test_two_unknown_files_are_compared_as_words(compare: Callable[..., Any], tmp_path: Path) -> None:
    """No claim about terms; what is common and what is not, with lines."""
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(OURS)
    other.write_text("A preface.\n" + OURS.replace("daily", "twice a week"))
    document = compare(str(one), str(other))
    assert document["mode"] == "words"
    assert [item["kind"] for item in document["passages"]] == ["only-b", "common", "only-a", "only-b", "common"]
    assert document["passages"][2]["text"] == "daily"
    assert document["passages"][3]["text"] == "twice a week"
    assert document["passages"][1]["b_lines"] == [2, 2]
    assert 0.8 < document["similarity"] < 1


def test_words_of_known_licences_can_be_compared_too(compare: Callable[..., Any]) -> None:
    """--words makes no use of terms."""
    document = compare("mit", "bsd-new", "--words")
    assert document["mode"] == "words"
    assert 0 < document["similarity"] < 1


FILES = ("own", "prose", "both", "tag", "empty", "binary", "large")


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("mit", "no-such-licence", "no licence of this name is known"),
        ("mit", "openrail", "names a family"),
        ("mit", "{bare}", "known by identity only"),
        ("mit", "./missing.txt", "no such file"),
        ("mit", ".", "is a folder"),
        ("mit", "{own}", "is a licence text that is not known here"),
        ("{own}", "mit", "is a licence text that is not known here"),
        ("mit", "{prose}", "holds no licence text"),
        ("mit", "{both}", "holds several licences"),
        ("mit", "{tag}", "names mit and does not hold its text"),
        ("{own}", "{empty}", "holds no words"),
        ("mit", "{binary}", "is no text"),
        ("mit", "{large}", "larger than 2,000,000 bytes: no licence text is"),
    ],
)
def test_what_cannot_be_compared_says_why(rail: Rail, tmp_path: Path, a: str, b: str, message: str) -> None:
    """What was found, and a next step; never a traceback, never an empty comparison."""
    mit, apache = (TextPack.load().text(name) for name in ("mit", "apache-2.0"))
    (tmp_path / "own").write_text(
        f"License Agreement\n\nPermission is granted to the licensee. {OURS} No warranty.\n" * 3
    )
    (tmp_path / "prose").write_text("Petunias bloom in June.\n")
    (tmp_path / "both").write_text(f"{mit}\n\n{apache}")
    (tmp_path / "tag").write_text("SPDX-License-Identifier: MIT\n")
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\0\1\2" * 40)
    (tmp_path / "large").write_text("word " * 400_001)
    knowledge = Knowledge.load()
    keys = TextPack.load().keys()
    bare = next(key for key in keys if (known := knowledge.license(key)) and known.terms is None)
    names = {"bare": bare} | {name: str(tmp_path / name) for name in FILES}
    done = rail("license", "compare", a.format(**names), b.format(**names), cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "hint: " in done.stderr or message in {"holds no words", "is no text"}
    assert done.stdout == ""


class Page(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, text: str) -> None:
        """Parse."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.words += data


@pytest.fixture
def hostile(tmp_path: Path, creativeml: str) -> Path:
    """A licence file whose name and words would be markup."""
    path = tmp_path / "<img src=x onerror=alert(1)>|*b*"
    path.write_text(creativeml.replace("medical advice", "<script>alert(1)</script> \x1b[31m advice"))
    return path


def test_html_is_self_contained_and_holds_no_markup_of_others(rail: Rail, hostile: Path) -> None:
    """No script, no address, nothing loaded; names and words of files are text."""
    done = rail("license", "compare", "creativeml-openrail-m", hostile.name, "--format", "html", cwd=hostile.parent)
    assert done.returncode == 0, done.stderr
    page = Page(done.stdout)
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    assert not [attrs for _, attrs in page.elements if {"src", "onerror", "style"} & set(attrs)]
    assert "<img src=x" in page.words
    assert "\x1b" not in done.stdout


def test_html_can_be_read_aloud(rail: Rail) -> None:
    """A language, one title, one main part, headings in order, tables with captions and heads of rows and columns."""
    page = Page(rail("license", "compare", "creativeml-openrail-m", "bigcode-openrail-m", "--format", "html").stdout)
    tags = [tag for tag, _ in page.elements]
    attributes = dict(page.elements)
    assert attributes["html"]["lang"] == "en"
    assert [tags.count(tag) for tag in ("title", "main", "h1")] == [1, 1, 1]
    assert tags.count("table") == tags.count("caption") == tags.count("thead") > 2
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in page.elements if tag == "th")
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    linked = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert linked == ["#differences"]


def test_markdown_rows_have_as_many_cells_as_their_head(rail: Rail, hostile: Path) -> None:
    """Bars, stars and tags of others do not break the tables."""
    from markdown_it import MarkdownIt

    done = rail("license", "compare", "creativeml-openrail-m", str(hostile), "--format", "markdown")
    assert done.returncode == 0, done.stderr
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(done.stdout)
    page = Page(html)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("td") == 5 * (tags.count("tr") - tags.count("table"))
    assert {"script", "img"}.isdisjoint(tags)


@pytest.mark.parametrize("format_", ["terminal", "json", "markdown", "html"])
def test_output_goes_to_a_file(rail: Rail, tmp_path: Path, format_: str) -> None:
    """What would be printed is written, whole, and nothing is printed."""
    printed = rail("license", "compare", "mit", "apache-2.0", "--format", format_)
    done = rail("license", "compare", "mit", "apache-2.0", "--format", format_, "--output", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out").read_text() == printed.stdout
