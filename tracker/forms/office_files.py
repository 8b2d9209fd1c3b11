"""What an office file is, told from its parts; pure, and careful with bad files.

Word, Excel, PowerPoint and OpenDocument files are zip archives; Outlook messages
are compound files. Only a bounded amount is ever read into memory or unpacked.
"""

import re
import struct
import zlib
from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MOST_PARTS = 5_000
MOST_DIRECTORY_BYTES = 1024 * 1024
MOST_UNPACKED_BYTES = 1024 * 1024
PIECE_BYTES = 1024 * 1024

# ECMA-376 part 1: the content type of the main part
OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OPEN_XML}wordprocessingml.document.main+xml": "docx",
    f"{OPEN_XML}spreadsheetml.sheet.main+xml": "xlsx",
    f"{OPEN_XML}presentationml.presentation.main+xml": "pptx",
}
# OpenDocument 1.3 part 2, section 3.3: the entry `mimetype`
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MACRO_PARTS = re.compile(
    r"(^|[/\\])vba(project|data)|^(basic|scripts)/.", re.IGNORECASE
)
MACRO_TYPES = re.compile(r"macroenabled|vbaproject", re.IGNORECASE)

# PKWARE APPNOTE 4.3.15 and 4.3.16: how a zip archive ends
END_RECORD = b"PK\x05\x06"
END_RECORD_BYTES = 22
LONGEST_COMMENT = 65_535
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP64_LOCATOR_BYTES = 20
ENCRYPTED = 0x1

# [MS-CFB] 2.2 and 2.6: header and directory entries of a compound file;
# [MS-OXMSG] 2.2 and 2.4: what makes it a message
SECTOR_SHIFTS = (9, 12)
ENTRY_BYTES = 128
ROOT_NAME = "Root Entry\0".encode("utf-16-le")
MESSAGE_CLASSES = (
    bytes(16),
    bytes.fromhex("0b0d020000000000c000000000000046"),
)
MESSAGE_PROPERTIES = "__properties_version1.0\0".encode("utf-16-le")
LOCKED_PACKAGE = "EncryptedPackage\0".encode("utf-16-le")

BROKEN = "The file is damaged. Open it, save it again and add the new copy."
MACROS = (
    "The file holds macros. Save it without macros, as .docx, .xlsx, .pptx, .odt "
    "or .ods, and add it again."
)
LOCKED = (
    "The file is locked with a password. Save it without the password and add it again."
)
OTHER_ZIP = (
    "The file is an archive or an office file of another kind. Take the documents "
    "out of it, or save it as .docx, .xlsx, .pptx, .odt, .ods or PDF, and add that."
)
OLD_OFFICE = (
    "The file is in an older Office format. Save it as .docx, .xlsx, .pptx or PDF "
    "and add that."
)
TOO_MANY_PARTS = "The file has too many parts. Save it as a PDF and add that."


class FileRefusedError(ValueError):
    """A file that cannot be taken; the message tells the reader why and what to do."""


def zip_kind(file: BinaryIO) -> str:
    """The key of an office file that is a zip archive, such as "docx".

    Raises FileRefusedError for any other archive, and for one that is damaged,
    locked, oversized in its parts, or holds macros.
    """
    _check_directory(file)
    try:
        with ZipFile(file) as archive:
            return _kind_of_parts(archive)
    except FileRefusedError:
        raise
    except (
        BadZipFile,
        RuntimeError,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        OverflowError,
        ET.ParseError,
        LookupError,
        ValueError,
    ) as error:
        raise FileRefusedError(BROKEN) from error


