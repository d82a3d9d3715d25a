"""Which files are read for facts, by their names: licences, notices, use policies, cards, package metadata."""

from __future__ import annotations

import re

_DOCUMENT = r"(?:\.(?:md|markdown|txt|rst|html?|rtf|tex))?"
_LICENSE_WORD = r"(?:un)?licen[cs]e[sd]?|copying(?:\.lesser|\.lib)?|copyright"
_LICENSE_NAME = re.compile(
    rf"(?:{_LICENSE_WORD})(?:[-_. ](?!py\b|js\b|ts\b|go\b|json\b|yaml\b|yml\b)[\w.+() -]*?)?{_DOCUMENT}"
    rf"|[\w.+ -]*?(?:[-_. ])(?:{_LICENSE_WORD}){_DOCUMENT}"
    rf"|(?:model|code|data|dataset|weights?)licen[cs]e{_DOCUMENT}",
    re.IGNORECASE,
)
_NOT_TEXT = re.compile(
    r".*\.(?:py|pyi|js|ts|tsx|jsx|go|rs|c|cc|cpp|h|hpp|java|rb|sh|json|ya?ml|toml|csv|tsv|parquet|png|jpe?g|svg|gif|ico"
    r"|bin|safetensors|gguf|zip|gz|tar|ipynb|css|lock|cfg|ini|pdf|docx?|sum|sig|asc|license)",
    re.IGNORECASE,
)
_NOTICE_NAME = re.compile(rf"(?:third[-_ ]?party[-_ ]?)?notices?(?:[-_. ][\w-]+)?{_DOCUMENT}", re.IGNORECASE)
_POLICY_NAME = re.compile(
    r"(?:(?:[\w.+-]*?[-_. ])?(?:acceptable|prohibited)?[-_ ]?use(?:[-_ ]based)?[-_ ]"
    r"(?:policy|restrictions?|guidelines?)"
    rf"|(?:[\w.+-]*?[-_. ])?acceptable[-_ ]use|aup|usage[-_ ]policy|terms(?:[-_ ]of[-_ ](?:use|service))?){_DOCUMENT}",
    re.IGNORECASE,
)
# A page about licences, as manuals have them: words in lower case, in a folder of pages.
_PAGE = re.compile(
    r"(?!(?:.*[-_])?(?:model|weights?|code|data|dataset)[-_.])(?:[a-z0-9]+[-_])+[a-z0-9]+\.(?:md|rst|html?)"
    r"|(?:[a-z0-9]+[-_]){2,}[a-z0-9]+\.txt"
)
_PAGE_FOLDERS = frozenset({"docs", "doc", "documentation", "site", "pages", "changelog.d", "tests", "test"})
METADATA_NAMES = frozenset(
    {
        "pyproject.toml",
        "setup.cfg",
        "setup.py",
        "package.json",
        "cargo.toml",
        "citation.cff",
        "reuse.toml",
        "codemeta.json",
    }
)
PACKAGE_NAMES = frozenset({"pyproject.toml", "setup.cfg", "setup.py", "package.json", "cargo.toml"})
LINEAGE_NAMES = frozenset({"adapter_config.json", "config.json"})


def license_role(path: str) -> str | None:
    """Return ``license``, ``notice`` or ``use-policy`` for a file named like one, else ``None``.

    Every document in a folder ``LICENSES`` counts (REUSE 3.3); a page of a manual that is about licences does not.
    """
    folder, _, name = path.rpartition("/")
    if _NOT_TEXT.fullmatch(name) or (_PAGE.fullmatch(name) and _PAGE_FOLDERS.intersection(folder.split("/"))):
        return None
    if folder.rpartition("/")[2].upper() in {"LICENSES", "LICENCES"}:
        return "license"
    if _POLICY_NAME.fullmatch(name):
        return "use-policy"
    if _NOTICE_NAME.fullmatch(name):
        return "notice"
    return "license" if _LICENSE_NAME.fullmatch(name) else None
