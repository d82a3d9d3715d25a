"""The terms of a release, or of a licence by itself, as documents for programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rail.errors import UnknownIdError
from rail.model.late import dataclass
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from rail.documents.release_terms import Instrument, ReleaseTerms


@dataclass(frozen=True, slots=True)
class TermsDocument:
    """A document about terms, and the components that it cannot speak of, because their licence cannot be told."""

    text: str
    untold: tuple[str, ...] = ()


def odrl_policy(
    subject: str, *, revision: str | None = None, hub: bool = False, as_of: str | None = None
) -> TermsDocument:
    """Return the ODRL 2.2 policies of a release, or of a licence with the policies that belong to it, as JSON-LD.

    Args:
        subject: a folder, an archive or a snapshot in the Hub cache; or the name of a licence.
        revision: a git revision to look at instead of the files on disk.
        hub: treat it as a Hub repository although no card has a front matter.
        as_of: ISO date on which curations must hold; today in UTC when not given.

    Raises:
        InputError: an argument cannot be used.
        SourceError: the release cannot be read safely.
    """
    from rail.documents.odrl.policy import write_license_policy, write_release_policy
    from rail.knowledge.store import Knowledge

    vocabulary = Knowledge.load().vocabulary()
    if not os.path.lexists(subject) and (instruments := _named(subject)):
        return TermsDocument(write_license_policy(instruments, vocabulary))
    terms = terms_of_release(subject, revision=revision, hub=hub, as_of=as_of)
    untold = tuple(component.name for component in terms.components if not component.instruments)
    return TermsDocument(write_release_policy(terms, vocabulary), untold)


def terms_of_release(
    path: str, *, revision: str | None = None, hub: bool = False, as_of: str | None = None
) -> ReleaseTerms:
    """Return the terms of a release, component by component; only its licence texts are hashed.

    Raises:
        InputError: an argument cannot be used.
        SourceError: the release cannot be read safely.
    """
    from rail.artifacts.collect import open_source, read_release
    from rail.artifacts.file_digests import hash_file
    from rail.documents.collected_terms import collect_terms
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    with open_source(path, revision) as source:
        facts, knowledge = read_release(source, Knowledge.load(), hub=hub, as_of=date, online=False)
        texts = {file.location.path for file in facts.license_files}
        entries = [entry for entry in source.entries() if entry.path in texts]
        digests = {entry.path: hash_file(source, entry, lambda _: None).sha256 for entry in entries}
    return collect_terms(facts, knowledge, digests)


def _named(name: str) -> list[Instrument]:
    """Return a licence by its name with its policies; none where the name may be that of a snapshot in the Hub cache.

    Raises:
        UnknownIdError: no licence is called so, and it can be no snapshot.
    """
    from rail.documents.collected_terms import quoted, with_policies
    from rail.documents.release_terms import Instrument
    from rail.knowledge.near_names import near_licenses
    from rail.operations.licenses import license_text
    from rail.operations.own import knowledge_here

    knowledge = knowledge_here()
    meant = knowledge.resolve(name).license
    license_ = knowledge.license(meant) if meant else None
    if license_ is None and "/" in name:
        return []
    if license_ is None:
        near = near_licenses(name, knowledge)
        message = f"{name!r}: no release and no licence of this name"
        raise UnknownIdError(message, " or ".join(f"rail report odrl {one}" for one in near) or "rail license list")
    return [Instrument(one, words=quoted(one, license_text(one))) for one in with_policies(license_, knowledge)]
