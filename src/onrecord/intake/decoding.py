"""Bytes into text: byte order marks, declared charsets, and a refusal of what is no text."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import ReportUnreadableError

_MARKS: tuple[tuple[bytes, str], ...] = (  # the UTF-32 marks begin with the UTF-16 ones
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "Extract its text first, for example with pdftotext"),
    (b"\x89PNG", "a PNG image", "Give the report's text or its page"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the report's text or its page"),
    (b"GIF8", "a GIF image", "Give the report's text or its page"),
    (b"RIFF", "a RIFF media file", "Give the report's text or its page"),
    (b"PK\x03\x04", "a ZIP archive or office document", "Unpack it or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as plain text"),
    (b"\x1f\x8b", "gzip-compressed", "Decompress it first, for example with gunzip"),
    (b"BZh", "bzip2-compressed", "Decompress it first, for example with bunzip2"),
    (b"\xfd7zXZ\x00", "xz-compressed", "Decompress it first, for example with unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "Decompress it first, for example with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it first"),
    (b"\x7fELF", "a program", "Give the report's text or its page"),
    (b"SQLite format 3\x00", "a SQLite database", "Give the report's text or its page"),
)

# Charsets that the web declares and Python can decode; anything else that `codecs` knows
# (zip, hex, unicode_escape, idna) is no charset of a text, and the first could be a bomb.
_CHARSET = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|latin-?1|windows-\d{3,4}|cp\d{3,4}|"
    r"iso-?8859-?\d{1,2}|koi8-[rut]|gb18030|gbk|gb2312|big5(-hkscs)?|shift[-_]?jis|"
    r"euc-(jp|kr)|iso-2022-jp|mac-?roman|macintosh|tis-620",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})")
_SURROGATE_OR_NUL = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 2048


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Decode the bytes of a report.

    A byte order mark decides and is taken off. Then bytes that are valid UTF-8 beyond ASCII are
    UTF-8 whatever they declare; then `charset` (from a Content-Type) or the one declared in the
    head of the document is tried, and Windows-1252 last, as browsers do for unlabelled pages
    (https://encoding.spec.whatwg.org/). Raises ReportUnreadableError for empty and binary input.
    """
    if not data.strip():
        raise ReportUnreadableError(name, "the input is empty", "Give a report with text in it")
    refuse_binary(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mend(data[len(mark) :].decode(encoding, "replace"))
    if b"\x00" in data[:_HEAD] or data.count(b"\x00") > len(data) // 1000:
        raise ReportUnreadableError(
            name, "the input is binary, not text", "Give plain text, HTML, JSON or a feed"
        )
    text = _decoded(data, charset or _declared(data))
    if len(_CONTROL.findall(text, 0, _HEAD)) > min(len(text), _HEAD) // 20:
        raise ReportUnreadableError(
            name, "the input is binary, not text", "Give plain text, HTML, JSON or a feed"
        )
    return mend(text)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise ReportUnreadableError when the first bytes are those of a known binary format."""
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise ReportUnreadableError(name, f"the input is {what}", remedy)


def mend(text: str) -> str:
    """Replace NULs and lone surrogates, one for one, by U+FFFD; offsets do not move.

    Neither can be written as UTF-8 and stored in every ledger.
    """
    return _SURROGATE_OR_NUL.sub("\ufffd", text)


def _decoded(data: bytes, charset: str | None) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and not text.isascii():
        return text
    codec = _codec(charset)
    if codec is not None:
        try:
            return data.decode(codec)
        except UnicodeError:
            pass  # a wrong declaration; the next best guess is taken
    return text if text is not None else data.decode("cp1252", "replace")


def _codec(charset: str | None) -> str | None:
    if charset is None or not _CHARSET.fullmatch(charset):
        return None
    try:
        found = codecs.lookup(charset).name
    except LookupError:
        return None
    # Pages that say Latin-1 mean Windows-1252 (WHATWG Encoding, names and labels).
    return "cp1252" if found in {"iso8859-1", "ascii"} else found


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    if not head.lstrip().startswith(b"<"):
        return None
    found = _DECLARED.search(head)
    return found.group(1).decode("ascii") if found else None
