import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listMembers } from "@unionhome/client/members";
import type { SocietyOut } from "@unionhome/client/model";
import { joinSavers } from "@unionhome/client/savings";
import { count } from "@unionhome/words";
import { Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useOnce } from "../../../ui/page/useOnce";
import { Scroll } from "../../../ui/scroll/Scroll";
import { SAVINGS, useSavingsMoved } from "../data";
import styles from "../savings.module.css";

/** Members of the union who join, many at once; who saves already is passed over. */
export function JoinDialog({ society, onClose }: { society: SocietyOut; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  const [q, setQ] = useState("");
  const [monthly, setMonthly] = useState<number | null>(society.monthly_fen);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const found = useQuery({
    queryKey: [SAVINGS, "members", society.organization_id, q],
    queryFn: ({ signal }) =>
      listMembers({ q: q || undefined, organization_id: society.organization_id, limit: 100 }, { signal }),
    placeholderData: keepPreviousData,
  });
  const people = found.data?.items ?? [];
  const everybody = people.length > 0 && people.every((one) => picked.has(one.id));
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setPicked(next);
  };
  return (
    <ConfirmAct
      kind="plain"
      title={t("savings:join.title", { name: society.name })}
      verb={t("savings:join.verb", { count: picked.size, people: count(picked.size) })}
      effect={t("savings:join.effect")}
      ready={picked.size > 0 && picked.size <= 500 && (monthly ?? 0) > 0}
      act={async () => {
        const body = { society_id: society.id, member_ids: [...picked], monthly_fen: monthly };
        await once((options) => joinSavers(body, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <YuanField min={1} label={t("savings:saver.monthly")} value={monthly} onChange={setMonthly} />
        <Labelled label={t("savings:join.find")}>
          {(id) => <Input id={id} maxLength={40} value={q} onChange={(event) => setQ(event.target.value)} />}
        </Labelled>
        <Checkbox
          checked={everybody}
          disabled={people.length === 0}
          onChange={(event) =>
            pick(
              people.map((one) => one.id),
              event.target.checked,
            )
          }
        >
          {t("savings:join.all_shown")}
        </Checkbox>
        <Scroll className={styles.people} label={t("savings:join.find")}>
          {people.map((one) => (
            <Checkbox
              key={one.id}
              checked={picked.has(one.id)}
              onChange={(event) => pick([one.id], event.target.checked)}
            >
              {one.name} <span className="ink-3">{one.organization.name}</span>
            </Checkbox>
          ))}
          {found.data && people.length === 0 && <p className="ink-3">{t("savings:join.nobody")}</p>}
        </Scroll>
      </div>
    </ConfirmAct>
  );
}
