"""This is where a joining file is written and read: an invitation, locked by six words."""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

import cbor2
from nacl import bindings, exceptions, pwhash

from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.address import Address
from layerdesk.sync.errors import InvitationWrong
from layerdesk.sync.words import as_typed

FORMAT = 1
HOURS = 72
OPERATIONS, MEMORY = 3, 128 * 1024 * 1024
"""Cost of Argon2id, for the 66 bits of six words."""

_NAME = "layerdesk-invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody needs to join: where the hub is, and a name to knock under."""

    address: Address
    role: str
    password: str = field(repr=False)
    practice: SpaceId
    practice_name: str
    root_key: bytes
    person: RecordId
    person_name: str
    letter: str
    key: bytes = field(repr=False)
    """32 bytes that only the inviter and the invited know: under it a desk says who it is."""


def to_file(
    invitation: Invitation,
    words: Sequence[str],
    *,
    operations: int = OPERATIONS,
    memory: int = MEMORY,
) -> str:
    """The joining file as text. Nothing in it can be read without the words."""
    salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
    nonce = secrets.token_bytes(24)
    address = invitation.address
    body = cbor2.dumps(
        [
            [address.host, address.port, address.database, address.ca, int(address.tls)],
            invitation.role,
            invitation.password,
            invitation.practice,
            invitation.practice_name,
            invitation.root_key,
            invitation.person,
            invitation.person_name,
            invitation.letter,
            invitation.key,
        ]
    )
    key = pwhash.argon2id.kdf(32, as_typed(words).encode(), salt, operations, memory)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(body, None, nonce, key)
    known = {
        _NAME: FORMAT,
        "operations": operations,
        "memory": memory,
        "salt": base64.b64encode(salt).decode(),
        "sealed": base64.b64encode(nonce + sealed).decode(),
    }
    return json.dumps(known, indent=1) + "\n"


def from_file(data: str, words: str) -> Invitation:
    """The invitation in a joining file. Raises InvitationWrong: ``file`` or ``words``."""
    salt, sealed, operations, memory = _parts(data)
    key = pwhash.argon2id.kdf(32, as_typed(words).encode(), salt, operations, memory)
    try:
        body = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[24:], None, sealed[:24], key
        )
    except exceptions.CryptoError as reason:
        raise InvitationWrong(reason="words") from reason
    address, role, password, practice, name, root, person, who, letter, own = cbor2.loads(body)
    host, port, database, ca, tls = address
    return Invitation(
        address=Address(host=host, port=port, database=database, ca=ca, tls=bool(tls)),
        role=role,
        password=password,
        practice=SpaceId(practice),
        practice_name=name,
        root_key=root,
        person=RecordId(person),
        person_name=who,
        letter=letter,
        key=own,
    )


def _parts(data: str) -> tuple[bytes, bytes, int, int]:
    try:
        found = json.loads(data)
        salt, sealed = (base64.b64decode(found[each], validate=True) for each in ("salt", "sealed"))
        operations, memory = int(found["operations"]), int(found["memory"])
        right = found[_NAME] == FORMAT and len(salt) == pwhash.argon2id.SALTBYTES
    except (ValueError, TypeError, KeyError) as reason:
        raise InvitationWrong(reason="file") from reason
    # Somebody else's file must not make this computer work for hours.
    cheap = 1 <= operations <= 2 * OPERATIONS and 8192 <= memory <= 2 * MEMORY
    if not (right and cheap and len(sealed) > 40):
        raise InvitationWrong(reason="file")
    return salt, sealed, operations, memory
