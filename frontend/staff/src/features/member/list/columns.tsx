import { Link } from "@tanstack/react-router";
import type { MemberItem } from "@unionhome/client/model";
import { date, inFours, MISSING } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Meter } from "../../../ui/figure/Meter";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { isEnded, markOf } from "../words";

/** The columns of the register. Those marked `extra` wait behind the column button. */
export function useMemberColumns(): readonly Column<MemberItem>[] {
  const { t } = useTranslation();
  const sexes = useDictionary("sex");
  const kinds = useDictionary("member_kind");
  const groups = useDictionary("new_employment");
  const statuses = useDictionary("member_status");
  const educations = useDictionary("education");
  const politics = useDictionary("politics");
  const forms = useDictionary("employment_form");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("member:field.name"),
        width: 84,
        lead: true,
        cell: (row) => (
          <Link to="/members/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "sex", title: t("member:field.sex"), width: 68, cell: (row) => sexes.label(row.sex) },
      { key: "age", title: t("member:field.age"), width: 52, align: "end", cell: (row) => row.age },
      {
        key: "id_number",
        title: t("member:field.id_number"),
        width: 164,
        masked: true,
        cell: (row) => row.id_number_masked,
      },
      {
        key: "phone",
        title: t("member:field.phone"),
        width: 112,
        masked: true,
        cell: (row) => row.phone_masked ?? MISSING,
      },
      {
        key: "organization",
        title: t("member:field.organization_id"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" title={row.organization.name}>
            {row.organization.name}
          </span>
        ),
      },
      {
        key: "kind",
        title: t("member:field.kind"),
        width: 104,
        cell: (row) => (row.new_employment ? groups.label(row.new_employment) : kinds.label(row.kind)),
      },
      { key: "joined_on", title: t("member:field.joined_on"), width: 96, cell: (row) => date(row.joined_on) },
      {
        key: "completeness",
        title: t("member:field.completeness"),
        width: 104,
        cell: (row) => <Complete percent={row.completeness} />,
      },
      {
        key: "status",
        title: t("member:field.status"),
        width: 104,
        cell: (row) => (
          <Status mark={markOf(row.status)}>
            <span className={isEnded(row.status) ? "ink-3" : undefined}>{statuses.label(row.status)}</span>
          </Status>
        ),
      },
      { key: "number", title: t("member:field.number"), width: 148, extra: true, cell: (row) => inFours(row.number) },
      {
        key: "education",
        title: t("member:field.education"),
        width: 104,
        extra: true,
        cell: (row) => educations.label(row.education) || MISSING,
      },
      {
        key: "politics",
        title: t("member:field.politics"),
        width: 104,
        extra: true,
        cell: (row) => politics.label(row.politics) || MISSING,
      },
      {
        key: "employment_form",
        title: t("member:field.employment_form"),
        width: 150,
        extra: true,
        cell: (row) => forms.label(row.employment_form) || MISSING,
      },
      {
        key: "card_issued_on",
        title: t("member:field.card_issued_on"),
        width: 100,
        extra: true,
        cell: (row) => date(row.card_issued_on),
      },
      {
        key: "created_at",
        title: t("member:field.created_at"),
        width: 100,
        sort: "created",
        extra: true,
        cell: (row) => date(row.created_at),
      },
      {
        key: "updated_at",
        title: t("member:field.updated_at"),
        width: 100,
        extra: true,
        cell: (row) => date(row.updated_at),
      },
    ],
    [t, sexes, kinds, groups, statuses, educations, politics, forms],
  );
}

function Complete({ percent }: { percent: number }) {
  const { t } = useTranslation();
  if (percent === 100) return <span className="ink-3">{t("member:complete")}</span>;
  return (
    <>
      <Meter part={percent / 100} lowBelow={0.75} label={t("member:field.completeness")} width={48} />
      &ensp;{percent}%
    </>
  );
}
