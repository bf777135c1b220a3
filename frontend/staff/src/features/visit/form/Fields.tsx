import { useQuery } from "@tanstack/react-query";
import { listAidPrograms } from "@unionhome/client/aid-programs";
import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { OrgField } from "../../../ui/tree/OrgField";
import { VISITS } from "../data";
import { MOST_FEN } from "../one/cells";
import { MONTHS } from "../search";
import { StorePick } from "../store/StorePick";
import { SOURCES } from "./values";

const MOST_TEAMS = 20;

/** What a plan says, and whom it is for. A `member` stands for one person, and then no list is chosen from. */
export function Fields({ member }: { member?: string }) {
  const { t } = useTranslation();
  const occasions = useDictionary("occasion");
  const levels = useDictionary("visit_level");
  const from = Form.useWatch("from");
  const union = Form.useWatch("organization_id");
  const may = useAccess();
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
        {member === undefined ? (
          <FormField name="from" label={label("from")} required wide>
            <Select options={SOURCES.map((value) => ({ value, label: t(`visit:form.from.${value}`) }))} />
          </FormField>
        ) : (
          <Labelled label={label("member")}>{(id) => <Input id={id} value={member} readOnly />}</Labelled>
        )}
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
            {member === undefined && (
              <>
                <FormField name="under_id" label={label("under_id")} hint={t("visit:form.everywhere")}>
                  <OrgField label={label("under_id")} />
                </FormField>
                {from === "households" && <Kinds />}
                {from === "members" && <MemberKinds />}
                <FormField name="teams" label={label("teams")} required hint={t("visit:form.by_township")}>
                  <InputNumber min={1} max={MOST_TEAMS} precision={0} />
                </FormField>
              </>
            )}
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
            {may.seeFunds && (
              <FormField name="store" label={t("visit:store.label")} wide>
                <StorePick place={{ for_id: union?.id }} />
              </FormField>
            )}
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

/** Which of the members: by kind, and by the month of the birthday (MBR-03). */
function MemberKinds() {
  const { t } = useTranslation();
  const kinds = useDictionary("member_kind");
  return (
    <>
      <FormField name="birthday" label={t("visit:form.field.birthday")} hint={t("visit:form.birthday_any")}>
        <Select
          allowClear
          options={MONTHS.map((month) => ({ value: month, label: t("visit:form.birthday_in", { month }) }))}
        />
      </FormField>
      <FormField name="member_kind" label={t("visit:form.field.member_kind")} hint={t("visit:form.every_kind")}>
        <Select mode="multiple" options={[...kinds.choices]} />
      </FormField>
    </>
  );
}
