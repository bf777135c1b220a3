import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { listFunds } from "@unionhome/client/funds";
import type { BenefitForm, ProtectionKind, ProtectionPlanDraft, ProtectionPlanOut, Sex } from "@unionhome/client/model";
import { editProtectionPlan, makeProtectionPlan } from "@unionhome/client/mutual-aid";
import { Form, Input, InputNumber, Button as Plain, Select } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import { onePlan, useChanged } from "../data";
import styles from "../protection.module.css";

interface Values {
  organization_id: { id: string; label: string } | null;
  fund_id: string;
  kind: ProtectionKind;
  name: string;
  audience?: string;
  years: number;
  lowest_age: number;
  highest_age: number;
  sex?: Sex | null;
  share_fen: number;
  most_shares: number;
  waiting_days: number;
  bar_percent: number;
  all_below: number;
  form: BenefitForm;
  items: { name?: string; fen?: number | null }[];
  rate_percent?: number | null;
  cap_fen?: number | null;
}

function draftOf(values: Values): ProtectionPlanDraft {
  const scale = values.form === "scale";
  return {
    organization_id: values.organization_id?.id ?? "",
    fund_id: values.fund_id,
    kind: values.kind,
    name: values.name,
    audience: values.audience ?? "",
    years: values.years,
    lowest_age: values.lowest_age,
    highest_age: values.highest_age,
    sex: values.sex ?? null,
    share_fen: values.share_fen,
    most_shares: values.most_shares,
    waiting_days: values.waiting_days,
    bar_percent: values.bar_percent,
    all_below: values.all_below,
    benefit: {
      form: values.form,
      items: scale
        ? values.items
            .filter((each) => each.name && each.fen)
            .map(({ name, fen }) => ({ name: name as string, fen: fen as number }))
        : [],
      rate_percent: scale ? null : (values.rate_percent ?? null),
      cap_fen: scale ? null : (values.cap_fen ?? 0),
    },
  };
}

function valuesOf(plan: ProtectionPlanOut): Values {
  const { benefit } = plan;
  return {
    ...plan,
    organization_id: { id: plan.organization_id, label: plan.organization_name },
    form: benefit.form,
    items: benefit.items.length ? [...benefit.items] : [{}],
    rate_percent: benefit.rate_percent,
    cap_fen: benefit.cap_fen,
  };
}

/** A new plan, as a draft. */
export function NewPlanPage() {
  const { t } = useTranslation();
  const go = useNavigate();
  const own = useScope().organization;
  const changed = useChanged();
  const attempt = useRef(newOnceKey());
  useTabTitle(t("protection:form.title"));
  const initial: Partial<Values> = {
    organization_id: { id: own.id, label: own.name },
    kind: "accident",
    years: 1,
    lowest_age: 16,
    highest_age: 60,
    share_fen: 36_00,
    most_shares: 1,
    waiting_days: 0,
    bar_percent: 80,
    all_below: 100,
    form: "rate",
    rate_percent: 50,
    items: [{}],
  };
  return (
    <Sheet
      title={t("protection:form.title")}
      verb={t("protection:form.make")}
      initial={initial}
      draft="protection.plan.new"
      onSubmit={async (values) => {
        const made = await makeProtectionPlan(draftOf(values), { idempotencyKey: attempt.current });
        attempt.current = newOnceKey();
        changed();
        return () => void go({ to: "/aid/mutual/plans/$id", params: { id: made.id }, replace: true });
      }}
    />
  );
}

const route = getRouteApi("/aid/mutual/plans/$id/edit");

/** A draft of a plan, changed. */
export function EditPlanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const go = useNavigate();
  const changed = useChanged();
  const plan = useQuery(onePlan(id)).data;
  useTabTitle(t("protection:form.edit"));
  if (!plan) return null;
  return (
    <Sheet
      title={t("protection:form.edit")}
      verb={t("protection:form.save")}
      initial={valuesOf(plan)}
      onSubmit={async (values) => {
        await editProtectionPlan(id, draftOf(values), ifMatch(plan));
        changed();
        return () => void go({ to: "/aid/mutual/plans/$id", params: { id }, replace: true });
      }}
    />
  );
}

interface SheetProps {
  title: string;
  verb: string;
  initial: Partial<Values>;
  draft?: string;
  onSubmit(values: Values): Promise<unknown>;
}

function Sheet({ title, verb, initial, draft, onSubmit }: SheetProps) {
  const { t } = useTranslation();
  const tab = useTab();
  return (
    <div className={styles.page}>
      <PageHead title={title} />
      <FormSheet<Values>
        id="protection-plan"
        initial={initial}
        verb={verb}
        draft={draft}
        note={t("protection:form.note")}
        onCancel={tab.close}
        onSubmit={onSubmit}
      >
        <Fields />
      </FormSheet>
    </div>
  );
}

