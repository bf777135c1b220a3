"""The production shape, as far as it can be proved without running a container: its commands, variables and limits.

Issue 2 section 1; trust.md 2.4 and 4.6 (O-08).
"""

import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import AliasChoices, AliasPath

from backend import cli, worker
from backend.api.limits import HEADERS
from backend.db import roles, standby
from backend.settings import ROOT, Settings
from tests.programs import found

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PRODUCT = {name: service for name, service in SERVICES.items() if service["image"] == "unionhome"}
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
DEV_HELP = subprocess.run([ROOT / "dev"], capture_output=True, text=True, check=True).stdout


def variables() -> set[str]:
    """Every environment variable that the settings read."""
    found = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        assert not isinstance(alias, (AliasChoices, AliasPath))
        found.add(alias or f"UNIONHOME_{name.upper()}")
    return found


def test_the_services_of_the_production_shape() -> None:
    """Issue 2 section 1: PostgreSQL, API workers, job worker, nginx; a profile with a streaming standby."""
    plain = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert {"database", "api", "worker", "nginx"} <= plain
    with_standby = {name for name, service in SERVICES.items() if service.get("profiles") == ["standby"]}
    assert with_standby == {"standby", "standby-init"}
    assert SERVICES["database"]["image"].startswith("postgres:18")
    assert SERVICES["standby"]["image"] == SERVICES["database"]["image"]


@pytest.mark.parametrize("name", PRODUCT)
def test_its_commands_are_those_of_dev(name: str) -> None:
    """Issue 2 section 1: every command in it is one that `./dev` uses too, with arguments that the parser takes."""
    command = PRODUCT[name]["command"]
    assert re.search(rf"^  {command[0]} ", DEV_HELP, re.M)
    assert callable(cli.parser().parse_args(command).function)


@pytest.mark.parametrize("name", PRODUCT)
def test_its_variables_are_those_of_the_settings(name: str) -> None:
    """A misspelt variable is silently ignored by everything but this test; the values are such as the settings take."""
    environment = PRODUCT[name]["environment"]
    assert set(environment) <= variables()
    values = {key: re.sub(r"\$\{\w+(?::\?|:-(.*?))?\}", r"\1", str(value)) or "x" for key, value in environment.items()}
    by_alias = {
        field.validation_alias or f"UNIONHOME_{key.upper()}": key for key, field in Settings.model_fields.items()
    }
    taken = Settings(**{str(by_alias[key]): value for key, value in values.items()})
    assert taken.production
    assert not taken.demo


def test_what_it_asks_to_be_filled_in_is_in_the_example() -> None:
    """Whoever copies the example and fills it in can start."""
    text = (ROOT / "docker-compose.yml").read_text()
    required = set(re.findall(r"\$\{(\w+):\?\}", text))
    example = (ROOT / "deploy" / "production.env.example").read_text()
    assert required <= set(re.findall(r"^(\w+)=", example, re.M))
    assert not re.findall(r"PASSWORD: [^$\s]", text), "no password stands in the file itself"


def test_each_login_is_used_only_where_it_is_needed() -> None:
    """Trust.md 4.6: API and worker know the app role and no other."""
    for name in ("api", "worker"):
        known = {key for key in PRODUCT[name]["environment"] if key.startswith("DATABASE_")}
        assert known == {"DATABASE_URL"}
    logins = {
        "DATABASE_URL": roles.APP,
        "DATABASE_OWNER_URL": roles.OWNER,
        "DATABASE_BACKUP_URL": roles.BACKUP,
        "DATABASE_ADMIN_URL": roles.SUPERUSER,
        "DATABASE_STANDBY_URL": "unionhome_standby",
    }
    for service in PRODUCT.values():
        for variable, login in logins.items():
            if variable in service["environment"]:
                assert service["environment"][variable].startswith(f"postgresql://{login}:")


@pytest.mark.parametrize("name", SERVICES)
def test_containers_have_no_power(name: str) -> None:
    """Trust.md 4.6 O-08: not root, a read-only root file system, no capabilities, no way out but nginx's port."""
    service = SERVICES[name]
    assert int(service["user"].split(":")[0]) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert ("ports" in service) == (name == "nginx")
    assert ("outside" in service["networks"]) == (name == "nginx")


