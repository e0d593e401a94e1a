"""This is where a database's key is sealed under a passphrase or recovery code, and unsealed.

A key is derived by Argon2id, and seals with XChaCha20-Poly1305.
"""

import secrets

from nacl import bindings, exceptions, pwhash

from layerdesk.host.keys_file import Wrap
from layerdesk.host.secret import Secret


def sealed(key_id: str, way: str, key: Secret, secret: str, operations: int, memory: int) -> Wrap:
    """The key sealed under the secret, at this cost (passes, and bytes of memory)."""
    salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
    nonce = secrets.token_bytes(bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    bare = Wrap(way=way, operations=operations, memory=memory, salt=salt, nonce=nonce, sealed=b"")
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        key.reveal(), bare.header(key_id), nonce, _derived(bare, secret)
    )
    return Wrap(way=way, operations=operations, memory=memory, salt=salt, nonce=nonce, sealed=box)


def unsealed(key_id: str, wrap: Wrap, secret: str) -> Secret | None:
    """The key in the wrap, or None where this is not its secret."""
    try:
        key = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            wrap.sealed, wrap.header(key_id), wrap.nonce, _derived(wrap, secret)
        )
    except exceptions.CryptoError:
        return None
    return Secret(key)


def _derived(wrap: Wrap, secret: str) -> bytes:
    return pwhash.argon2id.kdf(
        bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
        secret.encode(),
        wrap.salt,
        opslimit=wrap.operations,
        memlimit=wrap.memory,
    )
