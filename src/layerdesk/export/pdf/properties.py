"""This is where a file says what it is: title, author, subject, language and day."""

from html import escape

from layerdesk.domain.document import Document
from layerdesk.export.characters import settled
from layerdesk.export.pdf.syntax import Value

_PROGRAM = "LayerDesk"


def information(document: Document) -> dict[str, Value]:
    """The information dictionary, without what is empty."""
    texts = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Keywords": ", ".join(document.keywords),
        "Creator": _PROGRAM,
        "Producer": _PROGRAM,
    }
    entries: dict[str, Value] = {key: settled(text) for key, text in texts.items() if text}
    if document.dated:
        entries["CreationDate"] = f"D:{document.dated:%Y%m%d}000000Z"
    return entries


def metadata(document: Document) -> bytes:
    """The same as an XMP packet. It makes no claim of conformance to any standard."""
    parts = [
        "<dc:format>application/pdf</dc:format>",
        _words("dc:title", "Alt", [document.title]),
        _words("dc:language", "Bag", [document.language]),
    ]
    if document.author:
        parts.append(_words("dc:creator", "Seq", [document.author]))
    if document.subject:
        parts.append(_words("dc:description", "Alt", [document.subject]))
    if document.keywords:
        parts.append(_words("dc:subject", "Bag", document.keywords))
    if document.identifier:
        parts.append(f"<dc:identifier>{_escaped(document.identifier)}</dc:identifier>")
    if document.dated:
        parts.append(f"<xmp:CreateDate>{document.dated.isoformat()}</xmp:CreateDate>")
    parts.append(f"<xmp:CreatorTool>{_PROGRAM}</xmp:CreatorTool>")
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"{''.join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
    return packet.encode()


def _words(name: str, holder: str, texts: list[str] | tuple[str, ...]) -> str:
    language = ' xml:lang="x-default"' if holder == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{_escaped(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{holder}>{items}</rdf:{holder}></{name}>"


def _escaped(text: str) -> str:
    return escape(settled(text), quote=False)
