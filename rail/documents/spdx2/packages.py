"""The packages and files of an SPDX 2.3 document: the release, its parts, what it is built on, files by their oid."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from spdx_tools.spdx.model import (
    Actor,
    ActorType,
    Checksum,
    ChecksumAlgorithm,
    ExternalPackageRef,
    ExternalPackageRefCategory,
    File,
    FileType,
    Package,
    PackagePurpose,
    PackageVerificationCode,
    Relationship,
    RelationshipType,
    SpdxNoAssertion,
)
from spdx_tools.spdx.spdx_element_utils import calculate_package_verification_code

from rail.documents.inventory import NOASSERTION
from rail.documents.plain_text import line_of, text_of
from rail.documents.spdx2.expressions import parsed_expression
from rail.model.facts import ComponentKind

if TYPE_CHECKING:
    from rail.documents.inventory import FileRecord, Inventory, Origin, Part

RELEASE = "SPDXRef-Release"
_TYPES = {ComponentKind.CODE: FileType.SOURCE, ComponentKind.DOCS: FileType.DOCUMENTATION}
_PURPOSES = {ComponentKind.CODE: PackagePurpose.SOURCE}
_REFERENCES = {"restrictions": "use-restrictions", "odrl": "use-restrictions-odrl"}
_DECLARING = frozenset({"text", "tag"})


def part_id(kind: str) -> str:
    """Return the id of a part's package."""
    return f"SPDXRef-Part-{kind}"


def origin_id(origin: Origin) -> str:
    """Return the id of the package of something that the release is built on."""
    return f"SPDXRef-Origin-{origin.artifact}-{_mark(origin.id)}"


