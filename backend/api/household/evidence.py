"""What the household file gives to an evidence pack: the file as it was kept before the case was submitted, and its papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.api.exhibit import Exhibits, Picture, suffix_of
from backend.api.work import Work
from backend.db.household_records import open_kept
from backend.db.queries import evidence as queries
from backend.db.tables.aid import HouseholdSnapshot
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.codes import (
    Disability,
    Exclusion,
    HardshipCategory,
    HardshipCause,
    Housing,
    HousingArea,
    Illness,
    Livelihood,
    PaperKind,
    Relation,
    SchoolStage,
    SnapshotKind,
    WorkerKind,
)
from backend.domain.evidence.chapters import Block, Chapter, facts, said, table
from backend.domain.member.codes import Nation
from backend.domain.money import yuan
from backend.domain.organization.codes import Industry, Ownership

_AMOUNTS = (
    ("其他收入（元/月）", "other_income_fen"),
    ("医疗支出（元/年）", "medical_fen"),
    ("残疾支出（元/年）", "disability_fen"),
    ("教育支出（元/年）", "schooling_fen"),
    ("就业支出（元/年）", "work_fen"),
    ("财产损失（元）", "property_loss_fen"),
)


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The last snapshot up to the moment of submission, opened; the papers, those that came later named as such."""
    if case.household_id is None:
        return Exhibits(chapters=(Chapter("困难档案", ("本申请没有困难档案：项目按会员身份受理。",)),))
    until = case.submitted_at or work.now
    kept = await queries.find_snapshot(work.session, case.household_id, until)
    blocks = _file(work, kept) if kept is not None else ("提交前没有留存档案快照。",)
    papers = await queries.list_papers(work.session, case.household_id)
    pictures = [
        Picture(
            path=f"材料/{place:02d}{suffix_of(row['media_type'])}",
            what=f"档案材料：{PaperKind(row['kind']).zh}，{row['name']}",
            file_id=row["file_id"],
            sha256=row["sha256"],
        )
        for place, row in enumerate(papers, start=1)
    ]
    listed = table(
        ("文件", "种类", "名称", "添加人", "添加时间", "提交后添加"),
        [
            (
                picture.path,
                PaperKind(row["kind"]).zh,
                row["name"],
                row["added_by_name"],
                row["added_at"],
                row["added_at"] > until,
            )
            for picture, row in zip(pictures, papers, strict=True)
        ],
    )
    return Exhibits(
        chapters=(Chapter("困难档案（提交前最近一次留存）", tuple(blocks)), Chapter("档案材料", (listed,))),
        pictures=pictures,
    )


def _file(work: Work, kept: HouseholdSnapshot) -> Sequence[Block]:
    # What was kept before a field was there does not have it.
    content = open_kept(work.vault, kept)
    return (
        facts(
            ("留存环节", SnapshotKind(kept.kind).zh),
            ("留存时间", kept.taken_at),
            ("留存人", kept.taken_by_name),
            ("当时类别", _label(HardshipCategory, kept.category)),
            ("职工类别", _label(WorkerKind, content["worker_kind"])),
            ("民族", _label(Nation, content.get("nation"))),
            ("参加工作日期", content.get("work_started_on")),
            ("单位性质", _label(Ownership, content.get("unit_ownership"))),
            ("所属行业", _label(Industry, content.get("unit_industry"))),
            ("单位地址", content.get("unit_address")),
            ("联系电话", content["phone"]),
            ("其他电话", content.get("other_phone")),
            ("居住地址", content["residence"]),
            ("邮政编码", content.get("postcode")),
            ("住房", _label(Housing, content["housing"])),
            ("住房面积", _label(HousingArea, content["housing_area"])),
            ("主要致困原因", _label(HardshipCause, content["main_cause"])),
            ("致困原因", "、".join(_label(HardshipCause, each) for each in content["causes"])),
            ("排除情形", "、".join(_label(Exclusion, each) for each in content["exclusions"])),
            ("其他特殊原因", content["special_reason"]),
            ("开户行", content["bank"]),
            ("银行卡号", content["bank_card"]),
            *((name, yuan(content[key])) for name, key in _AMOUNTS),
            ("备注", content["notes"]),
        ),
        table(
            ("关系", "姓名", "证件号码", "出生日期", "就业状况", "月收入（元）", "健康", "残疾", "在读"),
            [_person(each) for each in content["people"]],
        ),
    )


def _person(each: Mapping[str, Any]) -> tuple[Any, ...]:
    level = f" {each['disability_level']} 级" if each["disability_level"] else ""
    health = _label(Illness, each["illness"])
    return (
        _label(Relation, each["relation"]),
        each["name"],
        each["id_number"],
        each["born_on"],
        _label(Livelihood, each["livelihood"]),
        yuan(each["income_fen"]),
        f"{health}；{each['health_note']}" if each["health_note"] else health,
        _label(Disability, each["disability"]) + level,
        _schooling(each),
    )


def _schooling(each: Mapping[str, Any]) -> str:
    stage = _label(SchoolStage, each["school_stage"])
    return f"{stage}，{each['school_years']} 年制" if each.get("school_years") else stage


def _label(codes: Any, slug: str | None) -> str:
    """A slug by its label; one that is not known any more stands as it is."""
    known = {str(each): str(each.zh) for each in codes}
    return said(known.get(slug, slug) if slug else None)
