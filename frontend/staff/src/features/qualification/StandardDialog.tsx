import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { QualificationStandardOut } from "@unionhome/client/model";
import { enterQualificationStandard } from "@unionhome/client/qualifications";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { QUALIFICATIONS } from "./data";
import styles from "./qualification.module.css";

interface StandardDialogProps {
  /** Those in force, the latest first. */
  lists: readonly QualificationStandardOut[];
  year: number;
  onClose(): void;
}

/** The list of criteria that begins this year or the next: a name, and a criterion in each line. */
export function StandardDialog({ lists, year, onClose }: StandardDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [from, setFrom] = useState(year + 1);
  const begun = lists.find((one) => one.from_year === from);
  const inForce = lists.find((one) => one.from_year <= from);
  const [name, setName] = useState<string>();
  const [lines, setLines] = useState<string>();
  const said = { name: name ?? inForce?.name ?? "", lines: lines ?? inForce?.criteria.join("\n") ?? "" };
  const criteria = said.lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const verb = t("qualification:standard.save");

  async function act() {
    await enterQualificationStandard(from, { name: said.name, criteria }, ifMatch({ version: begun?.version ?? 0 }));
    await queries.invalidateQueries({ queryKey: [QUALIFICATIONS] });
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("qualification:standard.verb")}
      verb={verb}
      effect={t("qualification:standard.effect", { year: from })}
      ready={said.name.trim() !== "" && criteria.length > 0 && criteria.length <= 12}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("qualification:standard.from")}>
          {(id) => (
            <Select
              id={id}
              value={from}
              options={[year, year + 1].map((value) => ({ value, label: t("qualification:year", { year: value }) }))}
              onChange={setFrom}
            />
          )}
        </Labelled>
        <Labelled label={t("qualification:standard.name")}>
          {(id) => <Input id={id} maxLength={20} value={said.name} onChange={(event) => setName(event.target.value)} />}
        </Labelled>
        <Labelled label={t("qualification:standard.criteria")}>
          {(id) => (
            <Input.TextArea id={id} rows={8} value={said.lines} onChange={(event) => setLines(event.target.value)} />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
