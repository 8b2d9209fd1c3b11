import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms import evidence_files as files
from tracker.forms import file_kinds, office_files
from tracker.forms.file_kinds import KINDS, kind_of
from tracker.forms.office_files import FileRefusedError

WORD = f"{files.OPEN_XML}wordprocessingml.document.main+xml"
EXCEL = f"{files.OPEN_XML}spreadsheetml.sheet.main+xml"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def kind(content, name):
    return kind_of(io.BytesIO(content), name).key


def refusal(content, name):
    with pytest.raises(FileRefusedError) as caught:
        kind_of(io.BytesIO(content), name)
    return str(caught.value)


def outcome(content, name):
    """The kind, or the sentence of the refusal; anything else fails the test."""
    try:
        return kind(content, name)
    except FileRefusedError as refused:
        return str(refused)


def encrypted_zip():
    content = bytearray(files.DOCX)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb(compression=zipfile.ZIP_DEFLATED):
    return files.archive({"[Content_Types].xml": b" " * 50_000_000}, compression)


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        pytest.param(files.PDF, "audit.pdf", "pdf", id="PDF"),
        pytest.param(files.PDF, "AUDIT.PDF", "pdf", id="ending in capitals"),
        pytest.param(files.DOCX, "audit.docx", "docx", id="Word"),
        pytest.param(files.XLSX, "audit.xlsx", "xlsx", id="Excel"),
        pytest.param(files.PPTX, "audit.pptx", "pptx", id="PowerPoint"),
        pytest.param(files.ODT, "audit.odt", "odt", id="OpenDocument text"),
        pytest.param(files.ODS, "audit.ods", "ods", id="OpenDocument spreadsheet"),
        pytest.param(files.PNG, "photo.png", "png", id="PNG"),
        pytest.param(files.JPEG, "photo.jpg", "jpeg", id="JPEG"),
        pytest.param(files.JPEG, "photo.jpeg", "jpeg", id="JPEG in full"),
        pytest.param(files.MSG, "reply.msg", "msg", id="Outlook"),
        pytest.param(
            files.compound("__substg1.0_0E04001F", "__properties_version1.0"),
            "reply.msg",
            "msg",
            id="Outlook message by another program",
        ),
        pytest.param(files.EML, "reply.eml", "eml", id="email"),
        pytest.param(files.EML, "reply.txt", "txt", id="email as text"),
        pytest.param(files.CSV, "values.csv", "csv", id="CSV"),
        pytest.param(files.CSV, "values.txt", "txt", id="CSV as text"),
        pytest.param("Größe".encode("utf-8-sig"), "a.txt", "txt", id="UTF-8 marked"),
        pytest.param("Größe".encode("utf-16"), "a.txt", "txt", id="UTF-16 marked"),
        pytest.param("Größe €5".encode("cp1252"), "a.csv", "csv", id="cp1252"),
        pytest.param(b"<5 cases a month\n", "a.txt", "txt", id="less than"),
        pytest.param("€".encode() * 30_000, "a.txt", "txt", id="split over pieces"),
    ],
)
def test_kind_of_accepted(content, name, key):
    assert kind(content, name) == key


