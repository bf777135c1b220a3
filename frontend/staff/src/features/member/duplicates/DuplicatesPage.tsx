import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { listMemberDuplicates } from "@unionhome/client/members";
import type { DuplicateGroup } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useKey } from "../../../ui/keys/keys";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { MEMBERS, oneMember } from "../data";
import { Compare } from "./Compare";
import styles from "./duplicates.module.css";
import { Merges } from "./Merges";

const MOST = 100;

/** Files that may be one person, and the merges that can still be undone. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  useTabTitle(t("member:nav.duplicates"));
  const [view, setView] = useKept("duplicates.view", "groups");
  const views = (
    <RecordTabs
      kind="views"
      label={t("member:view.label")}
      current={view}
      onPick={setView}
      tabs={[
        { key: "groups", label: t("member:duplicate.view") },
        { key: "merges", label: t("member:merge.list") },
      ]}
    />
  );
  if (view === "groups") return <Groups views={views} />;
  return (
    <ListPage head={<PageHead title={t("member:nav.duplicates")} views={views} />}>
      <Merges />
    </ListPage>
  );
}

/** The groups that may be one person. Left the groups, right two files side by side. */
function Groups({ views }: { views: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const page = useQuery({
    queryKey: [...MEMBERS, "duplicates"],
    queryFn: ({ signal }) => listMemberDuplicates({ limit: MOST }, { signal }),
    placeholderData: keepPreviousData,
  });
  const groups = page.data?.items ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const at = Math.max(
    0,
    groups.findIndex((group) => keyOf(group) === picked),
  );
  const group = groups[at];
  const walk = (by: number) => {
    const next = groups[at + by];
    if (next) setPicked(keyOf(next));
  };
  useKey("j", t("member:keys.next_pair"), () => walk(1), { enabled: groups.length > 1 });
  useKey("k", t("member:keys.previous_pair"), () => walk(-1), { enabled: groups.length > 1 });

  return (
    <div className={styles.page}>
      <PageHead
        title={t("member:nav.duplicates")}
        views={views}
        note={
          page.data && t("member:duplicate.groups", { count: groups.length, more: page.data.next_cursor ? "+" : "" })
        }
      />
      {page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
      {page.data && groups.length === 0 && <Empty>{t("member:duplicate.none")}</Empty>}
      {group && (
        <div className={styles.split}>
          <ul className={styles.groups}>
            {groups.map((one) => (
              <li key={keyOf(one)}>
                <button type="button" aria-current={one === group || undefined} onClick={() => setPicked(keyOf(one))}>
                  <b>{one.name}</b>
                  <span className="ink-3">{one.born_on}</span>
                  <span className={styles.n}>{t("member:duplicate.files", { count: one.members.length })}</span>
                </button>
              </li>
            ))}
          </ul>
          <Pair
            key={keyOf(group)}
            group={group}
            onDone={(gone) => {
              queries.removeQueries({ queryKey: oneMember(gone).queryKey });
              walk(groups[at + 1] ? 1 : -1);
              void queries.invalidateQueries({ queryKey: MEMBERS });
            }}
          />
        </div>
      )}
    </div>
  );
}

const keyOf = (group: DuplicateGroup): string => `${group.name} ${group.born_on}`;

/** Two of a group at a time; with more than two the others are a click away. */
function Pair({ group, onDone }: { group: DuplicateGroup; onDone(gone: string): void }) {
  const { t } = useTranslation();
  const [second, setSecond] = useState(1);
  const ids = [group.members[0], group.members[second]].flatMap((one) => (one ? [one.id] : []));
  const files = useQueries({ queries: ids.map((id) => oneMember(id)) });
  const [one, other] = files.map((file) => file.data);
  return (
    <div className={styles.pair}>
      {group.members.length > 2 && (
        <p className={styles.others}>
          {group.members.slice(1).map((file, index) => (
            <Button key={file.id} kind={second === index + 1 ? "main" : "plain"} onClick={() => setSecond(index + 1)}>
              {t("member:duplicate.with", { n: count(index + 2) })}
            </Button>
          ))}
        </p>
      )}
      {one && other && <Compare key={other.id} one={one} other={other} onDone={onDone} />}
    </div>
  );
}
