"""This is where a password becomes the verifier that PostgreSQL keeps, so that it never travels.

Source: RFC 5802, section 3, and RFC 7677; PostgreSQL's documentation of ``pg_authid.rolpassword``.
"""

import base64
import hashlib
import hmac
import secrets

ITERATIONS = 4096


def new_password() -> str:
    """A fresh random password with 192 bits."""
    return secrets.token_urlsafe(24)


def verifier(password: str, *, salt: bytes | None = None, iterations: int = ITERATIONS) -> str:
    """``SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`` for an ASCII password."""
    salt = salt if salt is not None else secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, iterations)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    words = [base64.b64encode(each).decode() for each in (salt, stored, server)]
    return f"SCRAM-SHA-256${iterations}:{words[0]}${words[1]}:{words[2]}"
