import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { listAidPrograms } from "@unionhome/client/aid-programs";
import type { VisitPlanFromList } from "@unionhome/client/model";
import { makeVisitPlan, makeVisitPlanFromList } from "@unionhome/client/visits";
import { today } from "@unionhome/words";
import { Form, Input, InputNumber, Select } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import { useChanged, VISITS } from "../data";
import { MOST_FEN, readGoods } from "../one/cells";
import styles from "../visit.module.css";

/** Whom a plan is made from: the files, what was approved in a programme, or nobody yet. */
const SOURCES = ["households", "cases", "empty"] as const;

interface Values {
  organization_id: { id: string; label: string } | null;
  name: string;
  occasion: string;
  level: string;
  document_number?: string;
  starts_on: string | null;
  ends_on?: string | null;
  sets_off?: string;
  meeting_place?: string;
  paid_elsewhere?: string;
  from: (typeof SOURCES)[number];
  program_id?: string;
  under_id?: { id: string; label: string } | null;
  category?: string[];
  worker_kind?: string[];
  teams: number;
  cash_fen?: number | null;
  goods?: string;
  worth_fen?: number | null;
}

const MOST_TEAMS = 20;
const NEW_YEAR_BEGINS = 11;
const MAY_DAY = [3, 4];
const NATIONAL_DAY = [8, 9];

/** The holiday that is next, so that a plan is mostly right before anybody types. */
function occasionAt(month: number): string {
  if (MAY_DAY.includes(month)) return "may_day";
  if (NATIONAL_DAY.includes(month)) return "national_day";
  return month >= NEW_YEAR_BEGINS || month <= 2 ? "new_year" : "other";
}

/** The files that fit; or the approved cases of a programme, which say themselves how much is brought. */
function whomOf(values: Values): Pick<VisitPlanFromList, "households" | "cases"> {
  const under_id = values.under_id?.id ?? null;
  if (values.from === "cases") return { cases: { program_id: values.program_id ?? "", under_id } };
  return {
    households: {
      under_id,
      category: (values.category ?? []) as never,
      worker_kind: (values.worker_kind ?? []) as never,
    },
  };
}

/** A new plan, made from those on file: one press and the table stands (ui.md 2.3). */
export function NewPage() {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const scope = useScope();
  const attempt = useRef(newOnceKey());
  const day = today(Date.now());
  const occasions = useDictionary("occasion");
  const occasion = occasionAt(Number(day.slice(5, 7)));
  useTabTitle(t("visit:form.title"));
  const initial: Partial<Values> = {
    organization_id: { id: scope.organization.id, label: scope.organization.name },
    name: t("visit:form.name_of", { year: day.slice(0, 4), occasion: occasions.label(occasion) }),
    occasion,
    level: "federation",
    starts_on: day,
    from: "households",
    teams: 2,
    cash_fen: 500_00,
  };

  async function make(values: Values) {
    const plan: VisitPlanFromList["plan"] = {
      organization_id: values.organization_id?.id ?? scope.organization.id,
      name: values.name,
      occasion: values.occasion as VisitPlanFromList["plan"]["occasion"],
      level: values.level as VisitPlanFromList["plan"]["level"],
      document_number: values.document_number ?? "",
      starts_on: values.starts_on ?? day,
      ends_on: values.ends_on ?? null,
      sets_off: values.sets_off || null,
      meeting_place: values.meeting_place ?? "",
      paid_elsewhere: values.paid_elsewhere ?? "",
    };
    const options = { idempotencyKey: attempt.current };
    const made =
      values.from === "empty"
        ? await makeVisitPlan(plan, options)
        : await makeVisitPlanFromList(
            {
              plan,
              ...whomOf(values),
              teams: values.teams,
              cash_fen: values.cash_fen ?? 0,
              goods: readGoods(values.goods ?? "", values.worth_fen ?? 0),
            },
            options,
          );
    attempt.current = newOnceKey();
    changed(made);
    return () => void go({ to: "/visits/$id", params: { id: made.id }, replace: true });
  }

  // The name of the plan says the holiday in words.
  if (occasions.choices.length === 0) return null;
  return (
    <div className={styles.page}>
      <PageHead title={t("visit:form.title")} />
      <FormSheet<Values>
        id="visit-plan"
        initial={initial}
        verb={t("visit:form.make")}
        draft="visit.new"
        note={t("visit:form.note")}
        onCancel={tab.close}
        onSubmit={make}
      >
        <Fields />
      </FormSheet>
    </div>
  );
}

