"""The keys that sign published pictures: the archive's own from the environment, or one for development.

The profile of the certificates is C2PA's (specification 2.2, 14.5).
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DEVELOPMENT_KEY = ".cache/signing/key.pem"
DEVELOPMENT_CERTIFICATE = ".cache/signing/certificates.pem"
CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
YEARS = 10  # for which a development certificate holds


class SigningError(Exception):
    """A picture cannot be signed; the message says why, for people."""


@dataclass(frozen=True)
class Credentials:
    """A private key, and the certificates that vouch for it, the signer's own first; both as PEM text."""

    key: str
    certificates: str


def credentials(root: Path) -> Credentials:
    """Return the key of the environment, or else the development key of this folder, made on first use.

    GEGENBILD_SIGNING_KEY and GEGENBILD_SIGNING_CERT hold PEM text. Raises SigningError where only one is set.
    """
    key, certificates = (os.environ.get(f"GEGENBILD_SIGNING_{name}", "") for name in ("KEY", "CERT"))
    if key and certificates:
        return Credentials(key, certificates)
    if key or certificates:
        raise SigningError("GEGENBILD_SIGNING_KEY and GEGENBILD_SIGNING_CERT go together; one of them is not set")
    key_file, certificate_file = root / DEVELOPMENT_KEY, root / DEVELOPMENT_CERTIFICATE
    if not (key_file.is_file() and certificate_file.is_file()):
        _keep(made_credentials(), key_file, certificate_file)
    return Credentials(key_file.read_text("ascii"), certificate_file.read_text("ascii"))


def _keep(made: Credentials, key_file: Path, certificate_file: Path) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True)
    for file, text in ((certificate_file, made.certificates), (key_file, made.key)):
        beside = file.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(text)
        beside.replace(file)


def made_credentials() -> Credentials:
    """Make a key for development, and certificates of the profile that C2PA asks for; no trust list knows them."""
    issuer_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer_name, name = _name("Development issuer"), _name("Development signer")
    issuer = (
        _certificate(issuer_name, issuer_name, issuer_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
    own = (
        _certificate(name, issuer_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return Credentials(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode(),
        (own.public_bytes(pem) + issuer.public_bytes(pem)).decode(),
    )


def _name(role: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Gegenbild"),
            x509.NameAttribute(NameOID.COMMON_NAME, role),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def algorithm(signer: Credentials) -> str:
    """Return C2PA's name of the algorithm that fits the key. Raises SigningError where none does."""
    try:
        key = serialization.load_pem_private_key(signer.key.encode(), password=None)
    except (ValueError, TypeError):
        raise SigningError("GEGENBILD_SIGNING_KEY holds no private key as PEM text without a password") from None
    match key:
        case ec.EllipticCurvePrivateKey() if key.curve.name in CURVES:
            return CURVES[key.curve.name]
        case rsa.RSAPrivateKey():
            return "ps256"
        case ed25519.Ed25519PrivateKey():
            return "ed25519"
        case _:
            raise SigningError("the signing key is of a kind that C2PA does not know; use ECDSA, RSA or Ed25519")