function Fields() {
  const { t } = useTranslation();
  const kinds = useDictionary("protection_kind");
  const sexes = useDictionary("sex");
  const forms = useDictionary("benefit_form");
  const union = Form.useWatch("organization_id") as Values["organization_id"];
  const form = Form.useWatch("form");
  const funds = useQuery({
    queryKey: ["funds", "of", union?.id],
    queryFn: ({ signal }) => listFunds({ status: "open", under_id: union?.id, limit: 200 }, { signal }),
    enabled: union !== undefined && union !== null,
  }).data?.items;
  const label = (name: string) => t(`protection:form.field.${name}`);
  const own = funds?.filter((each) => each.organization_id === union?.id) ?? [];
  return (
    <>
      <FormSection title={t("protection:form.what")}>
        <FormField name="name" label={label("name")} required wide>
          <Input maxLength={100} />
        </FormField>
        <FormField name="kind" label={label("kind")} required>
          <Select options={[...kinds.choices]} />
        </FormField>
        <FormField name="organization_id" label={label("organization_id")} required>
          <OrgField label={label("organization_id")} />
        </FormField>
        <FormField name="fund_id" label={label("fund_id")} required hint={t("protection:form.fund_hint")}>
          <Select options={own.map((each) => ({ value: each.id, label: each.name }))} />
        </FormField>
        <FormField name="audience" label={label("audience")}>
          <Input maxLength={500} />
        </FormField>
      </FormSection>
      <FormSection title={t("protection:plan.conditions")}>
        <FormField name="lowest_age" label={label("lowest_age")} required>
          <InputNumber min={14} max={100} precision={0} />
        </FormField>
        <FormField name="highest_age" label={label("highest_age")} required>
          <InputNumber min={14} max={100} precision={0} />
        </FormField>
        <FormField name="sex" label={label("sex")} hint={t("protection:plan.any_sex")}>
          <Select allowClear options={[...sexes.choices]} />
        </FormField>
        <FormField name="years" label={label("years")} required hint={t("protection:form.years_hint")}>
          <InputNumber min={1} max={5} precision={0} />
        </FormField>
        <FormField name="share_fen" label={label("share")} required>
          <YuanInput min={1} max={100_000_00} />
        </FormField>
        <FormField name="most_shares" label={label("most_shares")} required>
          <InputNumber min={1} max={10} precision={0} />
        </FormField>
        <FormField name="waiting_days" label={label("waiting_days")} required hint={t("protection:form.waiting_hint")}>
          <InputNumber min={0} max={365} precision={0} />
        </FormField>
        <FormField name="bar_percent" label={label("bar_percent")} required>
          <InputNumber min={0} max={100} precision={0} />
        </FormField>
        <FormField name="all_below" label={label("all_below")} required>
          <InputNumber min={0} max={10_000} precision={0} />
        </FormField>
      </FormSection>
      <FormSection title={t("protection:column.benefit")}>
        <FormField name="form" label={label("form")} required wide>
          <Select options={[...forms.choices]} />
        </FormField>
        {form === "scale" ? (
          <Scale />
        ) : (
          <>
            <FormField name="rate_percent" label={label("rate_percent")} required>
              <InputNumber min={1} max={100} precision={0} />
            </FormField>
            <FormField name="cap_fen" label={label("cap")} required hint={t("protection:form.cap_hint")}>
              <YuanInput min={1} max={10_000_000_00} />
            </FormField>
          </>
        )}
      </FormSection>
    </>
  );
}

/** The lines of a scale, one below the other. */
function Scale() {
  const { t } = useTranslation();
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <div style={{ gridColumn: "1 / -1" }}>
          {fields.map((field) => (
            <div key={field.key} className={styles.item}>
              <Form.Item name={[field.name, "name"]} noStyle>
                <Input
                  maxLength={60}
                  aria-label={t("protection:form.item", { n: field.name + 1 })}
                  placeholder={t("protection:form.item_hint")}
                />
              </Form.Item>
              <Form.Item name={[field.name, "fen"]} noStyle>
                <YuanInput
                  min={1}
                  max={10_000_000_00}
                  aria-label={t("protection:form.item_yuan", { n: field.name + 1 })}
                />
              </Form.Item>
              <Plain
                aria-label={t("protection:form.item_drop", { n: field.name + 1 })}
                onClick={() => remove(field.name)}
              >
                ×
              </Plain>
            </div>
          ))}
          <Plain onClick={() => add({})}>{t("protection:form.item_add")}</Plain>
        </div>
      )}
    </Form.List>
  );
}