def test_every_kind_is_accepted_by_the_cases_above():
    cases = test_kind_of_accepted.pytestmark[0].args[1]

    assert {case.values[2] for case in cases} == set(KINDS)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", file_kinds.EMPTY, id="empty"),
        pytest.param(b"MZ\x90\x00\x03", file_kinds.UNKNOWN, id="Windows program"),
        pytest.param(b"\x7fELF\x02", file_kinds.UNKNOWN, id="Linux program"),
        pytest.param(b"GIF89a\x01\x00", file_kinds.UNKNOWN, id="GIF"),
        pytest.param(b"text\x00more", file_kinds.UNKNOWN, id="text with NUL"),
        pytest.param(b"text\x81\x8d", file_kinds.UNKNOWN, id="no encoding fits"),
        pytest.param(b"\xff\xfea", file_kinds.UNKNOWN, id="half a character of UTF-16"),
        pytest.param(b"\r\n <html>", file_kinds.MARKUP, id="HTML"),
        pytest.param(b"\xef\xbb\xbf<!doctype x>", file_kinds.MARKUP, id="marked HTML"),
        pytest.param(b"<?xml?><svg/>", file_kinds.MARKUP, id="SVG"),
        pytest.param(b"<script>x</script>", file_kinds.MARKUP, id="script element"),
        pytest.param(b"#!/bin/sh\n", file_kinds.SCRIPT, id="shell script"),
        pytest.param(b"{\\rtf1 x}", file_kinds.RICH_TEXT, id="rich text"),
        pytest.param(b"x\n" + files.PDF, file_kinds.HIDDEN_PDF, id="PDF after text"),
        pytest.param(
            files.PNG + files.PDF, file_kinds.HIDDEN_PDF, id="PDF after an image"
        ),
        pytest.param(files.PDF[:-8], file_kinds.CUT_PDF, id="PDF cut short"),
        pytest.param(
            files.open_xml(WORD_WITH_MACROS), office_files.MACROS, id="macros by type"
        ),
        pytest.param(
            files.open_xml(
                WORD_WITH_MACROS.replace("m", "&#109;", 1).replace("a", "&#97;")
            ),
            office_files.MACROS,
            id="macros by type, spelt with entities",
        ),
        pytest.param(
            files.open_xml(WORD, **{"word/vbaProject.bin": b"x"}),
            office_files.MACROS,
            id="macros by part",
        ),
        pytest.param(
            files.open_xml(WORD, "application/vnd.ms-office.vbaProject"),
            office_files.MACROS,
            id="macros in a part of another name",
        ),
        pytest.param(
            files.open_document("text", "Basic/Standard/Module1.xml"),
            office_files.MACROS,
            id="OpenDocument Basic",
        ),
        pytest.param(
            files.open_document("text", "Scripts/python/a.py"),
            office_files.MACROS,
            id="OpenDocument script",
        ),
        pytest.param(encrypted_zip(), office_files.LOCKED, id="locked archive"),
        pytest.param(
            files.compound("EncryptedPackage"), office_files.LOCKED, id="locked Word"
        ),
        pytest.param(
            files.compound("WordDocument", class_id=files.WORD_97_CLASS),
            office_files.OLD_OFFICE,
            id="Word 97",
        ),
        pytest.param(
            files.compound("__properties_version1.0", class_id=files.WORD_97_CLASS),
            office_files.OLD_OFFICE,
            id="Word 97 that holds a message",
        ),
        pytest.param(
            files.compound("Contents")
            + b"x"
            + "__properties_version1.0\0".encode("utf-16-le"),
            office_files.OLD_OFFICE,
            id="name of a message's entry in the content only",
        ),
        pytest.param(files.MSG[:100], office_files.OLD_OFFICE, id="Outlook cut short"),
        pytest.param(
            files.archive({"a.txt": "x"}), office_files.OTHER_ZIP, id="plain archive"
        ),
        pytest.param(
            files.open_document("graphics"), office_files.OTHER_ZIP, id="drawing"
        ),
        pytest.param(
            files.open_xml(WORD, EXCEL), office_files.OTHER_ZIP, id="Word and Excel"
        ),
        pytest.param(files.open_xml(), office_files.OTHER_ZIP, id="no main part"),
        pytest.param(files.DOCX[:-30], office_files.BROKEN, id="archive cut short"),
        pytest.param(
            files.archive({"[Content_Types].xml": "<Types"}),
            office_files.BROKEN,
            id="unreadable XML",
        ),
        pytest.param(
            files.archive({"[Content_Types].xml": "<!DOCTYPE x><Types/>"}),
            office_files.BROKEN,
            id="XML with a document type",
        ),
        pytest.param(
            files.archive({"a.xml": "x", "A.xml": "y"}),
            office_files.BROKEN,
            id="one name twice",
        ),
        pytest.param(
            bomb(), office_files.TOO_MANY_PARTS, id="part that unpacks to 50 MB"
        ),
        pytest.param(
            bomb(zipfile.ZIP_LZMA), office_files.BROKEN, id="method without limit"
        ),
        pytest.param(
            files.archive({str(number): "" for number in range(5_001)}),
            office_files.TOO_MANY_PARTS,
            id="5,001 parts",
        ),
        pytest.param(
            files.archive({"x" * 250 + str(number): "" for number in range(4_000)}),
            office_files.TOO_MANY_PARTS,
            id="directory of more than 1 MB",
        ),
    ],
)
def test_kind_of_refused_with_a_sentence(content, message):
    assert refusal(content, "audit.docx") == message


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        pytest.param(
            files.PDF,
            "audit.docx",
            "The content is a PDF, but the name ends in .docx. "
            "Give it the ending .pdf and add it again.",
            id="PDF named Word",
        ),
        pytest.param(
            files.JPEG,
            "photo",
            "The content is a JPEG image, but the name has no ending. "
            "Give it the ending .jpg or .jpeg and add it again.",
            id="no ending",
        ),
        pytest.param(
            files.CSV,
            "reply.eml",
            "The content is plain text, but the name ends in .eml. "
            "Give it the ending .txt and add it again.",
            id="text named email",
        ),
        pytest.param(
            files.CSV,
            "run.bat",
            "The content is plain text, but the name ends in .bat. "
            "Give it the ending .txt and add it again.",
            id="text named program",
        ),
    ],
)
def test_kind_of_name_that_does_not_agree(content, name, message):
    assert refusal(content, name) == message


MARKS = st.sampled_from(
    [b"", b"%PDF-", b"PK\x03\x04", files.MSG[:512], b"\xff\xfe", b"\x89PNG", files.DOCX]
)


@given(mark=MARKS, rest=st.binary(max_size=2_000))
def test_kind_of_any_bytes_gives_a_kind_or_a_refusal(mark, rest):
    result = outcome(mark + rest, "a.txt")

    assert result == "txt" or result.endswith(".")


@given(
    content=st.sampled_from([files.DOCX, files.ODT, files.MSG]),
    place=st.integers(min_value=0, max_value=2_000),
    byte=st.integers(min_value=0, max_value=255),
)
def test_kind_of_one_changed_byte_gives_a_kind_or_a_refusal(content, place, byte):
    changed = bytearray(content)
    changed[place % len(changed)] = byte

    result = outcome(bytes(changed), "a.docx")

    assert result == "docx" or result.endswith(".")
