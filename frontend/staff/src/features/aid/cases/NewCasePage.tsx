import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { beginAidCase } from "@unionhome/client/aid-cases";
import { listHouseholds } from "@unionhome/client/households";
import { getMember, listMembers } from "@unionhome/client/members";
import type { AidProgramItem, Relation } from "@unionhome/client/model";
import { Checkbox, Form, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import styles from "../aid.module.css";
import { acceptingPrograms } from "../programs/data";
import { useCaseChanged } from "./data";
import type { NewCaseSearch } from "./search";

interface NewCaseValues {
  program_id?: string;
  household_id?: string;
  member_id?: string;
  survivor?: boolean;
  survivor_name?: string;
  survivor_relation?: string;
  asked_fen?: number | null;
  reason?: string;
}

const VISITS = ["model_workers", "retired", "on_duty"];

/** A case of a household on file, or of a member where the programme asks for no hardship. */
export function NewCasePage() {
  const { t } = useTranslation();
  const search: NewCaseSearch = useSearch({ from: "/aid/cases/new" });
  const tab = useTab();
  const go = useNavigate();
  const changed = useCaseChanged();
  const attempt = useRef(newOnceKey());
  const programs = useQuery(acceptingPrograms).data?.items;
  const [form] = Form.useForm<NewCaseValues>();
  const chosen = Form.useWatch("program_id", form);
  const picked = programs?.find((one) => one.id === chosen);
  // Only veteran cadres have survivors who are visited, and only in a programme for the retired.
  const survives = Form.useWatch("survivor", form) === true && picked?.kind === "retired";
  const relations = useDictionary("relation");
  useTabTitle(t("aid:case.new"));
  if (!programs) return null;
  return (
    <div className={styles.page}>
      <PageHead title={t("aid:case.new")} />
      <FormSheet<NewCaseValues>
        id="aid-case"
        form={form}
        initial={{ program_id: search.program, member_id: search.member }}
        verb={t("aid:case.begin")}
        note={t("aid:case.begin_note")}
        onCancel={tab.close}
        onSubmit={async (values) => {
          const member = isVisit(picked);
          const made = await beginAidCase(
            {
              program_id: values.program_id ?? "",
              household_id: member ? null : (values.household_id ?? null),
              member_id: member ? (values.member_id ?? null) : null,
              survivor: survives
                ? { name: values.survivor_name?.trim() ?? "", relation: values.survivor_relation as Relation }
                : null,
              asked_fen: values.asked_fen ?? null,
              reason: values.reason ?? "",
            },
            { idempotencyKey: attempt.current },
          );
          attempt.current = newOnceKey();
          changed(made);
          return () => void go({ to: "/aid/cases/$id", params: { id: made.id }, replace: true });
        }}
      >
        <FormSection title={t("aid:case.new")}>
          <FormField name="program_id" label={t("aid:case.column.program")} required wide>
            <Select
              showSearch
              optionFilterProp="label"
              notFoundContent={t("aid:case.no_programs")}
              options={programs
                .filter((one) => !search.member || isVisit(one))
                .map((one) => ({
                  value: one.id,
                  label: t("aid:case.of_union", { program: one.name, union: one.organization_name }),
                }))}
            />
          </FormField>
          {isVisit(picked) ? (
            <FormField
              name="member_id"
              label={t(survives ? "aid:case.survivor.veteran" : "aid:case.member")}
              required
              wide
            >
              <Found find={survives ? findVeterans : findMembers} first={search.member} name={nameOfMember} />
            </FormField>
          ) : (
            <FormField name="household_id" label={t("aid:case.household")} required wide>
              <Found find={findHouseholds} />
            </FormField>
          )}
          {picked?.kind === "retired" && (
            <FormField name="survivor" label={t("aid:case.survivor.label")} valuePropName="checked" wide>
              <Checkbox>{t("aid:case.survivor.hint")}</Checkbox>
            </FormField>
          )}
          {survives && (
            <>
              <FormField name="survivor_name" label={t("aid:case.survivor.name")} required>
                <Input maxLength={40} autoComplete="off" />
              </FormField>
              <FormField name="survivor_relation" label={t("aid:case.survivor.relation")} required>
                <Select options={relations.choices.filter((one) => one.value !== "self")} />
              </FormField>
            </>
          )}
          <FormField name="asked_fen" label={t("aid:case.column.asked")} hint={t("aid:case.by_standard")}>
            <YuanInput />
          </FormField>
          <FormField name="reason" label={t("aid:case.grounds.reason")} hint={t("aid:form.sealed")} wide>
            <Input.TextArea rows={3} maxLength={500} />
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}

const isVisit = (program: AidProgramItem | undefined): boolean =>
  program !== undefined && VISITS.includes(program.kind);

interface Choice {
  value: string;
  label: string;
}

async function findHouseholds(q: string): Promise<Choice[]> {
  const found = await listHouseholds({ q: q || undefined, status: ["active"], limit: 20 });
  return found.items.map((one) => ({ value: one.id, label: `${one.name} ${one.number} ${one.organization_name}` }));
}

async function findMembers(q: string): Promise<Choice[]> {
  const found = await listMembers({ q: q || undefined, status: ["active", "retained"], limit: 20 });
  return found.items.map((one) => ({ value: one.id, label: `${one.name} ${one.organization.name}` }));
}

/** Those whose death is on record: whoever lives is visited in person. */
async function findVeterans(q: string): Promise<Choice[]> {
  const found = await listMembers({ q: q || undefined, status: ["deceased"], kind: ["retired_cadre"], limit: 20 });
  return found.items.map((one) => ({ value: one.id, label: `${one.name} ${one.organization.name}` }));
}

const nameOfMember = async (id: string): Promise<string> => {
  const member = await getMember(id);
  return `${member.name} ${member.organization.name}`;
};

interface FoundProps {
  id?: string;
  value?: string;
  onChange?(value: string): void;
  find(q: string): Promise<Choice[]>;
  /** What is chosen from the start, and how it is called. */
  first?: string;
  name?(id: string): Promise<string>;
}

/** Looked for while somebody types: by name or initials. */
function Found({ id, value, onChange, find, first, name }: FoundProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const known = useQuery({
    queryKey: ["aid-case", "first", first],
    queryFn: () => name?.(first ?? "") ?? "",
    enabled: first !== undefined && name !== undefined,
  }).data;
  const { data } = useQuery({ queryKey: ["aid-case", "find", find.name, q], queryFn: () => find(q) });
  const options = [...(first && known && !q ? [{ value: first, label: known }] : []), ...(data ?? [])];
  return (
    <Select
      id={id}
      showSearch
      filterOption={false}
      value={value}
      onSearch={setQ}
      onChange={onChange}
      placeholder={t("aid:case.find")}
      options={options.filter((one, place) => options.findIndex((other) => other.value === one.value) === place)}
    />
  );
}
