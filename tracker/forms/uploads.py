"""The field for evidence files: what it takes is checked, named and summed."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from tracker.forms.file_kinds import EMPTY, SUFFIXES, kind_of
from tracker.forms.office_files import FileRefusedError

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 25 * MEGABYTE
LONGEST_NAME = 120
NAMELESS = "evidence"
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')  # Windows cannot save these


class EvidenceFile(UploadedFile):
    """What the field gives: an upload with the facts that were found in it."""

    kind: str  # a key of file_kinds.KINDS
    sha256: str  # hexadecimal


class EvidenceFileField(forms.FileField):
    """Takes a file of one of the accepted kinds, told from its content.

    Cleans to an EvidenceFile, at its start: its name is safe to show and to save,
    its content type is ours and not the browser's.
    """

    default_error_messages = {
        "required": "Choose a file.",
        "empty": EMPTY,
        "too_large": (
            f"The file is larger than {LARGEST_BYTES // MEGABYTE} MB. Make it smaller, "
            "or keep it where it is and add a link to it."
        ),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser's chooser show only files of the accepted kinds."""
        return {**super().widget_attrs(widget), "accept": ",".join(SUFFIXES)}

    def to_python(self, data: Any) -> EvidenceFile | None:
        """The checked file, or None when nothing was chosen.

        Raises ValidationError with one sentence that says what is wrong and how
        to put it right.
        """
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > LARGEST_BYTES:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        name = clean_name(upload.name or "")
        try:
            kind = kind_of(cast("BinaryIO", upload), name)
        except FileRefusedError as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        file = cast("EvidenceFile", upload)
        file.name = name
        file.kind = kind.key
        file.content_type = kind.content_type
        file.sha256 = _sha256(upload)
        return file


def clean_name(name: str) -> str:
    """The name without folders and characters that mislead, at most 120 characters.

    Left out are control and format characters, among them the ones that turn the
    direction of writing, so that "gpj.exe" cannot pass for "exe.jpg". The ending
    of an accepted kind is kept, in small letters.
    """
    kept = "".join(
        character
        for character in name
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", kept))[-1]
    whole = " ".join(NOT_IN_NAMES.sub("-", last).split()).strip(" .")
    suffix = PurePosixPath(whole).suffix.lower()
    if suffix not in SUFFIXES:
        suffix = ""
    stem = whole[: len(whole) - len(suffix)][: LONGEST_NAME - len(suffix)].strip(" .")
    return f"{stem or NAMELESS}{suffix}"


def _sha256(upload: File) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
