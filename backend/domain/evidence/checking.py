"""Whether a pack is still what it was: each file against the manifest, the manifest against its digest, in words.

That a pack agrees with itself does not say that it was made here: whoever makes one up makes a manifest that fits. That
is what its digest in the record of the system is for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from backend.domain.codes import Code
from backend.domain.evidence.manifest import LISTED, MANIFEST, OWN, Manifest, by_path, folded, is_plain
from backend.domain.refusals import Refusal


class PackFault(Code):
    """What may be wrong with a pack."""

    NO_MANIFEST = "no_manifest", "没有可用的清单", "No manifest that can be read"
    MANIFEST = "manifest", "清单被改动", "The manifest was changed"
    CHANGED = "changed", "内容被改动", "Changed"
    MISSING = "missing", "缺少", "Missing"
    ADDED = "added", "多出", "Added"
    DOUBLED = "doubled", "同名文件重复", "There twice"
    NAME = "name", "文件名不合规，可能写到包外", "A name that leads out of the pack"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, and with which file."""

    fault: PackFault
    path: str

    def sentence(self, language: str = "zh") -> str:
        """As it is told; what a stranger named a file is shown without what could steer a terminal."""
        shown = "".join(mark if mark.isprintable() else "\ufffd" for mark in self.path[:200])
        return f"{self.fault.en}: {shown}" if language == "en" else f"{self.fault.zh}：{shown}"


class PackUnreadable(Refusal):
    """It is no archive and no folder, or it is broken."""

    code = "evidence_unreadable"
    zh = "打不开这个文件：它不是证据包，或已损坏、不完整。请向提供者重新索取，并核对文件大小。"
    en = "This cannot be opened: it is no evidence pack, or broken or cut short. Ask for it again and compare its size."


class PackLocked(Refusal):
    """The password is missing or wrong."""

    code = "evidence_locked"
    zh = "密码不对，或没有给出密码，没有校验。密码在生成证据包时只显示过一次，请向提取人索取。"
    en = "No password, or a wrong one; nothing was checked. It was shown once to whoever took the pack out: ask them."


class PackTooLarge(Refusal):
    """Facts: `most`."""

    code = "evidence_too_large"
    zh = "文件数超过 {most} 个，不像本系统生成的证据包，没有校验。请核对文件来源。"
    en = "More than {most} files, which no pack of this system has; nothing was checked. See where it comes from."


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies in a pack. `sha256` is None where it cannot be read to its end, or is longer than it may be."""

    path: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVerdict:
    """What a check has found; without findings the pack agrees with itself."""

    manifest: Manifest | None
    findings: tuple[Finding, ...]
    files: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def told(self) -> list[str]:
        """What was found, in both languages, line by line."""
        lines = [f"  {each.sentence()}  {each.sentence('en')}" for each in self.findings]
        if self.manifest is not None:
            lines.append(f"  案号 case {self.manifest.case_number}，生成时间 made at {self.manifest.made_at}")
            lines.append(f"  整包摘要 digest {self.manifest.digest}")
        if self.sound:
            lines.append(
                f"{self.files} 个文件与清单一致；是否由本系统生成，请把整包摘要与申请页面或审计日志核对。"
                f"All {self.files} files agree with the manifest. Whether the system made it: compare the digest there."
            )
        else:
            lines.append(
                f"有 {len(self.findings)} 处不符，这不是原来的证据包。{len(self.findings)} differences: not the pack it was."
            )
        return lines


NOT_READ: Final = PackVerdict(manifest=None, findings=(Finding(PackFault.NO_MANIFEST, MANIFEST),), files=0)


def judge_names(paths: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the names alone."""
    counted = Counter(paths)
    spelled = Counter(folded(path) for path in counted)
    for path, count in counted.items():
        if not is_plain(path):
            yield Finding(PackFault.NAME, path)
        if count > 1 or spelled[folded(path)] > 1:
            yield Finding(PackFault.DOUBLED, path)


def compare(
    manifest: Manifest, found: Iterable[Found], *, claimed: str, listed: bytes | None, names: Iterable[str] = ()
) -> PackVerdict:
    """A pack against its manifest: `claimed` is the digest that it says it has, `listed` its readable list.

    `names` are all names as they stand in the archive, doubled ones twice; those of `found` where none are given.
    """
    there = list(found)
    findings = set(judge_names(names or [each.path for each in there]))
    if manifest.digest != claimed:
        findings.add(Finding(PackFault.MANIFEST, MANIFEST))
    if listed is None:
        findings.add(Finding(PackFault.MISSING, LISTED))
    elif listed != manifest.to_text():
        findings.add(Finding(PackFault.CHANGED, LISTED))
    wanted = by_path(manifest)
    for each in there:
        entry = wanted.get(each.path)
        if each.path in OWN:
            continue
        if entry is None:
            findings.add(Finding(PackFault.ADDED, each.path))
        elif (each.size, each.sha256) != (entry.size, entry.sha256):
            findings.add(Finding(PackFault.CHANGED, each.path))
    findings |= {Finding(PackFault.MISSING, path) for path in wanted.keys() - {each.path for each in there}}
    return PackVerdict(manifest=manifest, findings=tuple(sorted(findings)), files=len(there))