def _check_directory(file: BinaryIO) -> None:
    """Refuse a directory that would be costly to read, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD_BYTES - LONGEST_COMMENT - ZIP64_LOCATOR_BYTES))
    tail = file.read()
    end = len(tail) - END_RECORD_BYTES
    if not tail[max(end, 0) :].startswith(END_RECORD):
        end = tail.rfind(END_RECORD)
    if end < 0 or len(tail) - end < END_RECORD_BYTES:
        raise FileRefusedError(BROKEN)
    before = tail[max(0, end - ZIP64_LOCATOR_BYTES) : end]
    (directory_bytes,) = struct.unpack_from("<I", tail, end + 12)
    if directory_bytes > MOST_DIRECTORY_BYTES or before.startswith(ZIP64_LOCATOR):
        raise FileRefusedError(TOO_MANY_PARTS)


def _kind_of_parts(archive: ZipFile) -> str:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    distinct = {name.casefold() for name in names}
    if len(parts) > MOST_PARTS:
        raise FileRefusedError(TOO_MANY_PARTS)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRefusedError(LOCKED)
    if any(MACRO_PARTS.search(name) for name in names):
        raise FileRefusedError(MACROS)
    if len(distinct) < len(parts):
        raise FileRefusedError(BROKEN)
    if "[Content_Types].xml" in names:
        return _open_xml_kind(_unpacked(archive, "[Content_Types].xml"))
    if "mimetype" in names:
        return _only_kind({OPEN_DOCUMENTS.get(_unpacked(archive, "mimetype").strip())})
    raise FileRefusedError(OTHER_ZIP)


def _open_xml_kind(content_types: bytes) -> str:
    # No place here for a document type, with its entities, nor for UTF-16
    if b"<!" in content_types.replace(b"<!--", b"") or b"\0" in content_types:
        raise FileRefusedError(BROKEN)
    root = ET.fromstring(content_types)  # noqa: S314  bounded, and without entities
    types = {element.get("ContentType", "") for element in root}
    if any(MACRO_TYPES.search(name) for name in types):
        raise FileRefusedError(MACROS)
    return _only_kind({MAIN_PARTS[name] for name in types if name in MAIN_PARTS})


def _only_kind(kinds: Collection[str | None]) -> str:
    kind = next(iter(kinds), None)
    if kind is None or len(kinds) > 1:
        raise FileRefusedError(OTHER_ZIP)
    return kind


def _unpacked(archive: ZipFile, name: str) -> bytes:
    """A part's content, unpacked no further than the limit."""
    part = archive.getinfo(name)
    # Other methods unpack in steps that zipfile does not limit
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileRefusedError(BROKEN)
    with archive.open(part) as stream:
        content = stream.read(MOST_UNPACKED_BYTES + 1)
    if len(content) > MOST_UNPACKED_BYTES:
        raise FileRefusedError(TOO_MANY_PARTS)
    return content


def compound_kind(file: BinaryIO) -> str:
    """The key "msg" for an Outlook message.

    Raises FileRefusedError for other compound files: the Office formats from
    before 2007, and today's when they are locked with a password.
    """
    if _is_message(file):
        return "msg"
    raise FileRefusedError(LOCKED if _has_entry(file, LOCKED_PACKAGE) else OLD_OFFICE)


def _is_message(file: BinaryIO) -> bool:
    file.seek(0)
    header = file.read(ENTRY_BYTES)
    if len(header) < ENTRY_BYTES or header[30] not in SECTOR_SHIFTS:
        return False
    (first_directory_sector,) = struct.unpack_from("<I", header, 48)
    file.seek((first_directory_sector + 1) << header[30])
    root = file.read(ENTRY_BYTES)
    return (
        root.startswith(ROOT_NAME)
        and root[80:96] in MESSAGE_CLASSES
        and _has_entry(file, MESSAGE_PROPERTIES)
    )


def _has_entry(file: BinaryIO, name: bytes) -> bool:
    """Whether a directory entry bears the name; entries lie at multiples of 128."""
    return any(
        found % ENTRY_BYTES == 0
        for piece in _pieces(file)
        for found in _places(piece, name)
    )


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        yield piece


def _places(piece: bytes, name: bytes) -> Iterator[int]:
    place = piece.find(name)
    while place >= 0:
        yield place
        place = piece.find(name, place + 1)
