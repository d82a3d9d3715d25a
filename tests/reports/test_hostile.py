"""Names and values of others in every format: they are shown, and they do nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rail.checks.waivers import apply_waivers
from rail.model.facts import RelationKind, Upstream
from rail.model.finding import Evidence, Finding, Report, Rule, SkippedRule, Waiver
from rail.model.history import Baseline, Cause, Comparison, FindingChange, KnownFinding
from rail.model.location import Location
from rail.model.verdict import Verdict
from rail.reports.github import write_github
from rail.reports.html.document import write_html
from rail.reports.json import write_json
from rail.reports.junit import write_junit
from rail.reports.markdown import LARGEST, write_markdown
from rail.reports.page import Page
from rail.reports.sarif import write_sarif
from rail.reports.terminal import write_terminal
from rail.reports.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

NASTY = [
    "\x1b[31mred\x1b[0m\x07",
    "two\nlines\r\nand\u2028three",
    "]]><testcase name='x'/>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "| a | b |\n|---|---|",
    "```\n# head\n```",
    "`code` and ``more`` and `one",
    "@octocat and @org/team fixes #1, GH-2 and org/repo#3",
    "![x](https://evil.example/x.png) [y](javascript:alert(1))",
    "https://evil.example and www.evil.example and mail@evil.example",
    "<https://evil.example>",
    "\u202egnp.exe\u2066",
    "lone \udcff and \ud800 surrogates",
    "::error file=a,line=1::owned",
    "::add-mask::x\n::stop-commands::y",
    "##[error]owned ##[add-matcher]x",
    "--> <!-- railkit:check other -->",
    "- item",
    "1. item",
    "a\ufffe\uffffb\U0001fffe",
    "$x^2$ :rocket: ~~s~~ &lt;b&gt; &#60;b&#62;",
    "%0A::error::owned",
    "{{7*7}} ${x}",
]
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "footer",
    "h1", "h2", "h3", "h4", "h5", "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
    "tr", "th", "td", "a", "strong", "em", "code", "bdi", "blockquote", "svg", "desc", "rect", "text", "path",
}  # fmt: skip # read as one


def hostile_report(text: str, make_report: Callable[..., Report], make_finding: Callable[..., Finding]) -> Report:
    """Return a report that says ``text`` wherever others can put a word."""
    place = Location(text, 3)
    evidence = (Evidence(text, place, text, text, text), Evidence("x", source=f"https://example.org {text}"))
    said = text.strip() or "x"
    finding = make_finding(location=place, message=said, why=said, fix=said, evidence=evidence)
    other = replace(finding, id="restrictions-dropped:ffffffffffff")
    waiver = Waiver("restrictions-dropped", text, text, "2999-01-01", text, 2, "restrictions-dropped:ffffffffffff")
    findings, uses = apply_waivers([finding, other, *([finding] * 12)], [waiver], "2026-11-24")
    known = KnownFinding("restrictions-dropped:1", "restrictions-dropped", "error", text, text)
    cause = Cause("fact", text, text)
    report = make_report(*findings)
    return replace(
        report,
        path=text,
        components=tuple({**part, "basis": text, "license": text} for part in report.components),
        skipped=(SkippedRule("restrictions-dropped", text),),
        problems=(text,),
        summary={
            **report.summary,
            **{name: [text] for name in ("notes", "overrides", "own_claims", "excluded", "packs")},
            "name": text,
            "card": text,
            "revision": text,
        },
        upstreams=(
            Upstream(RelationKind.FINETUNE, text, "card", place, text, text, text, text),
            Upstream(RelationKind.FINETUNE, text, "lineage", place, via=(text, f"{text}2")),
        ),
        waivers=uses,
        baseline=Baseline(text, text, "1", "2026-01-01", "2026-01-01", (known,), (known,)),
        against=Comparison(
            text, "1", "2026-01-01", "2026-01-01", Verdict.DENIED,
            (FindingChange("new", finding, (text,), (cause,)), FindingChange("gone", other)), (cause,), 1,
        ),
    )  # fmt: skip # the comparison is read as one


class Elements(HTMLParser):
    """Every element, attribute and comment of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.seen.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.comments.append(data)


def elements(page: str) -> Elements:
    """Parse a page."""
    parser = Elements()
    parser.feed(page)
    parser.close()
    return parser


def no_controls(text: str) -> None:
    """Nothing in a text drives a terminal, and it can be written as UTF-8."""
    text.encode("utf-8")
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", text) == []