@pytest.mark.parametrize("name", ["database", "standby", "api", "worker"])
def test_what_runs_on_says_whether_it_is_well(name: str) -> None:
    """trust.md 4.3: a service that hangs is seen."""
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert {"interval", "timeout", "retries"} <= set(check)


def test_the_worker_is_well_while_its_file_is_touched(tmp_path: Path) -> None:
    """The check, run as it stands: fine after a beat, and not without one or long after it."""
    *_, program = SERVICES["worker"]["healthcheck"]["test"]
    assert str(worker.ALIVE) in program
    alive = tmp_path / "alive"
    command = [sys.executable, "-c", program.replace(str(worker.ALIVE), str(alive))]

    def well() -> bool:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    assert not well()
    alive.touch()
    assert well()
    three_beats = time.time() - 3 * worker.BEAT_EVERY
    os.utime(alive, (three_beats, three_beats))
    assert well(), "a beat that is late or lost is no illness"
    os.utime(alive, (time.time() - 600, time.time() - 600))
    assert not well()


def test_the_inner_network_has_no_way_out() -> None:
    """Trust.md 4.6 O-08: no egress."""
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_what_it_mounts_is_there_and_writable() -> None:
    """A named volume is declared and has a folder of the product's user in the image; a mounted file exists."""
    image = (ROOT / "deploy" / "Dockerfile").read_text()
    for service in SERVICES.values():
        for mount in service.get("volumes", []):
            source, target = mount.split(":")[:2]
            if source.startswith("./"):
                assert (ROOT / source).is_file()
                continue
            assert source in COMPOSE["volumes"]
            if service["image"] == "unionhome":
                assert re.search(rf"RUN install -d -o unionhome .* {re.escape(target)}\b", image)


def test_the_database_keeps_what_the_product_insists_on() -> None:
    """Trust.md 0 row 15: nothing in the file switches durability off."""
    for name in ("database", "standby"):
        options = [word for word in SERVICES[name]["command"] if "=" in word]
        named = {word.split("=")[0] for word in options}
        assert not named & {"fsync", "synchronous_commit", "full_page_writes"}
        assert "hba_file=/etc/unionhome/pg_hba.conf" in options


def test_the_standby_streams_by_its_own_login_and_slot() -> None:
    """The primary keeps its log for the standby, but never so much that its own disk fills."""
    rules = (ROOT / "deploy" / "pg_hba.conf").read_text()
    assert re.search(r"^host\s+replication\s+unionhome_standby\s+samenet\s+scram-sha-256$", rules, re.M)
    assert not re.search(r"\b(trust|md5|password)$", rules, re.M)
    assert standby.SLOT
    assert any(word.startswith("max_slot_wal_keep_size=") for word in SERVICES["database"]["command"])
    assert SERVICES["standby-init"]["command"][1].startswith("/var/lib/postgresql/18/")


def test_the_image_holds_locked_packages_and_no_tools() -> None:
    """Trust.md 4.6 O-09: hashes are required; what the image installs is the locked product without the test tools."""

    def locked(path: Path) -> dict[str, str]:
        return dict(re.findall(r"^([\w.\-\[\]]+)==(\S+)", path.read_text(), re.M))

    everything, product = locked(ROOT / "requirements.lock"), locked(ROOT / "deploy" / "requirements.lock")
    assert product.items() < everything.items()
    assert not {"pytest", "playwright", "mypy", "ruff"} & product.keys()
    assert "--require-hashes -r requirements.lock" in (ROOT / "deploy" / "Dockerfile").read_text()


def test_the_lock_files_name_no_host() -> None:
    """stack.md: what is installed is decided by hashes, from where by whoever installs."""
    for path in (ROOT / "requirements.lock", ROOT / "deploy" / "requirements.lock"):
        assert "://" not in path.read_text()
        assert "--index" not in path.read_text()


def test_nothing_secret_enters_the_image() -> None:
    """Data and keys of a running copy lie in the same folder that the image is built from."""
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    assert rules[1] == "*"
    assert not any(rule.startswith("!.") for rule in rules)
    for source in re.findall(r"^COPY (?!--from)(\S.*) \S+$", (ROOT / "deploy" / "Dockerfile").read_text(), re.M):
        for path in source.split():
            assert any(path.rstrip("/").startswith(rule[1:]) for rule in rules if rule.startswith("!"))