def _mark(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _file_id(file: FileRecord) -> str:
    return f"SPDXRef-File-{_mark(file.path)}"


class Packages:
    """The packages of one release; files that were read are files of them, all others are packages by their own."""

    def __init__(self, inventory: Inventory) -> None:
        """Sort the files by the part that they belong to."""
        self._inventory = inventory
        self._parts = {part.kind: part for part in inventory.parts[1:]}

    def all(self) -> list[Package]:
        """Return the packages: release, parts, origins, files that are known by their oid or not at all."""
        inventory = self._inventory
        parts = [self._part(part) for part in inventory.parts[1:]]
        unread = [self._unread(file) for file in inventory.files if file.sha1 is None]
        return [self._release(), *parts, *map(_origin, inventory.origins), *unread]

    def files(self) -> list[File]:
        """Return the files that were read, sorted by path."""
        return [_file(file) for file in self._inventory.files if file.sha1 is not None]

    def containment(self) -> list[Relationship]:
        """Return which package holds which file."""
        return [
            Relationship(self._holder(file), RelationshipType.CONTAINS, _file_id(file))
            for file in self._inventory.files
        ]

    def _holder(self, file: FileRecord) -> str:
        return part_id(file.kind.value) if file.kind in self._parts and file.kind is not None else RELEASE

    def _held(self, holder: str) -> tuple[bool, PackageVerificationCode | None]:
        """Return whether files of a package were read, and the code over them; the others are named beside it."""
        held = [file for file in self._inventory.files if self._holder(file) == holder]
        read = [_file(file) for file in held if file.sha1 is not None]
        if not read:
            return False, None
        code = calculate_package_verification_code(read)
        code.excluded_files = [f"./{line_of(file.path)}" for file in held if file.sha1 is None]
        return True, code

    def _release(self) -> Package:
        inventory = self._inventory
        main = inventory.main
        analyzed, code = self._held(RELEASE)
        card = inventory.described
        supplier = line_of(inventory.supplier or inventory.licensor or "")
        return Package(
            spdx_id=RELEASE,
            name=line_of(inventory.name) or "release",
            download_location=inventory.url or SpdxNoAssertion(),
            version=line_of(inventory.version or inventory.revision or "") or None,
            supplier=Actor(ActorType.ORGANIZATION, supplier) if supplier else SpdxNoAssertion(),
            files_analyzed=analyzed,
            verification_code=code,
            source_info=f"git revision {inventory.revision}" if inventory.revision else None,
            license_concluded=parsed_expression(main.concluded),
            license_declared=parsed_expression(main.declared),
            license_comment=self._licence_comment(main),
            copyright_text=SpdxNoAssertion(),
            description=text_of(card.sections.get("description", "")) or None if card else None,
            comment=self._comment(),
            external_references=self._references(),
            primary_package_purpose=_PURPOSES.get(main.kind, PackagePurpose.OTHER),
            release_date=datetime.fromisoformat(inventory.released) if inventory.released else None,
        )

    def _licence_comment(self, main: Part) -> str:
        others = self._inventory.parts[1:]
        licences = "; ".join(f"{part.kind.value}: {part.concluded}" for part in others)
        beside = f" The other parts have licences of their own: {licences}." if others else ""
        return f"The licence of the {main.kind.value}. {_basis(main)}{beside}"

    def _comment(self) -> str:
        """Return what it is, and how its terms of use travel in this document."""
        inventory = self._inventory
        kind = {"unknown": "release"}.get(inventory.kind, inventory.kind)
        forbidden = [one for one in inventory.restrictions if one.kind == "prohibition"]
        names = ", ".join(dict.fromkeys(one.expression for one in forbidden))
        terms = (
            f" Terms restrict its use: {len(forbidden)} prohibitions in {names}; each is an annotation of the package, "
            "and the text is under the extracted licences where it is held."
            if forbidden
            else ""
        )
        files = [reference.target for reference in inventory.references if reference.what in _REFERENCES]
        return line_of(f"This is a {kind}.{terms}{' See ' + ', '.join(files) + '.' if files else ''}")

    def _references(self) -> list[ExternalPackageRef]:
        return [
            ExternalPackageRef(
                ExternalPackageRefCategory.OTHER,
                _REFERENCES[reference.what],
                reference.target.replace(" ", "%20"),
                f"SHA-256: {reference.sha256}" if reference.sha256 else None,
            )
            for reference in self._inventory.references
            if reference.what in _REFERENCES
        ]

    def _part(self, part: Part) -> Package:
        holder = part_id(part.kind.value)
        analyzed, code = self._held(holder)
        return Package(
            spdx_id=holder,
            name=line_of(f"{self._inventory.name} ({part.kind.value})"),
            download_location=SpdxNoAssertion(),
            files_analyzed=analyzed,
            verification_code=code,
            license_concluded=parsed_expression(part.concluded),
            license_declared=parsed_expression(part.declared),
            license_comment=_basis(part),
            copyright_text=SpdxNoAssertion(),
            comment=f"The {part.kind.value} of the release.",
            primary_package_purpose=_PURPOSES.get(part.kind, PackagePurpose.OTHER),
        )

    def _unread(self, file: FileRecord) -> Package:
        """Return a file whose content was not read as a package: SPDX 2.3 asks for the SHA1 of every file (8.4)."""
        part = self._parts.get(file.kind) if file.kind else None
        part = self._inventory.main if part is None and file.kind is self._inventory.main.kind else part
        how = "A Git LFS object, by its oid; it was not read." if file.lfs else (file.unhashed or "")
        return Package(
            spdx_id=_file_id(file),
            name=line_of(file.path.rpartition("/")[2]) or "file",
            download_location=SpdxNoAssertion(),
            file_name=f"./{line_of(file.path)}",
            files_analyzed=False,
            checksums=[Checksum(ChecksumAlgorithm.SHA256, file.sha256)] if file.sha256 else [],
            license_concluded=parsed_expression(part.concluded if part else NOASSERTION),
            license_declared=parsed_expression(part.declared if part else NOASSERTION),
            copyright_text=SpdxNoAssertion(),
            comment=line_of(f"{how} {file.size} bytes."),
            primary_package_purpose=PackagePurpose.FILE,
        )


def _basis(part: Part) -> str:
    stated = "; ".join(part.stated[:8])
    return line_of(f"Concluded from: {part.basis}." + (f" Stated by: {stated}." if stated else ""))


def _origin(origin: Origin) -> Package:
    declared = {answer.license for answer in origin.answers if answer.basis in _DECLARING}
    seen = "; ".join(
        f"{answer.by} ({answer.basis}) {answer.where}: {answer.stated or answer.license or 'no licence that is known'}"
        + (f", seen {answer.on}" if answer.on else "")
        for answer in origin.answers[:8]
    )
    same = origin.license_id is not None and declared == {origin.license_id}
    return Package(
        spdx_id=origin_id(origin),
        name=line_of(origin.name) or origin.id,
        download_location=origin.url or SpdxNoAssertion(),
        version=line_of(origin.revision or "") or None,
        files_analyzed=False,
        license_concluded=parsed_expression(origin.license),
        license_declared=parsed_expression(origin.license if same else NOASSERTION),
        license_comment=line_of(f"Seen: {seen}.") if seen else "No place says under which licence it stands.",
        copyright_text=SpdxNoAssertion(),
        comment=f"A {'data set' if origin.artifact == 'dataset' else origin.artifact} that this is built on.",
        primary_package_purpose=PackagePurpose.OTHER,
    )


def _file(file: FileRecord) -> File:
    """Return a file that was read; what its licence is, is said of its package only."""
    sums = [(ChecksumAlgorithm.SHA1, file.sha1), (ChecksumAlgorithm.SHA256, file.sha256)]
    return File(
        name=f"./{line_of(file.path)}",
        spdx_id=_file_id(file),
        checksums=[Checksum(algorithm, value) for algorithm, value in sums if value],
        file_types=[_TYPES[file.kind]] if file.kind in _TYPES else [],
        license_concluded=SpdxNoAssertion(),
        copyright_text=SpdxNoAssertion(),
        comment="Part of somebody else's tree inside the release." if file.vendored else None,
    )
