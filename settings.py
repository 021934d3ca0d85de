"""Everything that can be configured, typed, in one place; nothing else reads the environment."""

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.text import Language

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """Addresses, credentials and folders, read from the environment.

    An address that is set is used as it is; one that is not means the embedded engine, whose address the running
    stack has written in its data folder.
    """

    model_config = SettingsConfigDict(env_prefix="", env_ignore_empty=True, extra="ignore")

    temporal_address: str | None = None
    temporal_namespace: str = "default"
    temporal_api_key: SecretStr | None = None
    temporal_tls_ca: Path | None = None
    temporal_tls_cert: Path | None = None
    temporal_tls_key: Path | None = None

    kafka_bootstrap_servers: str | None = None
    kafka_security_protocol: str = "PLAINTEXT"
    kafka_sasl_mechanism: str = "SCRAM-SHA-512"
    kafka_sasl_username: str | None = None
    kafka_sasl_password: SecretStr | None = None
    kafka_ssl_cafile: Path | None = None

    opa_url: str | None = None
    opa_token: SecretStr | None = None

    journal_url: str | None = None
    journal_dir: Path | None = Field(default=None, validation_alias="BALISE_JOURNAL_DIR")
    """Where the journal that runs here keeps its log; by default in the data folder."""
    journal_store: str | None = Field(default=None, validation_alias="BALISE_JOURNAL_STORE")
    """`s3://bucket/prefix`: where the log's files are, instead of in its folder; index and keys stay in the folder."""
    log_origin: str = Field(default="balise.local/journal", validation_alias="BALISE_LOG_ORIGIN")
    """The name of the log, in each of its checkpoints; it never changes once there is one."""

    language: Language = Field(default="fr", validation_alias="BALISE_LANG")
    data: Path = Field(default=ROOT / ".balise", validation_alias="BALISE_DATA")
    cache: Path = Field(
        default_factory=lambda: user_cache_path("balise", appauthor=False), validation_alias="BALISE_CACHE"
    )
    opinion_keys: Path | None = Field(default=None, validation_alias="BALISE_KEYS")
    """File of the enrolled public keys; by default in the data folder."""
    log_level: str = Field(default="INFO", validation_alias="BALISE_LOG_LEVEL")
    at_once: int = Field(default=16, ge=2, validation_alias="BALISE_AT_ONCE")
    """How many cases a worker has under way; the others wait at Temporal, where waiting costs nothing."""

    @property
    def enrolled(self) -> Path:
        """Where this installation keeps the public keys of those who give opinions."""
        return self.opinion_keys or self.data / "keys.json"

    @property
    def journal(self) -> Path:
        """Where the journal that runs here keeps its log."""
        return self.journal_dir or self.data / "journal"

    @property
    def log(self) -> str:
        """Where the files of the log that is kept here are: a folder, or a bucket."""
        return self.journal_store or str(self.journal / "log")
