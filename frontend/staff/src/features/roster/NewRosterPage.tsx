import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { uploadFile } from "@unionhome/client/files";
import { getOrganization } from "@unionhome/client/organizations";
import { checkRoster, getRosterTemplate } from "@unionhome/client/rosters";
import { count, moment } from "@unionhome/words";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Icon } from "../../ui/icon/Icon";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useScope } from "../../ui/page/person";
import { useTab, useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { ROSTERS, recentRosters, save } from "./data";
import { Road } from "./Road";
import styles from "./roster.module.css";

const route = getRouteApi("/rosters/new");
const TYPES = ".xlsx,.xls,.ods,.csv";
const MOST_BYTES = 50 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

/** Which union, which file: then the server checks, and nothing is written yet. */
export function NewRosterPage() {
  const { t } = useTranslation();
  useTabTitle(t("roster:nav.new"));
  const tab = useTab();
  const go = useNavigate();
  const queries = useQueryClient();
  const { org } = route.useSearch();
  const scope = useScope();
  const home = useQuery({
    queryKey: ["organizations", "one", org ?? scope.organization.id],
    queryFn: ({ signal }) => getOrganization(org ?? scope.organization.id, { signal }),
  }).data;
  const [union, setUnion] = useState<PickedOrg | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    if (home) setUnion((picked) => picked ?? { id: home.id, label: home.name });
  }, [home]);
  const tooLarge = file !== null && file.size > MOST_BYTES;

  async function start() {
    if (!file || !union) return;
    setBusy(true);
    setProblem(undefined);
    try {
      // The generated type says text; what a form carries is the file itself.
      const kept = await uploadFile({ file: file as unknown as string, purpose: "workbook" });
      const job = await checkRoster({ file_id: kept.id, organization_id: union.id }, { idempotencyKey: newOnceKey() });
      void queries.invalidateQueries({ queryKey: ROSTERS });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      void go({ to: "/rosters/$id", params: { id: String(job.request.roster_id) }, replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  async function template() {
    try {
      save(await getRosterTemplate(), t("roster:template_name"));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("roster:nav.new")}>
        <Road at="upload" />
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} lead={t("roster:not_begun")} />}
      <div className={styles.start}>
        <div className={styles.form}>
          <div className={styles.label}>{t("roster:union")}</div>
          <OrgField label={t("roster:union")} value={union} onChange={setUnion} />
          <p className="note ink-3">{t("roster:union_hint")}</p>
          <div className={styles.label}>{t("roster:file")}</div>
          <DropZone file={file} onFile={setFile} />
          {tooLarge && <p className={styles.fault}>{t("roster:too_large")}</p>}
          <p className="note ink-3">
            {t("roster:file_hint")}{" "}
            <Button kind="text" onClick={template}>
              {t("roster:template")}
            </Button>
          </p>
          <div className={styles.verbs}>
            <Button size={32} onClick={tab.close}>
              {t("roster:leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} disabled={!file || !union || tooLarge} onClick={start}>
              {busy && file ? t("roster:uploading", { size: (file.size / MEGABYTE).toFixed(1) }) : t("roster:check")}
            </Button>
          </div>
        </div>
        <Recent />
      </div>
    </div>
  );
}

function DropZone({ file, onFile }: { file: File | null; onFile(file: File | null): void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    <>
      <button
        type="button"
        className={styles.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="import" size={20} />
        {file ? (
          <span>
            <b>{file.name}</b>{" "}
            <span className="ink-3">{t("roster:size", { size: (file.size / MEGABYTE).toFixed(2) })}</span>
          </span>
        ) : (
          <span>{t("roster:drop")}</span>
        )}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        aria-label={t("roster:file")}
        accept={TYPES}
        tabIndex={-1}
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
    </>
  );
}

/** Rosters of before: an import that waits for its second step is found here again. */
function Recent() {
  const { t } = useTranslation();
  const rosters = useQuery(recentRosters).data?.items ?? [];
  const states = useDictionary("roster_state");
  if (rosters.length === 0) return null;
  return (
    <aside className={styles.recent}>
      <Section kind="ruled" title={t("roster:recent")}>
        {rosters.map((roster) => (
          <p key={roster.id} className={styles.one}>
            <Link to="/rosters/$id" params={{ id: roster.id }} className="cut">
              {roster.organization_name}
            </Link>
            <span className="ink-3">{moment(roster.created_at).slice(5)}</span>
            <span>{states.label(roster.state)}</span>
            <span className="ink-3">
              {t("roster:recent_counts", {
                good: count(roster.counts.new + roster.counts.imported),
                wrong: count(roster.counts.wrong),
              })}
            </span>
          </p>
        ))}
      </Section>
    </aside>
  );
}
