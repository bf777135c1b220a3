import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { uploadFile } from "@unionhome/client/files";
import { checkImport, getTemplate } from "@unionhome/client/imports";
import type { RegisterKind } from "@unionhome/client/model";
import { getOrganization } from "@unionhome/client/organizations";
import { count, moment } from "@unionhome/words";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useScope } from "../../ui/page/person";
import { useTab, useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { DropZone, MEGABYTE, MOST_BYTES } from "./DropZone";
import { IMPORTS, recentImports, save } from "./data";
import styles from "./import.module.css";
import { Road } from "./Road";

const route = getRouteApi("/import/$kind");

/** Which union, which file: then the server checks, and nothing is written yet. */
export function StartPage() {
  const { t } = useTranslation();
  const kind = route.useParams().kind as RegisterKind;
  useTabTitle(t(`import:nav.${kind}`));
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
      const asked = { kind, file_id: kept.id, organization_id: union.id };
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
      save(await getTemplate(kind, { organization_id: union.id }), t("import:template_name"));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <div className={styles.page}>
      <PageHead title={t(`import:nav.${kind}`)}>
        <Road at="upload" />
      </PageHead>
      {problem !== undefined && <ProblemStrip problem={problem} lead={t("import:not_begun")} />}
      <div className={styles.start}>
        <div className={styles.form}>
          <div className={styles.label}>{t("import:union")}</div>
          <OrgField label={t("import:union")} value={union} onChange={setUnion} />
          <p className="note ink-3">{t("import:union_hint")}</p>
          <div className={styles.label}>{t("import:file")}</div>
          <DropZone file={file} onFile={setFile} />
          {tooLarge && <p className={styles.fault}>{t("import:too_large")}</p>}
          <p className="note ink-3">
            {t("import:file_hint")}{" "}
            <Button kind="text" onClick={template}>
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