def no_commands(text: str) -> None:
    """No line is taken for a command by a CI log, but annotations that we wrote."""
    assert [line for line in text.split("\n") if line.lstrip().startswith("::")] == []
    assert "##[" not in text


def check_html(page: str) -> None:
    """All elements and attributes are ours, and no address is but https."""
    no_controls(page)
    found = elements(page)
    assert {tag for tag, _ in found.seen} <= TAGS
    assert found.comments == []
    for _, attributes in found.seen:
        assert not [name for name in attributes if name.startswith("on")]
        assert re.match(r"(#[\w-]+|https://[\w.-]+(/|$))", attributes.get("href") or "#x")
        assert "src" not in attributes


def check_markdown(text: str) -> None:
    """The comment has one marker and our elements; nothing of others is one, nor is it linked or mentioned."""
    no_controls(text)
    assert len(text) <= LARGEST
    assert text.count("<!--") == text.count("-->") == 1
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    found = elements(html)
    ours = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "li"}
    assert {tag for tag, _ in found.seen} <= ours | {"code"}
    assert [attributes for _, attributes in found.seen if attributes] == []
    lists = re.findall(r"<li>\s*<[uo]l>", html)
    assert lists == []
    plain = unescape(re.sub(r"<[^>]+>", "", html))
    assert re.findall(r"@\w|(?<!\w)#\d|\bGH-\d|://|\bwww\.\w", plain) == []


def check_github(text: str) -> None:
    """Every command is one of ours, on one line."""
    no_controls(text)
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("::"):
            assert re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::", line)
        else:
            assert not line.lstrip().startswith("::")
        assert "##[" not in line


def check_all(report: Report, rules: tuple[Rule, ...]) -> None:
    """Write a report in every format and hold it against what the format promises."""
    view = View(report, rules, fail_on=None)
    ET.fromstring(write_junit(view))  # noqa: S314 # our own output
    no_controls(write_junit(view))
    check_html(write_html(view))
    check_markdown(write_markdown(view))
    check_github(write_github(view))
    for verbose in (False, True):
        page = write_terminal(report, width=80, verbose=verbose).text()
        no_controls(page)
        no_commands(page)
    for text in (write_json(report), write_sarif(report, rules)):
        assert text.isascii()
        no_commands(text)
        json.loads(text)


@pytest.mark.parametrize("text", NASTY)
def test_what_others_wrote_does_nothing(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...], text: str
) -> None:
    """Each known trick, in every place and every format."""
    check_all(hostile_report(text, report, finding), rules)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.lists(
        st.one_of(st.sampled_from(NASTY), st.text(max_size=12), st.text("<>&\"'`*_[]()|#@:/\\!-~=%$\n ", max_size=12)),
        max_size=4,
    ).map("".join)
)
def test_what_others_could_write_does_nothing(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...], text: str
) -> None:
    """Whatever the tricks are joined to."""
    check_all(hostile_report(text or "x", report, finding), rules)


def test_a_huge_report_fits_a_comment(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """What does not fit is counted, and the verdict and the limits stay."""
    findings = [finding(id=f"restrictions-dropped:{n:012x}", message="#" * 3000, why="*" * 3000) for n in range(400)]
    text = write_markdown(View(report(*findings, problems=tuple("<" * 900 + str(n) for n in range(500))), rules))
    assert len(text.encode("utf-8")) <= LARGEST
    assert re.search(r"\d+ findings more did not fit", text)
    assert "**Denied**" in text
    assert "no legal advice" in text


def test_github_shows_ten_of_a_kind(
    report: Callable[..., Report], finding: Callable[..., Finding], rules: tuple[Rule, ...]
) -> None:
    """The rest stands in the log as plain lines."""
    findings = [finding(id=f"restrictions-dropped:{n:012x}", message=f"fault {n}") for n in range(13)]
    lines = write_github(View(report(*findings), rules)).splitlines()
    assert [line.startswith("::error ") for line in lines] == [True] * 10 + [False] * (len(lines) - 10)
    assert lines[10] == "GitHub shows 10 annotations of a kind; 3 more findings:"


def test_wrapped_words_make_no_command() -> None:
    """A word that a page wraps to the beginning of a line is no command there."""
    page = Page(20)
    page.add(("a long word before ::error::x and ##[error]y", ""), indent=2)
    assert page.text() == "  a long word before\n  \\x3a:error::x and\n  #\\x23[error]y\n"
