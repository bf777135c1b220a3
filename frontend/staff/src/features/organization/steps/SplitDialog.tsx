import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { listEmployers } from "@unionhome/client/employers";
import type { OrganizationKind } from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { count, today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../organization.module.css";
import { UNIONS, useUnion } from "../union";
import type { StepDialogProps } from "./StepDialog";
import { useStep } from "./useStep";
import { WhenAndWhy } from "./WhenAndWhy";

const MOST = 500;
const LONGEST = 120;

/** Founds a union beside this one and gives it some of its branches and employers, with their members. */
export function SplitDialog({ union, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const kinds = useDictionary("organization_kind");
  const parent = useUnion(union.parent_id ?? undefined);
  const step = useStep(union);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<string>(union.kind);
  const [branches, setBranches] = useState<readonly string[]>([]);
  const [employers, setEmployers] = useState<readonly string[]>([]);
  const below = useQuery({
    queryKey: [UNIONS, "split", union.id],
    queryFn: ({ signal }) => listOrganizations({ parent_id: union.id, limit: MOST }, { signal }),
  });
  const covered = useQuery({
    queryKey: ["employers", "split", union.id],
    queryFn: ({ signal }) => listEmployers({ union_id: union.id, limit: MOST }, { signal }),
  });
  const allowed: readonly string[] = parent.data?.kinds_under ?? [union.kind];
  const moving = (below.data?.items ?? [])
    .filter((one) => branches.includes(one.id))
    .reduce((sum, one) => sum + one.members, 0);
  return (
    <ConfirmAct
      kind="plain"
      title={t("organization:step.split.title", { name: union.name })}
      verb={t("organization:step.split.verb")}
      effect={t("organization:step.split.effect", {
        branches: count(branches.length),
        employers: count(employers.length),
        members: count(moving),
      })}
      ready={name.trim().length > 1 && step.on !== null && branches.length + employers.length > 0}
      act={async () => {
        const made = await step.send({
          step: "split",
          name: name.trim(),
          kind: kind as OrganizationKind,
          branch_ids: [...branches],
          employer_ids: [...employers],
          ...step.effective,
        });
        void go({ to: "/organizations/$id", params: { id: made.id } });
      }}
      onClose={onClose}
    >
      <WhenAndWhy
        on={step.on}
        onDay={step.setOn}
        reason={step.reason}
        onReason={step.setReason}
        max={today(Date.now())}
      >
        <label htmlFor="step-name">
          {t("organization:step.split.name")}
          <Input
            id="step-name"
            value={name}
            maxLength={LONGEST}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label htmlFor="step-kind">
          {t("organization:column.kind")}
          <Select
            id="step-kind"
            value={kind}
            onChange={setKind}
            options={kinds.choices.filter((one) => allowed.includes(one.value))}
          />
        </label>
        <Ticks
          label={t("organization:step.split.branches")}
          none={t("organization:step.split.no_branches")}
          items={(below.data?.items ?? []).map((one) => ({ id: one.id, label: one.name, note: count(one.members) }))}
          value={branches}
          onChange={setBranches}
        />
        <Ticks
          label={t("organization:step.split.employers")}
          none={t("organization:step.split.no_employers")}
          items={(covered.data?.items ?? []).map((one) => ({
            id: one.id,
            label: one.name,
            note: count(one.employees),
          }))}
          value={employers}
          onChange={setEmployers}
        />
      </WhenAndWhy>
    </ConfirmAct>
  );
}

interface TicksProps {
  label: string;
  none: string;
  items: readonly { id: string; label: string; note: string }[];
  value: readonly string[];
  onChange(value: readonly string[]): void;
}

function Ticks({ label, none, items, value, onChange }: TicksProps) {
  return (
    <div>
      {label}
      {items.length === 0 ? (
        <span className="ink-3">{none}</span>
      ) : (
        <div className={styles.ticks}>
          {items.map((item) => (
            <label key={item.id}>
              <input
                type="checkbox"
                checked={value.includes(item.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...value, item.id] : value.filter((one) => one !== item.id))
                }
              />
              {item.label}
              <i>{item.note}</i>
            </label>
          ))}
        </div>
      )}
    </div>
  );
}
