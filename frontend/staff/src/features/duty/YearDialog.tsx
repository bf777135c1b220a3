import { makeDutyYear } from "@unionhome/client/duties";
import type { DutyYearOut } from "@unionhome/client/model";
import { Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { useOnce } from "../../ui/page/useOnce";
import { useDutiesMoved } from "./data";

interface YearDialogProps {
  /** This year. */
  now: number;
  onMade(result: DutyYearOut): void;
  onClose(): void;
}

/** The list of a year in one act: the yearly ones of the year before, the usual calendar where there were none. */
export function YearDialog({ now, onMade, onClose }: YearDialogProps) {
  const { t } = useTranslation();
  const moved = useDutiesMoved();
  const once = useOnce();
  const [year, setYear] = useState(now + 1);
  return (
    <ConfirmAct
      kind="plain"
      title={t("duty:year.title")}
      verb={t("duty:year.act")}
      effect={t("duty:year.effect", { year: String(year), before: String(year - 1) })}
      act={async () => {
        onMade(await once((options) => makeDutyYear({ year }, options)));
        await moved();
      }}
      onClose={onClose}
    >
      <Radio.Group
        style={{ marginTop: 10 }}
        value={year}
        options={[now + 1, now].map((value) => ({ value, label: t("duty:year.of", { year: String(value) }) }))}
        onChange={(event) => setYear(event.target.value as number)}
      />
    </ConfirmAct>
  );
}
