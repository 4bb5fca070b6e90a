"""Keys: the archive's own from the environment, else one for development; clear words where neither will do."""

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa

from generator.media.labels.keys import Credentials, SigningError, algorithm, credentials, made_credentials


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | dsa.DSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def test_a_development_key_is_made_once_and_is_nobody_elses_to_read(tmp_path: Path) -> None:
    first = credentials(tmp_path)
    assert credentials(tmp_path) == first
    assert stat.S_IMODE((tmp_path / ".cache/signing/key.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize("lost", ["key.pem", "certificates.pem"])
def test_half_of_a_development_key_is_none(tmp_path: Path, lost: str) -> None:
    former = credentials(tmp_path)
    (tmp_path / ".cache/signing" / lost).unlink()
    made = credentials(tmp_path)
    assert made.key != former.key
    assert made.certificates != former.certificates


def test_the_environments_key_comes_first_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_credentials()
    monkeypatch.setenv("GEGENBILD_SIGNING_KEY", made.key)
    monkeypatch.setenv("GEGENBILD_SIGNING_CERT", made.certificates)
    assert credentials(tmp_path) == made
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["GEGENBILD_SIGNING_KEY", "GEGENBILD_SIGNING_CERT"])
def test_half_of_a_pair_is_no_reason_to_sign_with_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SigningError, match="go together"):
        credentials(tmp_path)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (ec.generate_private_key(ec.SECP256R1()), "es256"),
        (ec.generate_private_key(ec.SECP384R1()), "es384"),
        (rsa.generate_private_key(65537, 2048), "ps256"),
        (ed25519.Ed25519PrivateKey.generate(), "ed25519"),
    ],
)
def test_the_algorithm_is_the_keys(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey, name: str
) -> None:
    assert algorithm(Credentials(pem(key), "")) == name


@pytest.mark.parametrize(
    "text",
    ["", "no key", pem(dsa.generate_private_key(2048)), pem(ec.generate_private_key(ec.SECP256K1()))],
    ids=["nothing", "words", "a key of DSA", "a key of another curve"],  # which each process of the tests must know
)
def test_a_key_that_cannot_sign_is_refused_with_words(text: str) -> None:
    with pytest.raises(SigningError):
        algorithm(Credentials(text, ""))
