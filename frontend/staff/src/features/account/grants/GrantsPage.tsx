import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { ListPage } from "../../../ui/table/ListPage";
import type { GrantSearch } from "../search";
import { GrantTable } from "./GrantTable";
import { HandoverTable } from "./HandoverTable";

const route = getRouteApi("/grants" as never);
/** The tabs of the head: what each asks of the list. */
const VIEWS: Record<string, GrantSearch> = {
  all: {},
  proposed: { status: "proposed" },
  force: { force: "yes" },
  ended: { status: "revoked" },
  handovers: { list: "handovers" },
};

function viewOf(search: GrantSearch): string {
  if (search.list) return "handovers";
  if (search.force === "yes" && !search.before) return "force";
  return (
    Object.keys(VIEWS).find((key) => key !== "all" && VIEWS[key]?.status === search.status && search.status) ?? "all"
  );
}

/** Who holds which role where, and what waits for a second pair of eyes. */
export function GrantsPage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.grants"));
  const search = route.useSearch() as GrantSearch;
  const go = useNavigate();
  const may = useAccess();
  const set = (next: GrantSearch) => void go({ to: "/grants" as never, search: next as never, replace: true });
  const change = (part: GrantSearch) => set({ ...search, ...part });
  const Table = search.list ? HandoverTable : GrantTable;
  return (
    <ListPage
      head={
        <PageHead
          title={t("account:nav.grants")}
          views={
            <RecordTabs
              kind="views"
              label={t("account:view.label")}
              tabs={Object.keys(VIEWS).map((key) => ({ key, label: t(`account:view.${key}`) }))}
              current={viewOf(search)}
              onPick={(key) => set({ ...VIEWS[key], org: search.org, user: search.user })}
            />
          }
        >
          {may.makeGrants && (
            <>
              <Button icon="move" onClick={() => void go({ to: "/grants/handover" as never })}>
                {t("account:nav.handover")}
              </Button>
              <Button kind="main" icon="plus" onClick={() => void go({ to: "/grants/new" as never })}>
                {t("account:nav.propose")}
              </Button>
            </>
          )}
        </PageHead>
      }
    >
      <Table search={search} change={change} />
    </ListPage>
  );
}
