import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { editAidCase } from "@unionhome/client/aid-cases";
import type { AidCaseOut } from "@unionhome/client/model";
import { count, date, yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useKey } from "../../../ui/keys/keys";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import aid from "../aid.module.css";
import { oneHousehold, useChanged } from "../data";
import { Around } from "./Around";
import styles from "./cases.module.css";
import { deskQueue, markOf, oneCase, useCaseChanged } from "./data";
import { EvidenceDialog } from "./EvidenceDialog";
import { Followed } from "./Followed";
import { FormsDialog } from "./FormsDialog";
import { Grounds } from "./Grounds";
import { Helped } from "./Helped";
import { OpinionBar } from "./OpinionBar";
import { PapersPane } from "./PapersPane";
import { Way } from "./Way";

const route = getRouteApi("/aid/cases/$id");

export function CasePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const found = useQuery(oneCase(id));
  useTabTitle(found.data && t("aid:case.tab", { name: found.data.name }), t("aid:case.one"));
  if (found.data) return <Case key={id} row={found.data} />;
  if (found.error) return <ProblemPage problem={found.error} onRetry={() => void found.refetch()} />;
  return null;
}

function Case({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  const changed = useCaseChanged();
  const refile = useChanged();
  const [editing, setEditing] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [proving, setProving] = useState(false);
  const may = useAccess();
  const household = useQuery({ ...oneHousehold(row.household_id ?? ""), enabled: row.household_id !== null }).data;
  const queue = useWalk(row.id);
  const edits = row.steps.some((one) => one.step === "edit" && one.allowed);
  useKey("e", t("aid:verb.edit"), () => setEditing(true), { enabled: edits });
  return (
    <div className={aid.page}>
      <Head row={row}>
        {queue.place !== null && (
          <>
            <span className="small ink-3">{t("aid:case.place", { n: count(queue.place), all: count(queue.all) })}</span>
            <Button icon="left" aria-label={t("aid:case.back")} disabled={!queue.back} onClick={queue.back} />
            <Button icon="right" aria-label={t("aid:case.next")} disabled={!queue.next} onClick={queue.next} />
          </>
        )}
        <Button icon="export" onClick={() => setPrinting(true)}>
          {t("aid:case.form.title")}
        </Button>
        {may.revealHouseholds && (
          <Button icon="export" onClick={() => setProving(true)}>
            {t("aid:case.evidence.title")}
          </Button>
        )}
        {edits && <Button onClick={() => setEditing(true)}>{t("aid:verb.edit")}</Button>}
      </Head>
      <div className={row.household_id ? styles.case : `${styles.case} ${styles.alone}`}>
        <Scroll className={styles.pane} label={t("aid:case.grounds.title")}>
          <Grounds row={row} household={household} />
        </Scroll>
        {household ? (
          <PapersPane
            row={row}
            household={household}
            onChanged={() => {
              refile();
              changed();
            }}
          />
        ) : (
          row.household_id && <div className={styles.sheet} />
        )}
        <Scroll className={styles.pane} label={t("aid:case.way.title")}>
          <Around row={row} />
          <Helped row={row} />
          <Followed row={row} />
          <Way row={row} />
        </Scroll>
      </div>
      <OpinionBar
        row={row}
        onDone={(after) => {
          changed(after);
          queue.next?.();
        }}
      />
      {printing && <FormsDialog rows={[row]} onClose={() => setPrinting(false)} />}
      {proving && <EvidenceDialog row={row} onClose={() => setProving(false)} />}
      {editing && <EditDialog row={row} onClose={() => setEditing(false)} onDone={changed} />}
    </div>
  );
}

/** The queue of this desk as it was when it was read: where this case stands in it, and the ways to its neighbours. */
function useWalk(id: string) {
  const { t } = useTranslation();
  const go = useNavigate();
  const { data } = useQuery({ ...deskQueue, staleTime: 60_000 });
  const ids = data?.items.map((one) => one.id) ?? [];
  const at = ids.indexOf(id);
  const to = (place: number) => {
    const next = ids[place];
    return at >= 0 && next ? () => void go({ to: "/aid/cases/$id", params: { id: next }, replace: true }) : undefined;
  };
  const [back, next] = [to(at - 1), to(at + 1)];
  useKey("j", t("aid:case.next"), () => next?.(), { enabled: next !== undefined });
  useKey("k", t("aid:case.back"), () => back?.(), { enabled: back !== undefined });
  return { place: at >= 0 ? at + 1 : null, all: data?.total ?? ids.length, back, next };
}

function Head({ row, children }: { row: AidCaseOut; children: React.ReactNode }) {
  const { t } = useTranslation();
  const statuses = useDictionary("case_status");
  const categories = useDictionary("hardship_category");
  const relations = useDictionary("relation");
  return (
    <PageHead
      title={row.name}
      note={row.program_name}
      marks={
        <>
          <Status mark={markOf(row)}>{statuses.label(row.status)}</Status>
          {row.survivor && (
            <Stamp>
              {t("aid:case.survivor.of", {
                name: row.survivor.of_name,
                relation: relations.label(row.survivor.relation),
              })}
            </Stamp>
          )}
          {row.category && <Stamp>{categories.label(row.category)}</Stamp>}
          {row.erased_on && <Stamp>{t("aid:case.erased", { on: date(row.erased_on) })}</Stamp>}
          {row.late_days > 0 && <span className="bad">{t("aid:case.late_by", { n: count(row.late_days) })}</span>}
        </>
      }
      facts={[
        [t("aid:case.column.number"), row.number],
        [t("aid:case.column.asked_plain"), yuanInText(row.asked_fen)],
        [
          t("aid:column.organization"),
          <Link key="union" to={`/organizations/${row.organization_id}` as never}>
            {row.organization_name}
          </Link>,
        ],
        [
          t("aid:case.column.program"),
          <Link key="program" to="/aid/programs/$id" params={{ id: row.program_id }}>
            {row.program.organization_name}
          </Link>,
        ],
      ]}
    >
      {children}
    </PageHead>
  );
}

interface EditDialogProps {
  row: AidCaseOut;
  onClose(): void;
  onDone(after: AidCaseOut): void;
}

function EditDialog({ row, onClose, onDone }: EditDialogProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<number | null>(row.asked_fen);
  const [reason, setReason] = useState(row.reason ?? "");
  return (
    <ConfirmAct
      kind="plain"
      title={t("aid:case.edit_of", { number: row.number })}
      verb={t("aid:form.save")}
      effect={row.reckoning.sentence}
      act={async () => onDone(await editAidCase(row.id, { asked_fen: asked ?? 0, reason }, ifMatch(row)))}
      onClose={onClose}
    >
      <YuanField label={t("aid:case.column.asked")} value={asked} onChange={setAsked} />
      <Labelled label={t("aid:case.grounds.reason")}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </ConfirmAct>
  );
}
