"""Fill in and check what records say of their texts: hashes of words, clause spans, fingerprints of texts in no pack.

``python -m rail.identify.fingerprint --texts DIR`` reads ``DIR/<record id>.txt``; texts of the pack it finds itself.
A fingerprint holds hashes of five-word windows and places counted in words; no sentence can be read from it.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING, Any

from rail.identify.build import read_row
from rail.identify.known import WordCounter, from_record
from rail.identify.normalise import VERSION, phrase_words, prepare, tokens, without_copyright, words_of
from rail.identify.windows import all_windows
from rail.knowledge.licensedb import read_licensedb
from rail.knowledge.records import read_record
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]


def words_sha256(text: str) -> str:
    """Return the hash of a text's words, copyright lines left out; every faithful reformatting has the same."""
    words = words_of(tokens(without_copyright(prepare(text))))
    return sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def phrase_sha256(text: str) -> tuple[int, str]:
    """Return number and hash of all words of a passage, such as a notice that must be kept."""
    words = phrase_words(text)
    return len(words), sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def fingerprint_of(record: Record, text: str) -> dict[str, Any]:
    """Return the committed fingerprint of a text: hashes and places, no words."""
    row = read_row(from_record(record, text))
    counter = WordCounter(text)
    passages = [item["span"] for item in (*(record.get("clauses") or ()), *(record.get("variable") or ()))]
    spans = sorted({tuple(span) for span in passages})
    windows = all_windows(row.words)
    return {
        "schema": "fingerprint/1",
        "normaliser": VERSION,
        "sha256": sha256(text.encode("utf-8")).hexdigest(),
        "words": len(row.words),
        "windows": b64encode(pack(f"<{len(windows)}I", *windows)).decode("ascii"),
        "anchors": [start for _, start in row.sampled],
        "forms": [[digest.hex(), form.left_out, form.marks] for digest, form in sorted(row.forms.items())],
        "free": [list(span) for span in row.free],
        "spans": [[list(span), list(counter.span(list(span)))] for span in spans],
        "marks": row.marks,
    }


def check_record(record: Record, text: str) -> Iterator[str]:
    """Yield what a record says of its text that is not so."""
    where = f"licenses/{record['id']}/license.yaml"
    reference = record["text"]
    found = sha256(text.encode("utf-8")).hexdigest()
    # The steward's file may hold more than this text (a use policy behind a licence): then only clauses can be checked.
    if reference["pack"] and reference["pack_sha256"] != found:
        yield f"{where}: text.pack_sha256: {reference['pack_sha256']}, found {found}"
    for clause in record.get("clauses") or ():
        start, end = clause["span"]
        found = sha256(text[start:end].encode("utf-8")).hexdigest()
        if not 0 <= start < end <= len(text):
            yield f"{where}: clause {clause['id']}: span {start}-{end} is outside of {len(text)} characters"
        elif clause["sha256"] != found:
            yield f"{where}: clause {clause['id']}: sha256 {clause['sha256']}, found {found}"
    for item in record.get("variable") or ():
        start, end = item["span"]
        if not 0 <= start < end <= len(text):
            yield f"{where}: variable {item['what']!r}: span {start}-{end} is outside 0-{len(text)}"


def fill_in(content: str, record: Record, text: str) -> str:
    """Return the YAML of a record with its computed hashes; no other character changes."""
    content = re.sub(
        r"^(  words_sha256:)[^\n#]*?([ \t]*(?:#[^\n]*)?)$",
        lambda match: f'{match[1]} "{words_sha256(text)}"{match[2]}',
        content,
        count=1,
        flags=re.MULTILINE,
    )
    for term in (record.get("terms") or {}).get("items") or ():
        span = (term.get("params") or {}).get("span")
        if span:
            count, digest = phrase_sha256(text[span[0] : span[1]])
            content = _fill_params(content, span, count, digest)
    return content


def _fill_params(content: str, span: list[int], count: int, digest: str) -> str:
    """Write ``words`` and ``words_sha256`` beside one ``span`` of a flow mapping of params."""
    pattern = re.compile(
        rf"(params:\s*\{{[^{{}}]*?span:\s*\[\s*{span[0]}\s*,\s*{span[1]}\s*\])([^{{}}]*)\}}",
    )

    def filled(match: re.Match[str]) -> str:
        rest = re.sub(r",\s*words(?:_sha256)?:\s*(?:\"[^\"]*\"|[^,\s}]+)", "", match[2])
        head = re.sub(r"\bwords(?:_sha256)?:\s*(?:\"[^\"]*\"|[^,\s}]+)\s*,\s*", "", match[1])
        return f'{head}{rest.rstrip()}, words: {count}, words_sha256: "{digest}"}}'

    return pattern.sub(filled, content)


def run(texts: Path, licenses: Path, *, write: bool) -> list[str]:
    """Bring every record of a folder up to date and return every mismatch.

    Args:
        texts: the folder of ``<record id>.txt``, for texts in no pack.
        licenses: the folder of records.
        write: change files; otherwise only report what would change.
    """
    held = {item.key: item.text for item in read_licensedb()}
    problems = []
    for path in sorted(licenses.glob("*/license.yaml")):
        record = read_record(path)
        key = record["text"]["pack"]
        text = held.get(key) if key else _steward_text(texts / f"{record['id']}.txt")
        if text is None:
            if write or not (path.parent / "fingerprint.json").is_file():
                missing = f"licensedcode-data has no {key!r}" if key else f"{texts / path.parent.name}.txt is missing"
                problems.append(f"{path}: text: {missing}")
            continue
        mismatches = list(check_record(record, text))
        problems += mismatches
        if mismatches:
            continue
        outputs = {path: fill_in(path.read_text(encoding="utf-8"), record, text)}
        if not key:
            outputs[path.parent / "fingerprint.json"] = _to_json(fingerprint_of(record, text))
        problems += _bring_up_to_date(outputs, write=write)
    return problems


def _bring_up_to_date(outputs: dict[Path, str], *, write: bool) -> Iterator[str]:
    for path, content in outputs.items():
        if path.is_file() and path.read_text(encoding="utf-8") == content:
            continue
        if write:
            path.write_text(content, encoding="utf-8")
        else:
            yield f"{path}: not up to date; run `python -m rail.identify.fingerprint --texts DIR`"


def _to_json(data: dict[str, Any]) -> str:
    rows = (f"  {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in data.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _steward_text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return 1 when anything does not agree."""
    parser = ArgumentParser(prog="python -m rail.identify.fingerprint", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder of <record id>.txt")
    parser.add_argument("--check", action="store_true", help="change nothing, report what is out of date")
    options = parser.parse_args(arguments)
    problems = run(options.texts, content_dir("licenses"), write=not options.check)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
