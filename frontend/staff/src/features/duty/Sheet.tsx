import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { listDutyUnions, stepDutyReport } from "@unionhome/client/duties";
import type { DutyOut, DutyReportOut, DutyState, DutyUnionItem, ListDutyUnionsParams } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { Input } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { FilterBar } from "../../ui/filter/FilterBar";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { DUTIES, MARKS, useDutiesMoved } from "./data";
import styles from "./duty.module.css";
import { FileLink } from "./FileLink";

const COUNTED: readonly DutyState[] = ["done", "done_late", "open", "returned", "late"];
const LONGEST = 300;
const rowKey = (row: DutyUnionItem) => row.organization_id;

interface SheetProps {
  duty: DutyOut;
  /** Whether the reader's union is the one that asks. */
  sendsBack: boolean;
}

/** The unions directly below against one duty: counts on top, each with what it said. */
export function Sheet({ duty, sendsBack }: SheetProps) {
  const { t } = useTranslation();
  const states = useDictionary("duty_state");
  const [state, setState] = useState<string>();
  const [current, setCurrent] = useState<string | null>(null);
  const [back, setBack] = useState<{ union: string; report: DutyReportOut }>();
  const table = useTable("duty-unions", useColumns(duty.id));
  const asked: ListDutyUnionsParams = { duty_id: duty.id, state: state?.split(",") as DutyState[] | undefined };
  const filters = [
    choiceFilter({
      key: "state",
      label: t("duty:column.state"),
      choices: states.choices,
      value: state,
      comma: t("ui:comma"),
      onChange: setState,
    }),
  ];
  const list = useList<DutyUnionItem>({
    id: DUTIES,
    filters: asked,
    load: (place, signal) => listDutyUnions({ ...asked, ...place }, { signal }),
  });
  return (
    <>
      <ListPage
        head={
          <div className={styles.about}>
            {duty.ask && <p className={styles.ask}>{duty.ask}</p>}
            <p className={styles.file}>
              <b>{t("duty:sheet.of", { n: duty.figures?.unions ?? 0 })}</b>
              {COUNTED.map((each) => (
                <Button key={each} kind="text" onClick={() => setState(state === each ? undefined : each)}>
                  <Status mark={MARKS[each]}>
                    {t("duty:sheet.count", { state: states.label(each), n: count(duty.figures?.[each]) })}
                  </Status>
                </Button>
              ))}
            </p>
          </div>
        }
        filters={
          <FilterBar
            filters={filters}
            tools={
              <TableTools
                table={table}
                list={{
                  noun: "duty_unions",
                  query: asked,
                  total: list.pager.total,
                  unit: t("duty:sheet.unit"),
                  filters: [{ label: t("duty:one"), value: duty.name }, ...filters],
                }}
              />
            }
          />
        }
      >
        <DataTable
          label={t("duty:sheet.title")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          rowVerb={
            sendsBack
              ? ({ organization_name: union, report }) =>
                  report &&
                  !report.returned_at && (
                    <Button kind="text" onClick={() => setBack({ union, report })}>
                      {t("duty:back.verb")}
                    </Button>
                  )
              : undefined
          }
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t(state ? "duty:sheet.none_fits" : "duty:sheet.none")}</Empty>}
          pager={{ ...list.pager, unit: t("duty:sheet.unit") }}
        />
      </ListPage>
      {back && <SendBack duty={duty} union={back.union} report={back.report} onClose={() => setBack(undefined)} />}
    </>
  );
}

function useColumns(duty: string): readonly Column<DutyUnionItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("duty_state");
  return useMemo(
    () => [
      {
        key: "union",
        title: t("duty:column.union"),
        min: 170,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.organization_id }} translate="no">
            {row.organization_name}
          </Link>
        ),
      },
      {
        key: "state",
        title: t("duty:column.state"),
        width: 118,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
      {
        key: "late",
        title: t("duty:column.late"),
        width: 84,
        align: "end",
        cell: (row) => row.days_late !== null && count(row.days_late),
      },
      {
        key: "reported",
        title: t("duty:column.reported"),
        width: 138,
        cell: (row) => moment(row.report?.reported_at),
      },
      { key: "by", title: t("duty:column.by"), width: 84, cell: (row) => row.report?.reported_by_name },
      {
        key: "note",
        title: t("duty:column.note"),
        min: 160,
        cell: (row) => row.report?.note && <span title={row.report.note}>{row.report.note}</span>,
      },
      {
        key: "reason",
        title: t("duty:column.reason"),
        min: 110,
        cell: (row) => row.report?.reason && <span title={row.report.reason}>{row.report.reason}</span>,
      },
      {
        key: "file",
        title: t("duty:column.attached"),
        min: 120,
        cell: (row) => (row.report?.file_name ? <FileLink duty={duty} report={row.report} /> : null),
      },
      { key: "urged", title: t("duty:column.urged"), width: 104, cell: (row) => row.urged_on },
    ],
    [t, states, duty],
  );
}

interface SendBackProps {
  duty: DutyOut;
  union: string;
  report: DutyReportOut;
  onClose(): void;
}

function SendBack({ duty, union, report, onClose }: SendBackProps) {
  const { t } = useTranslation();
  const moved = useDutiesMoved();
  const [reason, setReason] = useState("");
  return (
    <ConfirmAct
      kind="plain"
      title={t("duty:back.title", { union })}
      verb={t("duty:back.verb")}
      effect={t("duty:back.effect")}
      ready={reason.trim() !== ""}
      act={async () => {
        await stepDutyReport(duty.id, report.id, { step: "return", reason }, ifMatch(report));
        await moved();
      }}
      onClose={onClose}
    >
      <Labelled label={t("duty:back.reason")}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </ConfirmAct>
  );
}
