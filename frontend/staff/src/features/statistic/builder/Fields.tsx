import type { DatasetOut } from "@unionhome/client/model";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu, type MenuItem } from "../../../ui/popover/Menu";
import styles from "./builder.module.css";
import { ALWAYS, fits, type Laid, type Place, put } from "./fields";

const CARRIED = "application/x-unionhome-division";

interface FieldsProps {
  dataset: DatasetOut;
  measures: readonly string[];
  laid: Laid;
  onLay(laid: Laid): void;
}

/** What the table may be divided by, and what stands on its rows and columns: dragged there, or put there by a menu. */
export function Fields({ dataset, measures, laid, onLay }: FieldsProps) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState<Place | "free" | null>(null);
  const placed = [...laid.rows, ...laid.columns];
  const every = [...ALWAYS, ...dataset.dimensions.map(({ code }) => code)];
  const may = (code: string) => placed.includes(code) || fits(dataset, measures, [...placed, code]);
  const word = (code: string) => {
    const meant = dataset.dimensions.find((one) => one.code === code);
    if (meant) return i18n.language === "en" ? meant.en : meant.zh;
    return t(`statistic:builder.${code === "child" ? "child" : "month"}`);
  };
  const move = (code: string, place: Place | null, at?: number) => {
    if (place === null || may(code)) onLay(put(laid, code, place, at));
  };

  const takes = (place: Place | null, at?: number) => ({
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(CARRIED)) return;
      event.preventDefault();
      setOver(place ?? "free");
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      const code = event.dataTransfer.getData(CARRIED);
      event.preventDefault();
      event.stopPropagation();
      setOver(null);
      if (every.includes(code)) move(code, place, at);
    },
  });

  function verbs(code: string, place: Place | null): MenuItem[] {
    const items: MenuItem[] = [];
    const there = place === null ? [] : laid[place];
    const at = there.indexOf(code);
    for (const other of ["rows", "columns"] as const)
      if (other !== place)
        items.push({
          key: other,
          label: t(`statistic:builder.to.${other}`),
          disabled: !may(code),
          onPick: () => move(code, other),
        });
    if (place !== null) {
      if (at > 0)
        items.push({ key: "before", label: t("statistic:builder.earlier"), onPick: () => move(code, place, at - 1) });
      if (at < there.length - 1)
        items.push({ key: "after", label: t("statistic:builder.later"), onPick: () => move(code, place, at + 1) });
      items.push({ key: "away", label: t("statistic:builder.away"), apart: true, onPick: () => move(code, null) });
    }
    return items;
  }

  const chip = (code: string, place: Place | null, at?: number) => (
    <li key={code} {...(place !== null && takes(place, at))}>
      <Menu label={word(code)} items={verbs(code, place)}>
        {(opener) => (
          <button
            {...opener}
            type="button"
            className={styles.chip}
            draggable={may(code)}
            aria-disabled={!may(code) || undefined}
            title={may(code) ? undefined : t("statistic:builder.apart", { with: placed.map(word).join(t("ui:comma")) })}
            onDragStart={(event) => {
              event.dataTransfer.setData(CARRIED, code);
              event.dataTransfer.effectAllowed = "move";
            }}
          >
            {word(code)}
          </button>
        )}
      </Menu>
    </li>
  );

  return (
    <div className={styles.fields}>
      {(["rows", "columns"] as const).map((place) => (
        <fieldset key={place} className={styles.zone} data-over={over === place || undefined} {...takes(place)}>
          <legend>{t(`statistic:builder.${place}`)}</legend>
          <ul>
            {laid[place].map((code, at) => chip(code, place, at))}
            {laid[place].length === 0 && <li className="ink-3 small">{t("statistic:builder.drop_here")}</li>}
          </ul>
        </fieldset>
      ))}
      <fieldset className={styles.zone} data-over={over === "free" || undefined} {...takes(null)}>
        <legend>{t("statistic:builder.free")}</legend>
        <ul>{every.filter((code) => !placed.includes(code)).map((code) => chip(code, null))}</ul>
      </fieldset>
    </div>
  );
}
