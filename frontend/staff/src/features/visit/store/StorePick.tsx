import { useQuery } from "@tanstack/react-query";
import { listGoodsLots } from "@unionhome/client/goods";
import type { GoodsLotItem } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import styles from "../visit.module.css";
import type { Picked } from "./picked";

const MOST = 5;
const MOST_EACH = 1000;

interface StorePickProps {
  /** Of the label above it. */
  id?: string;
  /** Whose plan it is for: what lies in the stores of that union and those above it. */
  place: { visit_plan_id?: string; for_id?: string };
  value?: readonly Picked[];
  onChange?(picked: readonly Picked[]): void;
}

/** Goods out of the store for each household: lots with what is free of them, and how many pieces. */
export function StorePick({ id, place, value = [], onChange }: StorePickProps) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["goods", "for", place],
    queryFn: ({ signal }) => listGoodsLots({ ...place, state: ["stored"], limit: 200 }, { signal }),
    enabled: place.for_id !== undefined || place.visit_plan_id !== undefined,
  });
  const lots = found.data?.items ?? [];
  const choices = lots.filter((lot) => !value.some((one) => one.lot.id === lot.id));
  const label = (lot: GoodsLotItem) =>
    t("visit:store.choice", {
      name: lot.name,
      unit: lot.unit,
      free: count(lot.there - lot.promised),
      price: yuan(lot.price_fen),
      until: lot.expires_on ? t("visit:store.until", { day: lot.expires_on }) : "",
    });
  if (found.data && lots.length === 0) return <p className="ink-3 small">{t("visit:store.none")}</p>;
  return (
    <div className={styles.store}>
      {value.map((one, at) => (
        <div key={one.lot.id}>
          <span translate="no">{one.lot.name}</span>
          <InputNumber
            aria-label={t("visit:store.count", { unit: one.lot.unit })}
            min={1}
            max={MOST_EACH}
            precision={0}
            value={one.count}
            suffix={one.lot.unit}
            onChange={(pieces) =>
              onChange?.(value.map((each) => (each === one ? { ...each, count: pieces ?? 1 } : each)))
            }
          />
          <Button
            kind="text"
            icon="close"
            aria-label={t("visit:store.remove", { n: at + 1 })}
            onClick={() => onChange?.(value.filter((each) => each !== one))}
          />
        </div>
      ))}
      {value.length < MOST && (
        <Select
          id={id}
          aria-label={t("visit:store.choose")}
          showSearch
          optionFilterProp="label"
          value={null}
          placeholder={t(value.length ? "visit:store.more" : "visit:store.choose")}
          options={choices.map((lot) => ({ value: lot.id, label: label(lot) }))}
          onChange={(id) => {
            const lot = lots.find((one) => one.id === id);
            if (lot) onChange?.([...value, { lot, count: 1 }]);
          }}
        />
      )}
    </div>
  );
}
