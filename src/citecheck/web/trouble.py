"""What an exception of the client, the guard or the operating system means for a link."""

from __future__ import annotations

import os
import ssl

from ..model.evidence import Trouble, TroubleKind
from .body import BadEncoding
from .client import HTTPError, InvalidURL
from .guard import NO_NETWORK, RefusedAddress
from .resolve import NoSuchName, ResolverFailed

EXPECTED = (
    HTTPError,
    InvalidURL,
    RefusedAddress,
    NoSuchName,
    ResolverFailed,
    BadEncoding,
    UnicodeError,
    OSError,
)
"""What may be raised while asking; anything else is our bug."""

_BY_CLASS: dict[str, TroubleKind] = {
    "InvalidURL": "malformed-url",
    "UnicodeError": "malformed-url",
    "UnsupportedProtocol": "unsupported-scheme",
    "TimeoutException": "timeout",
    "ProtocolError": "protocol-error",
    "DecodingError": "protocol-error",
    "BadEncoding": "protocol-error",
    "TooManyRedirects": "redirect-loop",
    "RefusedAddress": "refused-address",
    "NoSuchName": "dns",
    "ResolverFailed": "dns-failure",
    "ConnectError": "refused",
    "HTTPError": "reset",
    "OSError": "reset",
}
"""By the name of a class or of its nearest base, so that httpx's fork is understood as well."""


def trouble(error: BaseException) -> Trouble:
    """What an exception means."""
    chain = _chain(error)
    names = [base.__name__ for base in type(error).__mro__]
    if "ProxyError" in names:
        return Trouble(kind="proxy", detail=_words(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLError):
            return Trouble(kind="tls", detail=_words(cause))
        if isinstance(cause, OSError) and cause.errno in NO_NETWORK:
            return Trouble(kind="no-network", detail=_words(cause))
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return Trouble(kind="reset", detail="the connection was reset")
    if "without sending a response" in str(error):
        return Trouble(kind="reset", detail="the server closed the connection without an answer")
    kind: TroubleKind = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "reset")
    return Trouble(kind=kind, detail=_words(chain[-1] if kind == "refused" else error))


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, outermost first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _words(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not accepted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return str(getattr(error, "reason", None) or error).replace("_", " ").lower()
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    return str(error) or type(error).__name__