# --- nginx -----------------------------------------------------------------------------------------------------------


def blocks(text: str) -> dict[str, list[str]]:
    """The directives of an nginx configuration by the block they stand in, and proof that its braces match."""
    text = re.sub(r"(?m)^\s*#.*$", "", text)
    words = re.findall(r"\"[^\"]*\"|'[^']*'|[{};]|[^\s{};\"']+", text)
    found: dict[str, list[str]] = {}
    path: list[str] = []
    line: list[str] = []
    for word in words:
        if word == "{":
            path.append(" ".join(line))
            line = []
        elif word == "}":
            assert not line, f"no semicolon after {line}"
            path.pop()
        elif word == ";":
            found.setdefault(" > ".join(path), []).append(" ".join(line))
            line = []
        else:
            line.append(word)
    assert not path
    return found


def test_nginx_has_the_limits() -> None:
    """Trust.md 2.4: body sizes, header and body time-outs, header buffers, connections."""
    found = blocks(NGINX)
    assert {
        "client_header_timeout 10s",
        "client_body_timeout 15s",
        "large_client_header_buffers 4 8k",
        "client_max_body_size 1m",
        "server_tokens off",
    } <= set(found["http"])
    assert "limit_conn addresses 20" in found["http > server"]
    assert any(line.startswith("limit_conn_zone") and "zone=addresses:" in line for line in found["http"])
    uploads = found["http > server > location /api/v1/files"]
    assert "client_max_body_size 50m" in uploads
    larger = [name for name, lines in found.items() if any("client_max_body_size" in line for line in lines)]
    assert larger == ["http", "http > server > location /api/v1/files"]


def test_nginx_reaches_the_api_and_hides_what_is_inside() -> None:
    """Readiness names causes and stays inside; the log holds the path and never the query."""
    found = blocks(NGINX)
    service = PRODUCT["api"]
    assert found["http > upstream api"][0] == f"server api:{service['environment']['UNIONHOME_PORT']}"
    assert found["http > server > location /health/"] == ["return 404"]
    assert "location = /health/live" in NGINX
    logged = next(line for line in found["http"] if line.startswith("log_format"))
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer|request_body)\b", logged)


def test_files_of_the_web_app_are_sent_as_the_api_sends() -> None:
    """ASVS 3.4.1: every security header of the API is on static files too, with the same value, and only once."""
    lines = blocks(NGINX)["http > server"]
    hidden = {line.split()[1].lower() for line in lines if line.startswith("proxy_hide_header ")}
    added = dict(re.findall(r'^add_header (\S+) "?(.*?)"? always$', "\n".join(lines), re.M))
    sent = {name.decode(): value.decode() for name, value in HEADERS}
    assert {name.lower(): value for name, value in added.items()} == sent
    assert hidden == set(sent)
    below = [name for name, inside in blocks(NGINX).items() if any(line.startswith("add_header ") for line in inside)]
    assert below == ["http > server"], "a header added further down would take away all of these"


def test_nginx_itself_accepts_it(tmp_path: Path) -> None:
    """The program reads the file as it will be; a misspelt directive is told by nothing else."""
    program = found("nginx", "nginx")
    text = NGINX.replace("server api:", "server 127.0.0.1:").replace("/tmp/", f"{tmp_path}/")
    (tmp_path / "nginx.conf").write_text(text.replace("/etc/nginx/mime.types", f"{tmp_path}/mime.types"))
    (tmp_path / "mime.types").write_text("types { text/html html; }\n")
    answer = subprocess.run([program, "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_the_image_is_given_every_library_of_the_product() -> None:
    """What the product imports and the image's lock lacks starts here and not in production."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "deploy" / "requirements.lock").read_text(encoding="utf-8")
    wanted = [re.sub(r"\[.*\]", "", each) for each in project["dependencies"]]
    assert [each for each in wanted if not re.search(rf"^{re.escape(each)}[ \\]", lock, re.MULTILINE)] == []
