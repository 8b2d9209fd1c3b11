"""Small real files, made in memory, for the tests of evidence uploads."""

import io
import struct
import zipfile

from openpyxl import Workbook

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
EML = b"From: a@example.org\r\nSubject: Audit\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"
CSV = b"Month,Share\r\nMay,75\r\n"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OUTLOOK_CLASS = bytes.fromhex("0b0d020000000000c000000000000046")
WORD_97_CLASS = bytes.fromhex("0609020000000000c000000000000046")


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip archive of the named parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file.getvalue()


def content_types(*names):
    """The part of an Open XML file that says what its parts are."""
    overrides = "".join(
        f'<Override PartName="/part{number}.xml" ContentType="{name}"/>'
        for number, name in enumerate(names)
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0"?><Types xmlns="{space}">{overrides}</Types>'


def open_xml(*names, **parts):
    """An Open XML file whose parts have these content types, and further parts."""
    return archive({"[Content_Types].xml": content_types(*names), **parts})


def open_document(kind, *further):
    """An OpenDocument file of a kind such as "text"."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive(
        {"mimetype": mimetype, "content.xml": "<x/>"} | dict.fromkeys(further, "x")
    )


def xlsx():
    """A workbook as a real library saves it."""
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def directory_entry(name, kind, class_id=bytes(16)):
    """A directory entry of a compound file: 128 bytes, the name in UTF-16."""
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HB", len(text), kind)
    return (entry.ljust(80, b"\0") + class_id).ljust(128, b"\0")


def compound(*names, class_id=bytes(16)):
    """A compound file whose directory, in its second sector, has these entries."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0")
    header += struct.pack("<H", 9)
    header = (header.ljust(48, b"\0") + struct.pack("<I", 1)).ljust(512, b"\0")
    entries = [directory_entry("Root Entry", 5, class_id)]
    entries += [directory_entry(name, 2) for name in names]
    return header + bytes(512) + b"".join(entries).ljust(512, b"\0")


DOCX = open_xml(f"{OPEN_XML}wordprocessingml.document.main+xml")
PPTX = open_xml(f"{OPEN_XML}presentationml.presentation.main+xml")
ODT = open_document("text")
ODS = open_document("spreadsheet")
XLSX = xlsx()
MSG = compound("__properties_version1.0", class_id=OUTLOOK_CLASS)
