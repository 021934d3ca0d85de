"""How to reach Kafka: one place turns settings into connection arguments, for every client."""

import ssl
from typing import Any

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from settings import Settings

MECHANISMS: dict[str, type[SASLPlaintext | SASLScram256 | SASLScram512]] = {
    "PLAIN": SASLPlaintext,
    "SCRAM-SHA-256": SASLScram256,
    "SCRAM-SHA-512": SASLScram512,
}


def connection(settings: Settings, bootstrap_servers: str) -> dict[str, Any]:
    """Return the keyword arguments that any aiokafka client needs to reach *bootstrap_servers*."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": bootstrap_servers,
        "security_protocol": settings.kafka_security_protocol,
    }
    if settings.kafka_security_protocol.startswith("SASL"):
        password = settings.kafka_sasl_password
        arguments |= {
            "sasl_mechanism": settings.kafka_sasl_mechanism,
            "sasl_plain_username": settings.kafka_sasl_username,
            "sasl_plain_password": password.get_secret_value() if password else None,
        }
    if context := _tls(settings):
        arguments["ssl_context"] = context
    return arguments


def security(settings: Settings) -> BaseSecurity | None:
    """Return the same credentials as FastStream takes them."""
    context = _tls(settings)
    if settings.kafka_security_protocol.startswith("SASL"):
        password = settings.kafka_sasl_password
        return MECHANISMS[settings.kafka_sasl_mechanism](
            username=settings.kafka_sasl_username or "",
            password=password.get_secret_value() if password else "",
            ssl_context=context,
            use_ssl=context is not None,
        )
    return BaseSecurity(ssl_context=context, use_ssl=True) if context else None


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if not settings.kafka_security_protocol.endswith("SSL"):
        return None
    cafile = str(settings.kafka_ssl_cafile) if settings.kafka_ssl_cafile else None
    return ssl.create_default_context(cafile=cafile)
