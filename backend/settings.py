"""Every environment variable the product reads, once, with its meaning and its default.

Nothing else in the code base looks at the environment. The names begin with `UNIONHOME_`, except those that other
software has already taught people (`DATABASE_URL` and its kin). An empty variable counts as absent, so that a compose
file may pass `${SOMETHING:-}` along. Lists are written with commas.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The clone: where `dev`, `frontend/` and, by default, `.data/` lie."""

Listed = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """One reading of the environment. Frozen; take it from `settings()`."""

    model_config = SettingsConfigDict(
        env_prefix="UNIONHOME_", env_ignore_empty=True, extra="ignore", frozen=True, validate_by_name=True
    )

    environment: Literal["production", "demo", "test"] = "demo"
    """UNIONHOME_ENVIRONMENT. `production` refuses generated secrets and the demo city; `test` is for the suite."""

    data: Path = ROOT / ".data"
    """UNIONHOME_DATA. The embedded database, the keys, the uploaded files, the demo accounts."""

    keys: Path | None = None
    """UNIONHOME_KEYS. The keys, where they do not lie in the data directory: a mounted secret."""

    host: str = "127.0.0.1"
    """UNIONHOME_HOST. The address to listen on. Behind nginx this stays a private address."""

    port: int = Field(default=8000, ge=1, le=65535)
    """UNIONHOME_PORT."""

    processes: int = Field(default=1, ge=1, le=64)
    """UNIONHOME_PROCESSES. API processes of `serve`; one per core carries a city."""

    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL", repr=False)
    """DATABASE_URL. The app role on an external PostgreSQL (15 or newer). Set: no embedded server is started."""

    database_owner_url: str | None = Field(default=None, validation_alias="DATABASE_OWNER_URL", repr=False)
    """DATABASE_OWNER_URL. The owner role on the external server; only migrations and a restore use it."""

    database_backup_url: str | None = Field(default=None, validation_alias="DATABASE_BACKUP_URL", repr=False)
    """DATABASE_BACKUP_URL. The backup role on the external server: BYPASSRLS, read only."""

    database_admin_url: str | None = Field(default=None, validation_alias="DATABASE_ADMIN_URL", repr=False)
    """DATABASE_ADMIN_URL. A superuser on the external server; only `roles` and `restore` use it, never the product."""

    database_standby_url: str | None = Field(default=None, validation_alias="DATABASE_STANDBY_URL", repr=False)
    """DATABASE_STANDBY_URL. A role with REPLICATION on the primary; `roles` makes it, `standby-init` uses it."""

    postgres_programs: Path | None = Field(default=None, validation_alias="EMBEDDED_PG_BINDIR")
    """EMBEDDED_PG_BINDIR. The folder of `postgres`, `initdb`, `pg_dump` to use in place of the installed wheel."""

    pool_size: int = Field(default=10, ge=2, le=90)
    """UNIONHOME_POOL_SIZE. Database connections of one API process, and its requests in flight."""

    demo: bool = True
    """UNIONHOME_DEMO. Fill an empty database with the demo city on `run`. Ignored in production."""

    worker_inside: bool = True
    """UNIONHOME_WORKER_INSIDE. Run the job worker in the API process; off where a worker has a process of its own."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """UNIONHOME_LOG_LEVEL."""

    trusted_hosts: Listed = ("127.0.0.1", "localhost")
    """UNIONHOME_TRUSTED_HOSTS. Values of the Host header that are answered."""

    trusted_proxies: Listed = ()
    """UNIONHOME_TRUSTED_PROXIES. Addresses whose X-Forwarded-For is believed; nobody's by default."""

    allowed_origins: Listed = ()
    """UNIONHOME_ALLOWED_ORIGINS. Other origins whose pages may call the API; the web app's own needs no entry."""

    webhook_networks: Listed = ()
    """UNIONHOME_WEBHOOK_NETWORKS. Private networks that webhooks may be sent into, as 10.20.0.0/16; none by default. In
    them http and other ports are taken too."""

    web: Path = ROOT / "frontend" / "staff" / "dist"
    """UNIONHOME_WEB. The built web app. Absent in production, where nginx serves it."""

    backup_passphrase: str | None = Field(default=None, repr=False)
    """UNIONHOME_BACKUP_PASSPHRASE. Seals the keys inside a backup, where nobody is there to be asked."""

    chromium: Path | None = None
    """UNIONHOME_CHROMIUM. The browser of the browser tests, when it is not on PATH."""

    @field_validator("trusted_hosts", "trusted_proxies", "allowed_origins", "webhook_networks", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """A list is written `a,b` in the environment."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("data", "keys", "web", "chromium", "postgres_programs")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        """A relative path means the directory of the start, and must not change meaning when somebody leaves it."""
        return None if value is None else value.expanduser().absolute()

    @property
    def key_directory(self) -> Path:
        """Where the keys lie. Each file in it is readable by its owner alone."""
        return self.keys or self.data / "keys"

    @property
    def file_directory(self) -> Path:
        """Where uploaded files lie, by their hash."""
        return self.data / "files"

    @property
    def demo_accounts(self) -> Path:
        """The demo people with their passwords (mode 0600), in demo data only."""
        return self.data / "demo-accounts.json"

    @property
    def production(self) -> bool:
        """Whether a city's real people are in here."""
        return self.environment == "production"


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment at the first call."""
    return Settings()
