import { ifMatch } from "@unionhome/client";
import type { NeedsMeasureKind, NeedsSurveyOut } from "@unionhome/client/model";
import { planNeedsMeasure } from "@unionhome/client/needs-surveys";
import { Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useNeedsMoved } from "./data";
import styles from "./needs.module.css";

/** One measure of the plan: relief, rights or service; what, who answers for it, until when. */
export function MeasureDialog({ survey, onClose }: { survey: NeedsSurveyOut; onClose(): void }) {
  const { t } = useTranslation();
  const kinds = useDictionary("needs_measure_kind");
  const moved = useNeedsMoved();
  const [kind, setKind] = useState<NeedsMeasureKind>("relief");
  const [what, setWhat] = useState("");
  const [lead, setLead] = useState("");
  const [due, setDue] = useState<string | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("needs:plan.title", { name: survey.organization_name })}
      verb={t("needs:plan.verb")}
      effect={t("needs:plan.effect")}
      ready={what.trim() !== "" && lead.trim() !== "" && due !== null}
      act={async () => {
        await planNeedsMeasure(survey.id, { kind, what, lead, due_on: due ?? "" }, ifMatch(survey));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Radio.Group
          value={kind}
          options={[...kinds.choices]}
          onChange={(event) => setKind(event.target.value as NeedsMeasureKind)}
        />
        <Labelled label={t("needs:field.what")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={300}
              value={what}
              placeholder={t("needs:plan.hint")}
              onChange={(event) => setWhat(event.target.value)}
            />
          )}
        </Labelled>
        <div className={styles.pair}>
          <Labelled label={t("needs:field.lead")}>
            {(id) => <Input id={id} maxLength={60} value={lead} onChange={(event) => setLead(event.target.value)} />}
          </Labelled>
          <Labelled label={t("needs:field.due")}>
            {(id) => <DateField id={id} value={due} onChange={setDue} min={survey.held_on} />}
          </Labelled>
        </div>
      </div>
    </ConfirmAct>
  );
}
