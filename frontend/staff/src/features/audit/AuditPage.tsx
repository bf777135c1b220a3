import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTabTitle } from "../../ui/page/tab";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { ListPage } from "../../ui/table/ListPage";
import { EventList } from "./EventList";
import { Seals } from "./Seals";
import type { AuditSearch } from "./search";

const route = getRouteApi("/audit" as never);

/** The record, and the chain that proves it whole. */
export function AuditPage() {
  const { t } = useTranslation();
  useTabTitle(t("audit:nav"));
  const search = route.useSearch() as AuditSearch;
  const go = useNavigate();
  const set = (next: AuditSearch) => void go({ to: "/audit" as never, search: next as never, replace: true });
  return (
    <ListPage
      head={
        <PageHead
          title={t("audit:nav")}
          views={
            <RecordTabs
              kind="views"
              label={t("audit:views")}
              tabs={[
                { key: "events", label: t("audit:events.title") },
                { key: "seals", label: t("audit:seals.title") },
              ]}
              current={search.list ?? "events"}
              onPick={(key) => set(key === "seals" ? { list: "seals" } : {})}
            />
          }
        />
      }
    >
      {search.list === "seals" ? <Seals /> : <EventList search={search} set={set} />}
    </ListPage>
  );
}
