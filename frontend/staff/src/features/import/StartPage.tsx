import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { checkImport, getTemplate } from "@unionhome/client/imports";
import type { AgencyList, RegisterKind } from "@unionhome/client/model";
import { count, moment, today } from "@unionhome/words";
import { Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../queries/file";
import { unionOf } from "../../queries/organization";
import { Button } from "../../ui/button/Button";
import { save } from "../../ui/export/exports";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useAccess, useScope } from "../../ui/page/person";
import { useTab, useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Section } from "../../ui/record/Section";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { DropZone, MEGABYTE, MOST_BYTES } from "./DropZone";
import { IMPORTS, recentImports } from "./data";
import styles from "./import.module.css";
import { Road } from "./Road";
import { REGISTERS, shapeOf } from "./registers";

const route = getRouteApi("/import/$kind");

/** Whose list it is where nobody says: one's own. */
const OWN = "manual";

/** Which register, which union, which file: then the server checks, and nothing is written yet. */
export function StartPage() {
  const { t } = useTranslation();
  const { kind } = shapeOf(route.useParams().kind);
  useTabTitle(t(`import:nav.${kind}`));
  const tab = useTab();
  const go = useNavigate();
  const queries = useQueryClient();
  const { org } = route.useSearch();
  const scope = useScope();
  const home = useQuery(unionOf(org ?? scope.organization.id)).data;
  const [union, setUnion] = useState<PickedOrg | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [listed, setListed] = useState<AgencyList | null>(null);
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
      const kept = await sendFile(file, "workbook");
      const asked = { kind, file_id: kept.id, organization_id: union.id, listed: kind === "employers" ? listed : null };
      const job = await checkImport(asked, { idempotencyKey: newOnceKey() });
      void queries.invalidateQueries({ queryKey: IMPORTS });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      void go({ to: "/imports/$id", params: { id: String(job.request.import_id) }, replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  async function template() {
    if (!union) return;
    try {
      save((await getTemplate(kind, { organization_id: union.id })) as Blob, t(`import:of.${kind}.template`));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <div className={styles.page}>
      <PageHead title={t("import:nav.all")} views={<Registers current={kind} />}>
        <Road at="upload" />
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} lead={t("import:not_begun")} />}
      <div className={styles.start}>
        <div className={styles.form}>
          <div className={styles.label}>{t(`import:of.${kind}.union`)}</div>
          <OrgField label={t(`import:of.${kind}.union`)} value={union} onChange={setUnion} />
          <p className="note ink-3">{t(`import:of.${kind}.union_hint`)}</p>
          {kind === "employers" && <Agency listed={listed} onListed={setListed} />}
          <div className={styles.label}>{t(`import:of.${kind}.file`)}</div>
          <DropZone label={t(`import:of.${kind}.file`)} file={file} onFile={setFile} />
          {tooLarge && <p className={styles.fault}>{t("import:too_large")}</p>}
          <p className="note ink-3">
            {t("import:file_hint")}{" "}
            <Button kind="text" disabled={!union} onClick={template}>
              {t("import:template")}
            </Button>
          </p>
          <div className={styles.verbs}>
            <Button size={32} onClick={tab.close}>
              {t("import:leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} disabled={!file || !union || tooLarge} onClick={start}>
              {busy && file ? t("import:uploading", { size: (file.size / MEGABYTE).toFixed(1) }) : t("import:check")}
            </Button>
          </div>
        </div>
        <Recent kind={kind} />
      </div>
    </div>
  );
}

/** The registers that the reader may write, as views of one page. */
function Registers({ current }: { current: RegisterKind }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const kept = route.useSearch();
  const dictionary = useDictionary("register_kind");
  const tabs = REGISTERS.filter((one) => one.may(may)).map(({ kind }) => ({
    key: kind,
    label: dictionary.label(kind),
  }));
  return (
    <RecordTabs
      kind="views"
      label={t("import:register")}
      tabs={tabs}
      current={current}
      onPick={(kind) => void go({ to: "/import/$kind", params: { kind }, search: kept, replace: true })}
    />
  );
}

/** Whose list it is, and of which day: of an agency's it is kept who was on it, and who is no longer (ORG-18). */
function Agency({ listed, onListed }: { listed: AgencyList | null; onListed(listed: AgencyList | null): void }) {
  const { t } = useTranslation();
  const sources = useDictionary("employer_source");
  const now = today(Date.now());
  const choices = sources.choices.map((one) => (one.value === OWN ? { ...one, label: t("import:listed.own") } : one));
  return (
    <div className={styles.agency}>
      <Labelled label={t("import:listed.source")}>
        {(id) => (
          <Select
            id={id}
            value={listed?.source ?? OWN}
            options={choices}
            onChange={(source) =>
              onListed(
                source === OWN ? null : { source: source as AgencyList["source"], listed_on: listed?.listed_on ?? now },
              )
            }
          />
        )}
      </Labelled>
      {listed && (
        <Labelled label={t("import:listed.on")}>
          {(id) => (
            <DateField
              id={id}
              value={listed.listed_on}
              max={now}
              onChange={(on) => onListed({ ...listed, listed_on: on ?? now })}
            />
          )}
        </Labelled>
      )}
    </div>
  );
}

/** Imports of before: one that waits for its second step is found here again. */
function Recent({ kind }: { kind: RegisterKind }) {
  const { t } = useTranslation();
  const before = useQuery(recentImports(kind)).data?.items ?? [];
  const states = useDictionary("import_state");
  if (before.length === 0) return null;
  return (
    <aside className={styles.recent}>
      <Section kind="ruled" title={t("import:recent")}>
        {before.map((one) => (
          <p key={one.id} className={styles.one}>
            <Link to="/imports/$id" params={{ id: one.id }} className="cut">
              {one.organization_name}
            </Link>
            <span className="ink-3">{moment(one.created_at).slice(5)}</span>
            <span>{states.label(one.state)}</span>
            <span className="ink-3">
              {t("import:recent_counts", {
                good: count(one.counts.new + one.counts.changed + one.counts.imported + one.counts.updated),
                wrong: count(one.counts.wrong),
              })}
            </span>
          </p>
        ))}
      </Section>
    </aside>
  );
}
