import { Link } from "@tanstack/react-router";
import type { CandidateList } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { Checkbox, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { Scroll } from "../../../ui/scroll/Scroll";
import aid from "../aid.module.css";
import styles from "./balance.module.css";
import { type Choice, type Choices, SORTS, type Sort, sorted } from "./choices";

interface CandidatesProps {
  list: CandidateList;
  choices: Choices;
  onChange(ids: readonly string[], to: Partial<Choice>): void;
}

/** Rows drawn at once; the rest is reached by narrowing. Whatever is not drawn is on the list as it came. */
const DRAWN = 300;

/** All candidates: ticked, their amounts typed, narrowed by union and category, in the order that is weighed by. */
export function Candidates({ list, choices, onChange }: CandidatesProps) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const [sort, setSort] = useState<Sort>("place");
  const [child, setChild] = useState<string>();
  const [category, setCategory] = useState<string>();
  const rows = useMemo(
    () =>
      sorted(
        list.items.filter((one) => (!child || one.child_id === child) && (!category || one.category === category)),
        sort,
      ),
    [list, sort, child, category],
  );
  const ids = rows.map((one) => one.id);
  const on = ids.filter((id) => choices.get(id)?.on).length;
  return (
    <Scroll className={styles.candidates} label={t("aid:balance.candidates")}>
      <div className={styles.narrow}>
        <Select
          aria-label={t("aid:balance.sort")}
          value={sort}
          style={{ width: 170 }}
          options={SORTS.map((one) => ({ value: one, label: t(`aid:balance.by.${one}`) }))}
          onChange={setSort}
        />
        <Select
          aria-label={t("aid:balance.union")}
          allowClear
          placeholder={t("aid:balance.union")}
          value={child}
          style={{ width: 200 }}
          options={list.shares.map((one) => ({ value: one.organization_id, label: one.name }))}
          onChange={setChild}
        />
        <Select
          aria-label={t("aid:filter.category")}
          allowClear
          placeholder={t("aid:filter.category")}
          value={category}
          style={{ width: 160 }}
          options={[...categories.choices]}
          onChange={setCategory}
        />
        <span className="small ink-3">{t("aid:balance.shown", { n: count(rows.length), on: count(on) })}</span>
      </div>
      <table className={aid.sheet}>
        <thead>
          <tr>
            <th>
              <Checkbox
                aria-label={t("aid:balance.all")}
                checked={on === ids.length && on > 0}
                indeterminate={on > 0 && on < ids.length}
                onChange={(event) => onChange(ids, { on: event.target.checked })}
              />
            </th>
            <th>{t("aid:case.column.name")}</th>
            <th>{t("aid:column.organization")}</th>
            <th>{t("aid:column.category")}</th>
            <th className={aid.end}>{t("aid:column.gross")}</th>
            <th className={aid.end}>{t("aid:case.column.waiting")}</th>
            <th className={aid.end}>{t("aid:case.column.asked")}</th>
            <th className={aid.end}>{t("aid:balance.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, DRAWN).map((one) => {
            const choice = choices.get(one.id);
            return (
              <tr key={one.id} data-off={!choice?.on || undefined}>
                <td>
                  <Checkbox
                    aria-label={one.name}
                    checked={choice?.on}
                    onChange={(event) => onChange([one.id], { on: event.target.checked })}
                  />
                </td>
                <td>
                  <Link to="/aid/cases/$id" params={{ id: one.id }}>
                    {one.name}
                  </Link>
                </td>
                <td className="ink-2">{one.organization_name}</td>
                <td>{categories.label(one.category) || "—"}</td>
                <td className={aid.end}>{yuan(one.gross_fen)}</td>
                <td className={aid.end}>{count(one.waiting_days)}</td>
                <td className={aid.end}>{yuan(one.asked_fen)}</td>
                <td className={aid.end}>
                  <YuanInput
                    cell
                    aria-label={t("aid:balance.amount_of", { name: one.name })}
                    disabled={!choice?.on}
                    value={choice?.fen ?? 0}
                    onChange={(fen) => onChange([one.id], { fen: fen ?? 0 })}
                    style={{ width: 110 }}
                  />
                  {choice?.on && choice.fen > one.at_most_fen && (
                    <div className={list.caps_stop ? "small bad" : "small warn"}>
                      {t(list.caps_stop ? "aid:case.stopped_at" : "aid:case.warned_at", {
                        yuan: yuan(one.at_most_fen),
                      })}
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {list.items.length === 0 && <p className={aid.closed}>{t("aid:balance.none")}</p>}
      {rows.length > DRAWN && <p className={aid.closed}>{t("aid:balance.drawn", { n: count(DRAWN) })}</p>}
    </Scroll>
  );
}
