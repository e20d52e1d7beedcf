"""Bytes into text."""

from __future__ import annotations

import gzip

import pytest

from onrecord.errors import ReportUnreadableError
from onrecord.intake.decoding import decode, mend

TEXT = "Zażółć: the king’s visit is off"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_marks(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x") == TEXT


def test_big_endian_marks() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "x") == TEXT
    assert decode(b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "x") == TEXT


def test_windows_quotes_without_a_declaration() -> None:
    assert decode(b"\x93off\x94 \x96 it is", "x") == "“off” – it is"


def test_a_charset_declared_in_the_document_or_by_the_server() -> None:
    page = '<meta charset="windows-1251"><p>Визит отменён</p>'
    assert "Визит отменён" in decode(page.encode("cp1251"), "x")
    assert decode("Визит отменён".encode("koi8-r"), "x", charset="koi8-r") == "Визит отменён"


def test_latin_1_means_windows_1252() -> None:
    assert decode(b"\x93off\x94", "x", charset="iso-8859-1") == "“off”"


def test_valid_utf_8_outranks_a_wrong_declaration() -> None:
    assert decode("Zażółć".encode(), "x", charset="iso-8859-2") == "Zażółć"


@pytest.mark.parametrize("charset", ["zlib", "hex", "unicode_escape", "idna", "no-such", "utf-7"])
def test_codecs_that_are_no_charsets_are_passed_over(charset: str) -> None:
    assert decode(b"+AGE- the visit \xe9", "x", charset=charset) == "+AGE- the visit é"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t ",
        b"%PDF-1.7 the visit",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 JFIF",
        b"PK\x03\x04 word/document.xml",
        gzip.compress(b"the visit is off"),
        b"the visit\x00is off",
        b"\x01\x02\x03\x04\x05\x06\x07\x08 the visit",
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ReportUnreadableError, match=r"minister\.bin"):
        decode(data, "minister.bin")


def test_mending_keeps_the_length() -> None:
    assert mend("a\x00b\ud800c") == "a\ufffdb\ufffdc"
