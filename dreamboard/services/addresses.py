"""Telephone numbers and domains made comparable, and which domains tell nothing about a company."""

from __future__ import annotations

import re
from typing import Final

_NOT_DIGIT = re.compile(r"\D+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")

MAILBOX_DOMAINS: Final = frozenset({
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "hotmail.com", "outlook.com", "live.com",
    "msn.com", "aol.com", "icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.com", "web.de",
    "t-online.de", "freenet.de", "orange.fr", "free.fr", "wanadoo.fr", "laposte.net", "libero.it",
    "proton.me", "protonmail.com", "mail.ru", "yandex.ru", "qq.com", "163.com", "126.com", "caramail.com",
    "comcast.net", "verizon.net", "att.net",
})  # fmt: skip
"""Domains that anybody's address may have."""


def digits_of(telephone: str) -> str:
    """A telephone number as its last nine digits, which tell it apart however its country is written."""
    return _NOT_DIGIT.sub("", telephone)[-9:]


def domain_of(text: str) -> str:
    """The domain of a web site or an e-mail address, lower case, without ``www.``; empty where none is."""
    text = text.strip().lower()
    text = text.rpartition("@")[2] if "@" in text else text.partition("://")[2] or text
    text = text.partition("/")[0].partition("?")[0].partition(":")[0].strip(".")
    text = text.removeprefix("www.")
    return text if _DOMAIN.fullmatch(text) else ""


def is_mailbox_domain(domain: str) -> bool:
    """Whether addresses of this domain belong to anybody, so that it tells nothing about an account."""
    return domain in MAILBOX_DOMAINS
