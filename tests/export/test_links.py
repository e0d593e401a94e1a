import pytest

from layerdesk.export.links import safe_link


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:safety@example.org"],
)
def test_web_and_mail_addresses_can_be_followed(address: str) -> None:
    assert safe_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https:",
        "javascript:alert(1)",
        "file:///C:/Windows",
        "https://example.org/a b",
        "https://example.org/<script>",
        "https://exämple.org",
        "https://example.org/\n",
        " https://example.org",
    ],
)
def test_nothing_else_can(address: str) -> None:
    assert not safe_link(address)
