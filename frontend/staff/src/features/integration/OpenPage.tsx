import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { ListPage } from "../../ui/table/ListPage";
import { ClientDialog } from "./clients/ClientDialog";
import { ClientList } from "./clients/ClientList";
import { HookDialog } from "./hooks/HookDialog";
import { HookList } from "./hooks/HookList";
import { MessageList } from "./hooks/MessageList";
import { PullList } from "./PullList";
import type { OpenSearch, Part } from "./search";
import { TryPage } from "./try/TryPage";

const route = getRouteApi("/open" as never);
const TABS = ["clients", "log", "hooks", "messages", "try"] as const;

/** The open platform: who may pull, what was pulled, what is told, and trying it out. */
export function OpenPage() {
  const { t } = useTranslation();
  useTabTitle(t("integration:nav.open"));
  const search = route.useSearch() as OpenSearch;
  const go = useNavigate();
  const may = useAccess();
  const [adding, setAdding] = useState(false);
  const set = (next: OpenSearch) => void go({ to: "/open" as never, search: next as never, replace: true });
  const part = search.list ?? "clients";
  const addable = part === "clients" || part === "hooks";
  return (
    <ListPage
      head={
        <PageHead
          title={t("integration:nav.open")}
          views={
            <RecordTabs
              kind="views"
              label={t("integration:parts")}
              tabs={TABS.map((key) => ({ key, label: t(`integration:tab.${key}`) }))}
              current={part}
              onPick={(key) => set(key === "clients" ? {} : { list: key as Part })}
            />
          }
        >
          {addable && may.editClients && (
            <Button kind="main" icon="plus" onClick={() => setAdding(true)}>
              {t(`integration:add.${part}`)}
            </Button>
          )}
        </PageHead>
      }
    >
      {part === "clients" && <ClientList search={search} set={set} />}
      {part === "log" && <PullList search={search} set={set} />}
      {part === "hooks" && <HookList search={search} set={set} />}
      {part === "messages" && <MessageList search={search} set={set} />}
      {part === "try" && <TryPage />}
      {adding && part === "clients" && <ClientDialog onClose={() => setAdding(false)} />}
      {adding && part === "hooks" && <HookDialog client={search.client} onClose={() => setAdding(false)} />}
    </ListPage>
  );
}