function Fields() {
  const { t } = useTranslation();
  const occasions = useDictionary("occasion");
  const levels = useDictionary("visit_level");
  const from = Form.useWatch("from");
  const programs = useQuery({
    queryKey: [VISITS, "programs"],
    queryFn: ({ signal }) => listAidPrograms({ below: true, limit: 200 }, { signal }),
    enabled: from === "cases",
  }).data?.items;
  const label = (name: string) => t(`visit:form.field.${name}`);
  return (
    <>
      <FormSection title={t("visit:form.what")}>
        <FormField name="name" label={label("name")} required wide>
          <Input maxLength={100} />
        </FormField>
        <FormField name="occasion" label={label("occasion")} required>
          <Select options={[...occasions.choices]} />
        </FormField>
        <FormField name="level" label={label("level")} required>
          <Select options={[...levels.choices]} />
        </FormField>
        <FormField name="starts_on" label={label("starts_on")} required>
          <DateField />
        </FormField>
        <FormField name="ends_on" label={label("ends_on")} hint={t("visit:form.one_day")}>
          <DateField />
        </FormField>
        <FormField name="sets_off" label={label("sets_off")} hint="09:45">
          <Input maxLength={5} />
        </FormField>
        <FormField name="meeting_place" label={label("meeting_place")}>
          <Input maxLength={100} />
        </FormField>
        <FormField name="paid_elsewhere" label={label("paid_elsewhere")} hint={t("visit:form.elsewhere_hint")}>
          <Input maxLength={100} />
        </FormField>
        <FormField name="document_number" label={label("document_number")}>
          <Input maxLength={60} />
        </FormField>
        <FormField name="organization_id" label={label("organization_id")} required>
          <OrgField label={label("organization_id")} />
        </FormField>
      </FormSection>
      <FormSection title={t("visit:form.whom")}>
        <FormField name="from" label={label("from")} required wide>
          <Select
            options={SOURCES.map((value) => ({
              value,
              label: t(`visit:form.from.${value}`),
            }))}
          />
        </FormField>
        {from === "cases" && (
          <FormField name="program_id" label={label("program_id")} required hint={t("visit:form.approved")}>
            <Select
              showSearch
              optionFilterProp="label"
              options={programs?.map((one) => ({ value: one.id, label: `${one.name} ${one.organization_name}` }))}
            />
          </FormField>
        )}
        {from !== "empty" && (
          <>
            <FormField name="under_id" label={label("under_id")} hint={t("visit:form.everywhere")}>
              <OrgField label={label("under_id")} />
            </FormField>
            {from !== "cases" && <Kinds />}
            <FormField name="teams" label={label("teams")} required hint={t("visit:form.by_township")}>
              <InputNumber min={1} max={MOST_TEAMS} precision={0} />
            </FormField>
            {from !== "cases" && (
              <FormField name="cash_fen" label={label("cash")}>
                <YuanInput max={MOST_FEN} />
              </FormField>
            )}
            <FormField name="goods" label={label("goods")} hint={t("visit:form.goods_hint")}>
              <Input maxLength={200} />
            </FormField>
            <FormField name="worth_fen" label={label("worth")}>
              <YuanInput max={MOST_FEN} />
            </FormField>
          </>
        )}
      </FormSection>
    </>
  );
}

/** Which of the files: by category, and by the kind of worker. */
function Kinds() {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const kinds = useDictionary("worker_kind");
  return (
    <>
      <FormField name="category" label={t("visit:form.field.category")} hint={t("visit:form.every_kind")}>
        <Select mode="multiple" options={[...categories.choices]} />
      </FormField>
      <FormField name="worker_kind" label={t("visit:form.field.worker_kind")} hint={t("visit:form.every_kind")}>
        <Select mode="multiple" options={[...kinds.choices]} />
      </FormField>
    </>
  );
}
