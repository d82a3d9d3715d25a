"""The five formats of SPDX 2.3: a document is validated before a byte of it is returned, and read back without haste.

spdx-tools builds its index of licences again for every licence line of a tag-value file (a second for 30 files); our
parser of that format differs from its own in that one place.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from rail.documents.spdx2.blank_nodes import BlankNodes
from rail.documents.spdx2.pieces import pieces, without_files
from rail.errors import InputError

if TYPE_CHECKING:
    from spdx_tools.spdx.model import Document

FORMATS = ("json", "yaml", "xml", "rdf", "tag")
_SHOWN = 5


def spdx2_bytes(document: Document, format_name: str) -> bytes:
    """Return a document in one of the formats.

    Raises:
        InputError: it is not valid, or this format cannot hold it.
    """
    problems = spdx2_problems(document)
    if problems:
        message = f"the SPDX 2.3 document is not valid: {'; '.join(problems[:_SHOWN])}"
        raise InputError(message)
    # Tag-value has no escapes: a name such as `Tool: x` reads as something else. A file's begins with `./`.
    if format_name == "tag" and not _same(without_files(document)):
        message = "SPDX tag-value cannot hold what this release states: a name or text in it reads as something else"
        raise InputError(message, "--format json holds it")
    return _WRITERS[format_name](document)


def spdx2_problems(document: Document) -> tuple[str, ...]:
    """Return what the validator of spdx-tools says against a document.

    It looks for the ends of every relationship through all elements: a document of many files is shown to it in pieces,
    each with all packages, so that every element and every relationship is seen in time that grows as they do.
    """
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    found = (message for piece in pieces(document) for message in validate_full_spdx_document(piece))
    return tuple(dict.fromkeys(message.validation_message for message in found))


def read_spdx2(data: bytes, format_name: str) -> Document:
    """Return the document that is held in one of the formats.

    Raises:
        InputError: it is no SPDX 2.2 or 2.3 document of that format.
    """
    from xml.parsers.expat import ExpatError
    from xml.sax import SAXException

    from spdx_tools.spdx.parser.error import SPDXParsingError
    from yaml import YAMLError

    # The parsers let through whatever a hostile document makes them run into.
    stumbled = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ExpatError, SAXException, YAMLError)
    try:
        return _read(data, format_name)
    except SPDXParsingError as error:
        message = f"no SPDX 2.3 document: {'; '.join(error.get_messages()[:_SHOWN])}"
        raise InputError(message) from error
    except stumbled as error:
        message = f"no SPDX 2.3 document that can be read as {format_name}: {str(error)[:300] or type(error).__name__}"
        raise InputError(message) from error


def _read(data: bytes, format_name: str) -> Document:
    text = data.decode("utf-8")
    if format_name in {"xml", "rdf"} and "<!DOCTYPE" in text:
        message = "a document type is declared, which could define entities; it is not read"
        raise ValueError(message)
    match format_name:
        case "json":
            return _from_tree(json.loads(text))
        case "yaml":
            return _from_tree(_read_yaml(text))
        case "xml":
            return _from_tree(_read_xml(text))
        case "rdf":
            return _read_rdf(text)
        case _:
            from rail.documents.spdx2.tag_value import TagValueParser

            return TagValueParser().parse(text)


def _from_tree(tree: object) -> Document:
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser

    return JsonLikeDictParser().parse(tree)


def _read_xml(text: str) -> object:
    import xmltodict
    from spdx_tools.spdx.parser.xml.xml_parser import LIST_LIKE_FIELDS

    return xmltodict.parse(text, force_list=LIST_LIKE_FIELDS)["Document"]


def _read_rdf(text: str) -> Document:
    from rdflib import RDF, Graph
    from spdx_tools.spdx.parser.rdf.rdf_parser import translate_graph_to_document
    from spdx_tools.spdx.rdfschema.namespace import SPDX_NAMESPACE

    graph = Graph().parse(data=text, format="xml")
    if len(set(graph.subjects(RDF.type, SPDX_NAMESPACE.SpdxDocument))) != 1:  # the library would end the process
        message = "it has not exactly one SpdxDocument"
        raise ValueError(message)
    return translate_graph_to_document(graph)


def _read_yaml(text: str) -> object:
    """Return the content of a YAML file without aliases: a few lines of them stand for any amount of data."""
    import yaml

    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
        message = "it has aliases; they are not followed"
        raise ValueError(message)
    return yaml.safe_load(text)


def _json(document: Document) -> bytes:
    return (json.dumps(_converted(document), indent=2, ensure_ascii=True) + "\n").encode("ascii")


def _yaml(document: Document) -> bytes:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(_converted(document), Dumper=dumper, indent=2, allow_unicode=False).encode("ascii")


def _xml(document: Document) -> bytes:
    import xmltodict

    stream = io.StringIO()
    xmltodict.unparse({"Document": _converted(document)}, stream, encoding="utf-8", pretty=True)
    return (stream.getvalue() + "\n").encode("utf-8")


def _converted(document: Document) -> Any:  # noqa: ANN401 # has no types
    from spdx_tools.spdx.jsonschema.document_converter import DocumentConverter

    return DocumentConverter().convert(document)


def _tag(document: Document) -> bytes:
    from spdx_tools.spdx.writer.tagvalue.tagvalue_writer import write_document

    stream = io.StringIO()
    write_document(document, stream)
    return stream.getvalue().encode("utf-8")


def _rdf(document: Document) -> bytes:
    """Return RDF/XML in a fixed order, with blank nodes named by what they hold: the same document, the same bytes."""
    from rdflib import BNode, Graph
    from spdx_tools.spdx.writer.rdf.rdf_writer import write_document_to_stream

    raw = io.BytesIO()
    write_document_to_stream(document, raw, validate=False)
    parsed = Graph().parse(data=raw.getvalue(), format="xml")
    names = {node: BNode(name) for node, name in BlankNodes(parsed).names().items()}
    ordered = Graph()
    for prefix, namespace in sorted(parsed.namespaces()):
        ordered.bind(prefix, namespace)
    for start, kind, end in sorted((names.get(start, start), kind, names.get(end, end)) for start, kind, end in parsed):
        ordered.add((start, kind, end))
    return ordered.serialize(format="xml", encoding="utf-8")


def _same(document: Document) -> bool:
    try:
        return _ordered(read_spdx2(_tag(document), "tag")) == _ordered(document)
    except InputError:
        return False


def _ordered(document: Document) -> tuple[object, ...]:
    """Return what a document says, without the order in which it says it."""
    named = [sorted(map(repr, found)) for found in (document.packages, document.files, document.relationships)]
    more = [sorted(map(repr, found)) for found in (document.annotations, document.extracted_licensing_info)]
    return repr(document.creation_info), *named, *more


_WRITERS = {"json": _json, "yaml": _yaml, "xml": _xml, "rdf": _rdf, "tag": _tag}
