import { ifMatch } from "@unionhome/client";
import type { HardshipCause, NeedsSurveyOut, SurveyWay } from "@unionhome/client/model";
import { editNeedsSurvey, enterNeedsSurvey } from "@unionhome/client/needs-surveys";
import { today } from "@unionhome/words";
import { Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { useNeedsMoved } from "./data";
import styles from "./needs.module.css";

interface SurveyDialogProps {
  /** The survey that is corrected; without it one is entered. */
  survey?: NeedsSurveyOut;
  /** Of whom it will be, where that is known already. */
  union?: PickedOrg;
  onClose(): void;
}

const MOST = 100_000;
const LONGEST = 2000;

/** When, how, with how many, what troubles workers there, and what was found. */
export function SurveyDialog({ survey, union: given, onClose }: SurveyDialogProps) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const ways = useDictionary("survey_way");
  const causes = useDictionary("hardship_cause");
  const moved = useNeedsMoved();
  const once = useOnce();
  const now = today(Date.now());
  const [union, setUnion] = useState<PickedOrg>(given ?? { id: own.id, label: own.name });
  const [held, setHeld] = useState<string | null>(survey?.held_on ?? now);
  const [how, setHow] = useState<SurveyWay[]>(survey?.ways ?? ["home_visits"]);
  const [why, setWhy] = useState<HardshipCause[]>(survey?.causes ?? []);
  const [people, setPeople] = useState(survey?.people ?? 0);
  const [homes, setHomes] = useState(survey?.homes ?? 0);
  const [findings, setFindings] = useState(survey?.findings ?? "");
  const verb = t(survey ? "needs:edit.verb" : "needs:enter.verb");

  async function act() {
    const said = { held_on: held ?? now, ways: how, causes: why, people, homes, findings };
    if (survey) await editNeedsSurvey(survey.id, said, ifMatch(survey));
    else await once((options) => enterNeedsSurvey({ ...said, organization_id: union.id }, options));
    await moved();
  }

  const number = (key: "people" | "homes", value: number, set: (said: number) => void) => (
    <Labelled label={t(`needs:column.${key}`)}>
      {(id) => (
        <InputNumber
          id={id}
          min={0}
          max={MOST}
          precision={0}
          value={value}
          onChange={(said) => set(said ?? 0)}
          style={{ width: "100%" }}
        />
      )}
    </Labelled>
  );
  return (
    <ConfirmAct
      kind="plain"
      width={640}
      title={survey ? t("needs:edit.title", { name: survey.organization_name }) : t("needs:enter.title")}
      verb={verb}
      effect={t(survey ? "needs:edit.effect" : "needs:enter.effect")}
      ready={held !== null && how.length > 0 && findings.trim() !== ""}
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {!survey && (
          <Labelled label={t("needs:enter.union")}>
            {(id) => <OrgField id={id} label={t("needs:enter.union")} value={union} onChange={setUnion} />}
          </Labelled>
        )}
        <div className={styles.three}>
          <Labelled label={t("needs:column.held")}>
            {(id) => <DateField id={id} value={held} onChange={setHeld} max={now} />}
          </Labelled>
          {number("people", people, setPeople)}
          {number("homes", homes, setHomes)}
        </div>
        <fieldset className={styles.ways}>
          <legend>{t("needs:column.ways")}</legend>
          <Checkbox.Group
            value={how}
            options={[...ways.choices]}
            onChange={(picked) => setHow(picked as SurveyWay[])}
          />
        </fieldset>
        <Labelled label={t("needs:column.causes")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              value={why}
              options={[...causes.choices]}
              optionFilterProp="label"
              onChange={(picked) => setWhy(picked)}
            />
          )}
        </Labelled>
        <Labelled label={t("needs:field.findings")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={6}
              maxLength={LONGEST}
              value={findings}
              placeholder={t("needs:enter.findings_hint")}
              onChange={(event) => setFindings(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
