import { ifMatch } from "@unionhome/client";
import { editCommittee, stepCommittee } from "@unionhome/client/committees";
import type { CommitteeChange, CommitteeForm, CommitteeItem, OrganizationOut } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../organization.module.css";
import { useChanged } from "../union";

interface CommitteeDialogProps {
  step: "edit" | "end";
  committee: CommitteeItem;
  union: OrganizationOut;
  onClose(): void;
}

/** Corrects the entry of a sitting committee, or ends its term without a new one. */
export function CommitteeDialog({ step, ...props }: CommitteeDialogProps) {
  return step === "edit" ? <Correct {...props} /> : <End {...props} />;
}

type Props = Omit<CommitteeDialogProps, "step">;

function useFacts({ committee, union }: Pick<Props, "committee" | "union">) {
  const kinds = useDictionary("committee_kind");
  return { name: union.name, kind: kinds.label(committee.kind), n: committee.term_number };
}

function Correct({ committee, union, onClose }: Props) {
  const { t } = useTranslation();
  const changed = useChanged();
  const forms = useDictionary("committee_form");
  const facts = useFacts({ committee, union });
  const before = {
    term_number: committee.term_number,
    form: committee.form as CommitteeForm,
    seats: committee.seats,
    elected_on: committee.elected_on,
    term_years: committee.term_years,
    approval_number: committee.approval_number,
  };
  const [now, setNow] = useState<typeof before>(before);
  const put = (change: Partial<typeof before>) => setNow((old) => ({ ...old, ...change }));
  const change = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => value !== before[key as keyof typeof before]),
  ) as CommitteeChange;
  return (
    <ConfirmAct
      kind="plain"
      title={t("organization:committee.edit.title", facts)}
      verb={t("organization:committee.edit.save")}
      effect={t(`organization:committee.edit.${committee.kind === "union" ? "effect_union" : "effect"}`, facts)}
      ready={Object.keys(change).length > 0 && Boolean(now.elected_on)}
      act={async () => {
        await editCommittee(committee.id, change, ifMatch(committee));
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.pairs}>
        <label htmlFor="committee-number">
          {t("organization:committee.term_number")}
          <InputNumber
            id="committee-number"
            min={1}
            max={60}
            precision={0}
            value={now.term_number}
            onChange={(value) => put({ term_number: value ?? before.term_number })}
          />
        </label>
        <label htmlFor="committee-form">
          {t("organization:committee.form")}
          <Select
            id="committee-form"
            value={now.form}
            options={[...forms.choices]}
            onChange={(form) => put({ form: form as CommitteeForm })}
          />
        </label>
        <label htmlFor="committee-elected">
          {t("organization:committee.elected_on")}
          <DateField
            id="committee-elected"
            value={now.elected_on}
            max={today(Date.now())}
            onChange={(on) => put({ elected_on: on ?? "" })}
          />
        </label>
        <label htmlFor="committee-years">
          {t("organization:field.term_years")}
          <Select
            id="committee-years"
            value={now.term_years}
            options={union.term_lengths.map((n) => ({ value: n, label: t("organization:years", { n }) }))}
            onChange={(term_years) => put({ term_years })}
          />
        </label>
        <label htmlFor="committee-seats">
          {t("organization:committee.seats")}
          <InputNumber
            id="committee-seats"
            min={0}
            max={200}
            precision={0}
            value={now.seats}
            onChange={(value) => put({ seats: value ?? 0 })}
          />
        </label>
        <label htmlFor="committee-approval">
          {t("organization:committee.approval")}
          <Input
            id="committee-approval"
            maxLength={60}
            autoComplete="off"
            value={now.approval_number}
            onChange={(event) => put({ approval_number: event.target.value })}
          />
        </label>
      </div>
    </ConfirmAct>
  );
}

function End({ committee, union, onClose }: Props) {
  const { t } = useTranslation();
  const changed = useChanged();
  const facts = useFacts({ committee, union });
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [reason, setReason] = useState("");
  return (
    <ConfirmAct
      title={t("organization:committee.end.title", facts)}
      verb={t("organization:committee.end.verb")}
      effect={t("organization:committee.end.effect", facts)}
      ready={on !== null && reason.trim() !== ""}
      act={async () => {
        await stepCommittee(committee.id, { step: "end", on: on ?? "", reason: reason.trim() }, ifMatch(committee));
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <label htmlFor="committee-on">
          {t("organization:committee.end.on")}
          <DateField id="committee-on" value={on} min={committee.elected_on} max={today(Date.now())} onChange={setOn} />
        </label>
        <label htmlFor="committee-reason">
          {t("organization:committee.end.reason")}
          <Input
            id="committee-reason"
            maxLength={100}
            value={reason}
            placeholder={t("organization:committee.end.hint")}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </ConfirmAct>
  );
}
