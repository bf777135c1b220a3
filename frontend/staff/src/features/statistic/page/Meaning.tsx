import { useQuery } from "@tanstack/react-query";
import type { StatisticPeriod } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../ui/icon/Icon";
import { Popover } from "../../../ui/popover/Popover";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { catalogue, measureIn } from "../data";
import styles from "../statistic.module.css";

interface MeaningProps {
  dataset: string;
  measure: string;
  period: StatisticPeriod | undefined;
}

/** 口径: what a figure counts, how, from where, as of when. */
export function Meaning({ dataset, measure, period }: MeaningProps) {
  const { t, i18n } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const found = measureIn(useQuery(catalogue).data, dataset, measure);
  if (!found) return null;
  const english = i18n.language === "en";
  const said = <T extends object>(thing: T, name: string) =>
    String((thing as Record<string, unknown>)[`${name}_${english ? "en" : "zh"}`]);
  const name = english ? found.measure.en : found.measure.zh;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.info}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={t("statistic:meaning.of", { name })}
        onClick={() => setOpen(!open)}
      >
        <Icon name="info" size={14} />
      </button>
      <Popover anchor={button} open={open} onClose={() => setOpen(false)} label={name}>
        <div className={styles.meaning}>
          <h3>{name}</h3>
          <p>{said(found.measure, "definition")}</p>
          <DescriptionList labels={72}>
            <Field label={t("statistic:meaning.formula")}>{said(found.measure, "formula")}</Field>
            <Field label={t("statistic:meaning.source")}>{said(found.dataset, "source")}</Field>
            {period && (
              <Field label={t("statistic:meaning.as_of")}>
                {period.as_of ? moment(period.as_of) : ""} {t(`statistic:state.${period.state}`)}
              </Field>
            )}
          </DescriptionList>
        </div>
      </Popover>
    </>
  );
}
