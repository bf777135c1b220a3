import { useQuery } from "@tanstack/react-query";
import { today, yuanInText } from "@unionhome/words";
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgField } from "../../../ui/tree/OrgField";
import { currentPolicy } from "../data";
import { programTemplates } from "./data";
import { useStandards } from "./standards";
import { type ProgramValues, prefilled } from "./values";
import { WayFigure } from "./WayFigure";

interface ProgramFieldsProps {
  /** Cases are on the way: what they stand in the middle of is not changed. */
  frozen?: boolean;
}

/** Kind, period, whom it is for, the way, what is given and out of what. Choosing a kind fills the rest in. */
export function ProgramFields({ frozen }: ProgramFieldsProps) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<ProgramValues>();
  const templates = useQuery(programTemplates).data?.items;
  const kinds = useDictionary("program_kind");
  const categories = useDictionary("hardship_category");
  const papers = useDictionary("paper_kind");
  const sources = useDictionary("fund_source");
  const stages = useDictionary("stage");
  const bases = useDictionary("standard_basis");
  const kind = Form.useWatch("kind", form);
  const basis = Form.useWatch(["standards", "basis"], form);
  const chosen = Form.useWatch("stages", form) ?? [];
  const standards = useStandards(basis);
  const union = Form.useWatch("organization_id", form)?.id;
  const policy = useQuery({ ...currentPolicy(union ?? "", today(Date.now())), enabled: union !== undefined }).data
    ?.policy;
  const tested = templates?.find((one) => one.kind === kind)?.means_tested ?? true;
  const fits = (one: string) => one === "everybody" || (one === "person") !== tested;
  const label = (name: string) => t(`aid:program.field.${name}`);
  const money = (name: string | string[], text: string, hint?: string) => (
    <FormField key={String(name)} name={name} label={text} hint={hint}>
      <YuanInput />
    </FormField>
  );
  const several = (name: string, choices: readonly { value: string; label: string }[], hint?: string) => (
    <FormField name={name} label={label(name)} hint={hint}>
      <Select mode="multiple" allowClear optionFilterProp="label" options={[...choices]} />
    </FormField>
  );

  function ofPolicy(key: string): string | undefined {
    const fen = basis === "category" ? policy?.amounts[key] : undefined;
    return fen ? t("aid:program.hint.by_policy", { yuan: yuanInText(fen) }) : undefined;
  }
  const timeHint = policy
    ? t("aid:program.hint.time_of_policy", { yuan: yuanInText(policy.caps.each_time_fen) })
    : t("aid:program.hint.cap");
  const yearHint = policy
    ? t("aid:program.hint.year_of_policy", { yuan: yuanInText(policy.caps.each_year_fen) })
    : t("aid:program.hint.year");

  function fill(picked: string) {
    const template = templates?.find((one) => one.kind === picked);
    if (template) form.setFieldsValue(prefilled(template, policy?.amounts) as never);
    if (!form.isFieldTouched("name"))
      form.setFieldValue(
        "name",
        t("aid:program.default_name", { year: form.getFieldValue("year"), kind: kinds.label(picked) }),
      );
  }

  return (
    <>
      <FormSection title={t("aid:program.group.what")} note={frozen ? t("aid:program.frozen") : undefined}>
        <FormField name="kind" label={label("kind")} required>
          <Select disabled={frozen} options={[...kinds.choices]} onChange={fill} />
        </FormField>
        <FormField name="year" label={label("year")} required>
          <InputNumber disabled={frozen} min={2000} max={2100} precision={0} style={{ width: "100%" }} />
        </FormField>
        <FormField name="name" label={label("name")} required>
          <Input maxLength={100} autoComplete="off" />
        </FormField>
        <FormField name="organization_id" label={label("organization_id")} required>
          <OrgField label={label("organization_id")} disabled={frozen} />
        </FormField>
        <FormField name="opens_at" label={label("opens_at")} hint={t("aid:program.hint.opens_at")}>
          <Input type="datetime-local" />
        </FormField>
        <FormField name="closes_at" label={label("closes_at")} hint={t("aid:program.hint.closes_at")}>
          <Input type="datetime-local" />
        </FormField>
        <FormField name="papers_place" label={label("papers_place")} hint={t("aid:program.hint.papers_place")}>
          <Input maxLength={100} autoComplete="off" />
        </FormField>
        <FormField name="papers_room" label={label("papers_room")}>
          <Input maxLength={60} autoComplete="off" />
        </FormField>
        <FormField name="papers_phone" label={label("papers_phone")}>
          <Input maxLength={30} autoComplete="off" inputMode="tel" />
        </FormField>
      </FormSection>
      <FormSection title={t("aid:program.group.whom")}>
        <FormField name="audience" label={label("audience")} wide>
          <Input.TextArea rows={2} maxLength={500} />
        </FormField>
        {tested && several("categories", categories.choices, t("aid:program.hint.categories"))}
        {tested && several("papers", papers.choices, t("aid:program.hint.papers"))}
      </FormSection>
      <FormSection title={t("aid:program.group.way")}>
        <FormField name="stages" label={label("stages")} required wide>
          <Stages disabled={frozen} options={stages.choices.map((one) => ({ ...one }))} />
        </FormField>
        <div style={{ gridColumn: "1 / -1" }}>
          <WayFigure stages={stages.choices.map((one) => one.value).filter((one) => chosen.includes(one))} />
        </div>
        {chosen.includes("notice") && (
          <FormField name="notice_days" label={label("notice_days")}>
            <InputNumber min={1} max={30} precision={0} style={{ width: "100%" }} />
          </FormField>
        )}
      </FormSection>
      <FormSection title={t("aid:program.group.money")} note={t("aid:program.in_yuan")}>
        <FormField name={["standards", "basis"]} label={label("basis")} required>
          <Select options={bases.choices.filter((one) => fits(one.value))} />
        </FormField>
        {several("sources", sources.choices, t("aid:program.hint.sources"))}
        {standards.map((one) => money(["standards", "amounts", one.key], one.label, ofPolicy(one.key)))}
        {money("each_time_fen", label("each_time_fen"), timeHint)}
        {money("each_year_fen", label("each_year_fen"), yearHint)}
        <FormField name="caps_stop" label={label("caps_stop")} valuePropName="checked">
          <Checkbox>{t("aid:program.hint.caps_stop")}</Checkbox>
        </FormField>
      </FormSection>
    </>
  );
}

type GroupProps = ComponentProps<typeof Checkbox.Group> & { "aria-required"?: boolean };

/** A form field says of its control that it is required, which a group of boxes may not: its label says so. */
function Stages({ "aria-required": _required, ...group }: GroupProps) {
  return <Checkbox.Group {...group} />;
}
