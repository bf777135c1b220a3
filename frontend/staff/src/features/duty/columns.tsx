import { Link } from "@tanstack/react-router";
import type { DutyItem } from "@unionhome/client/model";
import { count, MISSING, moment } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { MARKS } from "./data";

/** Name, subject and deadline, as both lists begin. */
function useLeading(): readonly Column<DutyItem>[] {
  const { t } = useTranslation();
  const subjects = useDictionary("duty_subject");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("duty:column.name"),
        min: 170,
        lead: true,
        cell: (row) => (
          <Link to="/duties/$id" params={{ id: row.id }} translate="no" title={row.ask || row.name}>
            {row.name}
          </Link>
        ),
      },
      { key: "subject", title: t("duty:column.subject"), min: 110, cell: (row) => subjects.label(row.subject) },
      { key: "due", title: t("duty:column.due"), width: 138, cell: (row) => moment(row.due_at) },
    ],
    [t, subjects],
  );
}

const NUMBERS = ["unions", "done", "done_late", "open", "returned"] as const;

/** What the own union asks: how far those below are. */
export function useAskedColumns(): readonly Column<DutyItem>[] {
  const { t } = useTranslation();
  const leading = useLeading();
  return useMemo(
    () => [
      ...leading,
      ...NUMBERS.map(
        (key): Column<DutyItem> => ({
          key,
          title: t(`duty:figure.${key}`),
          width: 84,
          align: "end",
          cell: (row) => (row.figures ? count(row.figures[key]) : MISSING),
        }),
      ),
      {
        key: "late",
        title: t("duty:figure.late"),
        width: 98,
        cell: (row) =>
          row.figures && row.figures.late > 0 ? (
            <Status mark="returned">{t("duty:late", { n: row.figures.late })}</Status>
          ) : null,
      },
      {
        key: "yearly",
        title: t("duty:column.yearly"),
        width: 76,
        cell: (row) => (row.yearly ? t("duty:every_year") : null),
      },
      { key: "maker", title: t("duty:column.maker"), width: 84, cell: (row) => row.made_by_name },
    ],
    [t, leading],
  );
}

/** What the own union owes: who asks, and how far it is itself. */
export function useOwedColumns(): readonly Column<DutyItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("duty_state");
  const leading = useLeading();
  return useMemo(
    () => [
      ...leading,
      {
        key: "state",
        title: t("duty:column.state"),
        width: 118,
        cell: (row) => row.own && <Status mark={MARKS[row.own.state]}>{states.label(row.own.state)}</Status>,
      },
      {
        key: "reported",
        title: t("duty:column.reported"),
        width: 138,
        cell: (row) => moment(row.own?.report?.reported_at),
      },
      { key: "by", title: t("duty:column.by"), width: 84, cell: (row) => row.own?.report?.reported_by_name },
      {
        key: "issuer",
        title: t("duty:column.issuer"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" translate="no">
            {row.organization_name}
          </span>
        ),
      },
    ],
    [t, states, leading],
  );
}
