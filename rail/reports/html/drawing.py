"""The lineage as SVG (SVG 2, WAI-ARIA Graphics): a tree from the top down, with a title, a description and no script.

It is drawn with rectangles and lines alone, as wide as a narrow screen, so that it prints and scales. The same tree
stands beside it as a list; whoever cannot see the drawing misses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.html.text import foreign, safe
from rail.reports.lineage import license_words, lineage
from rail.reports.page import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.finding import Report
    from rail.reports.lineage import Node

MOST = 60
_WIDTH = 640
_ROW, _HEIGHT, _STEP, _DEEPEST = 64, 50, 28, 8
_LETTERS = 66  # of the widest box, in a face of 600 units


def lineage_section(report: Report) -> Iterator[str]:
    """Yield the drawing and the list; a sentence where the release names no upstream."""
    nodes = lineage(report)
    if not nodes:
        yield "<p>No file of this release names a base model or training data that these rules could read.</p>"
        return
    unknown = sum(node.license is None for node in nodes)
    yield f"<p>{len(nodes):,} named, {unknown:,} of them with an unknown licence. Unknown is not permission.</p>"
    yield '<div class="wide" tabindex="0" role="region" aria-label="Drawing of the lineage">'
    yield _drawing(str(report.summary["name"]), nodes[:MOST], len(nodes))
    yield "</div>"
    if len(nodes) > MOST:
        yield f"<p>The drawing shows the first {MOST}; the list has all.</p>"
    yield '<h3 id="lineage-list">The same as a list</h3>'
    yield "".join(_list(nodes))


def _drawing(name: str, nodes: Sequence[Node], total: int) -> str:
    height = _ROW * (len(nodes) + 1) + 8
    parts = [
        f'<svg class="lineage" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="lineage-t lineage-d">',
        f'<title id="lineage-t">What {safe(name)} was made from</title>',
        f'<desc id="lineage-d">A tree of {total} upstream models and data sets; the list below says the same.</desc>',
    ]
    ends: dict[int, int] = {0: _ROW - (_ROW - _HEIGHT) // 2}
    parts += _box(0, 0, name, "this release", "own")
    for row, node in enumerate(nodes, start=1):
        depth = min(node.depth, _DEEPEST)
        middle = row * _ROW + _ROW // 2
        left = _left(depth)
        start = ends.get(depth - 1, middle)
        parts.append(f'<path d="M{left - _STEP // 2} {start}V{middle}H{left}"/>')
        how = ", ".join(node.relations) or "named on the way"
        style = "untold" if node.license is None else "told"
        parts += _box(row, depth, node.name, f"{how}: {node.license or 'licence unknown'}", style)
        ends = {level: end for level, end in ends.items() if level < depth}
        ends[depth] = row * _ROW + _ROW - (_ROW - _HEIGHT) // 2
    return "".join([*parts, "</svg>"])


def _box(row: int, depth: int, name: str, words: str, style: str) -> Iterator[str]:
    left, top = _left(depth), row * _ROW + (_ROW - _HEIGHT) // 2
    room = _LETTERS - depth * 4
    yield f'<rect class="{style}" x="{left}" y="{top}" width="{_WIDTH - left - 2}" height="{_HEIGHT}" rx="4"/>'
    yield f'<text class="name" x="{left + 10}" y="{top + 20}">{safe(_cut(name, room))}</text>'
    yield f'<text x="{left + 10}" y="{top + 39}">{safe(_cut(words, room))}</text>'


def _left(depth: int) -> int:
    return 2 + depth * _STEP


def _cut(text: str, room: int) -> str:
    """Cut in the middle: the owner and the end of a name tell most."""
    told = safe_width(text)
    if cells(told) <= room:
        return told
    half = room // 2 - 2
    return f"{told[:half]} ... {told[-half:]}"


def safe_width(text: str) -> str:
    """Return the text as it will be seen, so that its escapes are counted."""
    from rail.reports.visible import visible

    return visible(" ".join(text.split()))


def _list(nodes: Sequence[Node]) -> Iterator[str]:
    depth = 0
    for node in nodes:
        if node.depth > depth:
            yield "<ul>" * (node.depth - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - node.depth)
        how = ", ".join(node.relations) or "named on the way"
        places = f"; named in {', '.join(map(foreign, node.places))}" if node.places else ""
        yield f"<li>{safe(how)} <strong>{foreign(node.name)}</strong>: {foreign(license_words(node))}{places}"
        depth = node.depth
    yield "</li></ul>" * depth
