import { ifMatch } from "@unionhome/client";
import type { VisitPlanChange, VisitPlanOut } from "@unionhome/client/model";
import { editVisitPlan } from "@unionhome/client/visits";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import styles from "../visit.module.css";

interface EditDialogProps {
  plan: VisitPlanOut;
  onClose(): void;
  onDone(plan: VisitPlanOut): void;
}

/** What is typed, and how long it may be. */
const TYPED = [
  ["name", 100],
  ["document_number", 60],
  ["sets_off", 5],
  ["meeting_place", 100],
  ["paid_elsewhere", 100],
] as const;

type Written = Record<(typeof TYPED)[number][0], string> & { starts_on: string | null; ends_on: string | null };

/** The head of a plan as it stands: its name, the days, where and when they meet, who pays. */
export function EditDialog({ plan, onClose, onDone }: EditDialogProps) {
  const { t } = useTranslation();
  const [written, setWritten] = useState<Written>({
    name: plan.name,
    document_number: plan.document_number,
    sets_off: plan.sets_off ?? "",
    meeting_place: plan.meeting_place,
    paid_elsewhere: plan.paid_elsewhere,
    starts_on: plan.starts_on,
    ends_on: plan.ends_on,
  });
  const set = (change: Partial<Written>) => setWritten({ ...written, ...change });

  async function save() {
    const change: VisitPlanChange = {
      ...written,
      sets_off: written.sets_off.trim() || null,
      starts_on: written.starts_on ?? plan.starts_on,
      ends_on: written.ends_on ?? written.starts_on,
    };
    onDone(await editVisitPlan(plan.id, change, ifMatch(plan)));
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("visit:edit.title")}
      verb={t("visit:edit.save")}
      effect={t("visit:edit.effect")}
      ready={written.name.trim() !== "" && written.starts_on !== null}
      act={save}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {TYPED.map(([name, most]) => (
          <Labelled key={name} label={t(`visit:form.field.${name}`)}>
            {(id) => (
              <Input
                id={id}
                maxLength={most}
                placeholder={name === "paid_elsewhere" ? t("visit:form.elsewhere_hint") : undefined}
                value={written[name]}
                onChange={(event) => set({ [name]: event.target.value })}
              />
            )}
          </Labelled>
        ))}
        {(["starts_on", "ends_on"] as const).map((name) => (
          <Labelled key={name} label={t(`visit:form.field.${name}`)}>
            {(id) => <DateField id={id} value={written[name]} onChange={(day) => set({ [name]: day })} />}
          </Labelled>
        ))}
      </div>
    </ConfirmAct>
  );
}
