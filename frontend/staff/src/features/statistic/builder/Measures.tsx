import type { DatasetOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Menu } from "../../../ui/popover/Menu";
import { divides } from "./fields";

interface MeasuresProps {
  dataset: DatasetOut;
  chosen: readonly string[];
  divisions: readonly string[];
  onChoose(measures: string[]): void;
}

/** Which figures stand side by side; without a choice all that are counted so. */
export function Measures({ dataset, chosen, divisions, onChoose }: MeasuresProps) {
  const { t, i18n } = useTranslation();
  const able = dataset.measures.filter((one) => divides(dataset, one, divisions)).map(({ code }) => code);
  const shown = chosen.length > 0 ? chosen : able;
  const word = (code: string) => {
    const meant = dataset.measures.find((one) => one.code === code);
    return (i18n.language === "en" ? meant?.en : meant?.zh) ?? code;
  };
  const toggle = (code: string) => {
    const next = shown.includes(code) ? shown.filter((one) => one !== code) : [...shown, code];
    // In the order of the dataset; all of them are as good as no choice, and none is no table.
    const ordered = dataset.measures.map((one) => one.code).filter((one) => next.includes(one));
    if (ordered.length > 0) onChoose(ordered.length === able.length ? [] : ordered);
  };
  const label = t("statistic:builder.measures");
  return (
    <Menu
      label={label}
      items={dataset.measures.map(({ code }) => ({
        key: code,
        label: word(code),
        note: able.includes(code) ? undefined : t("statistic:builder.not_divided"),
        checked: shown.includes(code),
        disabled: !able.includes(code),
        onPick: () => toggle(code),
      }))}
    >
      {(opener) => (
        <Button {...opener}>
          {t(shown.length > 1 ? "statistic:builder.measured_more" : "statistic:builder.measured", {
            first: word(shown[0] ?? ""),
            n: shown.length,
          })}
        </Button>
      )}
    </Menu>
  );
}
