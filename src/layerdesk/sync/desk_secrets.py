"""This is where a desk's own secrets for a hub are: what it signs and opens with, and its keys.

They are kept inside the encrypted database and nowhere else.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import cbor2
from nacl import exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from layerdesk.domain.record import SpaceId
from layerdesk.sync.sealing import CannotOpen, key_id

FORMAT = 1


@dataclass(frozen=True, slots=True)
class SpaceKeys:
    """The keys of one space that a desk holds."""

    current: bytes = b""
    """The id of the key to seal with."""
    keys: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)

    def having(self, key: bytes, *, current: bool) -> "SpaceKeys":
        """With one more key."""
        name = key_id(key)
        return SpaceKeys(
            current=name if current or not self.current else self.current,
            keys={**self.keys, name: key},
        )


@dataclass(frozen=True)
class DeskSecrets:
    """What a desk signs with, opens boxes with, signs in with, and the keys of its spaces."""

    signing_seed: bytes = field(repr=False)
    box_seed: bytes = field(repr=False)
    password: str = field(repr=False)
    spaces: Mapping[SpaceId, SpaceKeys] = field(default_factory=dict)

    @cached_property
    def signing_key(self) -> SigningKey:
        """The private key for signing."""
        return SigningKey(self.signing_seed)

    @cached_property
    def verify_key(self) -> bytes:
        """The public key for checking what this desk signed; 32 bytes."""
        return bytes(self.signing_key.verify_key)

    @cached_property
    def box_key(self) -> bytes:
        """The public key for sealing something to this desk; 32 bytes."""
        return bytes(PrivateKey(self.box_seed).public_key)

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return bytes(self.signing_key.sign(message).signature)

    def open_box(self, sealed: bytes) -> bytes:
        """What was sealed to this desk's box key. Raises CannotOpen."""
        try:
            return bytes(SealedBox(PrivateKey(self.box_seed)).decrypt(sealed))
        except (exceptions.CryptoError, ValueError, TypeError) as reason:
            raise CannotOpen from reason

    def with_space(self, space: SpaceId, keys: SpaceKeys) -> "DeskSecrets":
        """With these keys of a space."""
        return replace(self, spaces={**self.spaces, space: keys})

    def to_bytes(self) -> bytes:
        """For the encrypted database."""
        spaces = [
            [space, keys.current, [keys.keys[name] for name in sorted(keys.keys)]]
            for space, keys in sorted(self.spaces.items())
        ]
        return cbor2.dumps([FORMAT, self.signing_seed, self.box_seed, self.password, spaces])


def secrets_from(data: bytes) -> DeskSecrets:
    """What ``to_bytes`` wrote."""
    _, signing, box, password, spaces = cbor2.loads(data)
    return DeskSecrets(
        signing_seed=signing,
        box_seed=box,
        password=password,
        spaces={
            SpaceId(space): SpaceKeys(current=current, keys={key_id(key): key for key in keys})
            for space, current, keys in spaces
        },
    )


def seal_to(box_key: bytes, message: bytes) -> bytes:
    """Seal something so that only the desk with this box key opens it."""
    return bytes(SealedBox(PublicKey(box_key)).encrypt(message))


def is_signed(verify_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key signed the message."""
    try:
        VerifyKey(verify_key).verify(message, signature)
    except (exceptions.BadSignatureError, ValueError, TypeError):
        return False
    return True


def fingerprint(*public_keys: bytes) -> bytes:
    """32 bytes that two people compare as words."""
    return hashlib.sha256(b"layerdesk-compare-1" + b"".join(public_keys)).digest()
