import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Completeness } from "./Completeness";
import { FileDialog } from "./FileDialog";
import { List } from "./List";
import { type PaperSearch, VIEWS, type View } from "./search";

/** The papers of the unions of the subtree, and whose cabinets are whole. */
export function PapersPage() {
  const { t } = useTranslation();
  const search: PaperSearch = useSearch({ from: "/papers" });
  const go = useNavigate({ from: "/papers" });
  const may = useAccess();
  const [filing, setFiling] = useState(false);
  const view = search.view ?? "papers";
  const set = (change: Partial<PaperSearch>) =>
    void go({ search: (before: PaperSearch) => ({ ...before, ...change }), replace: true });
  useTabTitle(t("paper:nav"));
  const head = (
    <PageHead
      title={t("paper:nav")}
      views={
        <RecordTabs
          kind="views"
          label={t("paper:nav")}
          tabs={VIEWS.map((key) => ({ key, label: t(`paper:view.${key}`) }))}
          current={view}
          onPick={(key) => set({ view: key === "papers" ? undefined : (key as View) })}
        />
      }
    >
      {may.editPapers && (
        <Button kind="main" icon="plus" onClick={() => setFiling(true)}>
          {t("paper:file.verb")}
        </Button>
      )}
    </PageHead>
  );
  return (
    <>
      {view === "papers" ? (
        <List head={head} search={search} onSearch={set} />
      ) : (
        <Completeness head={head} search={search} onSearch={set} />
      )}
      {filing && (
        <FileDialog onClose={() => setFiling(false)} onFiled={(id) => void go({ to: "/papers/$id", params: { id } })} />
      )}
    </>
  );
}
