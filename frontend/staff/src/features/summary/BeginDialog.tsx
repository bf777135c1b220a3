import { useQuery } from "@tanstack/react-query";
import { beginAidSummary } from "@unionhome/client/summaries";
import { today } from "@unionhome/words";
import { Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { useScope } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { programsToChoose, useSummaryMoved } from "./data";
import styles from "./summary.module.css";
import { useSeason } from "./useSeason";

interface BeginDialogProps {
  onDone(id: string): void;
  onClose(): void;
}

type About = "program" | "season";
const QUARTERS = [1, 2, 3, 4] as const;

/** What is summed up: one programme, or all of a year or a quarter, of a union with all below it. */
export function BeginDialog({ onDone, onClose }: BeginDialogProps) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const once = useOnce();
  const moved = useSummaryMoved();
  const season = useSeason();
  const programs = useQuery(programsToChoose).data?.items ?? [];
  const thisYear = Number(today(Date.now()).slice(0, 4));
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const [about, setAbout] = useState<About>("program");
  const [program, setProgram] = useState<string>();
  const [year, setYear] = useState(thisYear);
  const [quarter, setQuarter] = useState<number | null>(null);
  const [title, setTitle] = useState<string>();
  const [theme, setTheme] = useState("");
  const named = programs.find((one) => one.id === program)?.name ?? "";
  const what = about === "program" ? named : season({ program_name: "", year, quarter });
  const shown = title ?? (what && t("summary:begin.usual_title", { union: union.label, what }));

  async function act() {
    const of = about === "program" ? { program_id: program } : { year, quarter };
    const body = { organization_id: union.id, title: shown, theme, ...of };
    const made = await once((options) => beginAidSummary(body, options));
    await moved(made);
    onDone(made.id);
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("summary:begin.title")}
      verb={t("summary:begin.verb")}
      effect={t("summary:begin.effect")}
      ready={shown.trim() !== "" && (about === "season" || program !== undefined)}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        <OrgField label={t("summary:column.organization")} value={union} onChange={setUnion} />
        <Radio.Group
          value={about}
          onChange={(event) => setAbout(event.target.value)}
          options={(["program", "season"] as const).map((value) => ({ value, label: t(`summary:begin.of.${value}`) }))}
        />
        {about === "program" ? (
          <Labelled label={t("summary:begin.program")}>
            {(id) => (
              <Select
                id={id}
                showSearch
                optionFilterProp="label"
                value={program}
                options={programs.map((one) => ({ value: one.id, label: one.name }))}
                onChange={setProgram}
              />
            )}
          </Labelled>
        ) : (
          <div className={styles.pair}>
            <Labelled label={t("summary:column.year")}>
              {(id) => (
                <Select
                  id={id}
                  value={year}
                  options={[0, 1, 2, 3, 4, 5].map((ago) => ({ value: thisYear - ago, label: String(thisYear - ago) }))}
                  onChange={setYear}
                />
              )}
            </Labelled>
            <Labelled label={t("summary:begin.quarter")}>
              {(id) => (
                <Select
                  id={id}
                  value={quarter ?? 0}
                  options={[
                    { value: 0, label: t("summary:begin.whole_year") },
                    ...QUARTERS.map((value) => ({ value, label: t("summary:begin.nth_quarter", { quarter: value }) })),
                  ]}
                  onChange={(value) => setQuarter(value || null)}
                />
              )}
            </Labelled>
          </div>
        )}
        <Labelled label={t("summary:column.title")}>
          {(id) => <Input id={id} maxLength={80} value={shown} onChange={(event) => setTitle(event.target.value)} />}
        </Labelled>
        <Labelled label={t("summary:begin.theme")}>
          {(id) => <Input id={id} maxLength={60} value={theme} onChange={(event) => setTheme(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
