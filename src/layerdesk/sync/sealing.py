"""This is where operations are sealed with a space's key, so that a hub never sees what they say.

XChaCha20-Poly1305 with a random nonce; the header, which the hub sees, is authenticated with it.
"""

import hashlib
import secrets
import zlib
from collections.abc import Mapping

from nacl import bindings, exceptions

KEY_SIZE = 32
KEY_ID_SIZE = 8
NONCE_SIZE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
LARGEST = 64 * 1024 * 1024
"""Bytes of one operation once it is open; nothing an honest desk makes comes near."""


class CannotOpen(Exception):
    """Sealed bytes that this desk has no key for, or that were changed."""


def new_space_key() -> bytes:
    """A fresh random key of a space."""
    return secrets.token_bytes(KEY_SIZE)


def key_id(key: bytes) -> bytes:
    """8 bytes by which a key is named; nothing about the key follows from them."""
    return hashlib.blake2b(key, digest_size=KEY_ID_SIZE, person=b"layerdesk-keyid").digest()


def seal(body: bytes, header: bytes, key: bytes) -> bytes:
    """The body compressed and sealed: 24 bytes of nonce, then the rest."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        zlib.compress(body), header, nonce, key
    )


def unseal(sealed: bytes, header: bytes, key_name: bytes, keys: Mapping[bytes, bytes]) -> bytes:
    """The body that was sealed under this header. ``keys`` maps key ids to keys.

    Raises CannotOpen where the key is not held, or anything was changed.
    """
    key = keys.get(key_name)
    if key is None:
        raise CannotOpen
    try:
        packed = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[NONCE_SIZE:], header, sealed[:NONCE_SIZE], key
        )
        opener = zlib.decompressobj()
        body = opener.decompress(packed, LARGEST)
    except (exceptions.CryptoError, ValueError, zlib.error) as reason:
        raise CannotOpen from reason
    if not opener.eof:
        raise CannotOpen
    return body
