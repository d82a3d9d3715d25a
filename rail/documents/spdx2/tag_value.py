"""The tag-value parser of spdx-tools, with the index of licences built once instead of once a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from license_expression import ExpressionError
from ply import yacc
from spdx_tools.common.spdx_licensing import spdx_licensing
from spdx_tools.spdx.parser.tagvalue.helper_methods import grammar_rule
from spdx_tools.spdx.parser.tagvalue.parser import Parser

if TYPE_CHECKING:
    from ply.yacc import YaccProduction


class TagValueParser(Parser):  # type: ignore[misc] # has no types
    """A parser of SPDX 2.2 and 2.3 tag-value text."""

    def __init__(self) -> None:
        """Build the tables in memory: nothing is written beside the library, and nothing to standard error."""
        super().__init__(start="start", debug=False, write_tables=False, errorlog=yacc.NullLogger())

    @grammar_rule("license_or_no_assertion_or_none : LINE")  # type: ignore[untyped-decorator] # has no types
    def p_license(self, p: YaccProduction) -> None:
        """Take a licence expression; the grammar is the one that is replaced."""
        try:
            p[0] = spdx_licensing.parse(p[1])
        except ExpressionError as error:
            logger = cast("list[str]", self.current_element["logger"])
            logger.append(f"Error while parsing license expression: {p[1]}: {error}")
