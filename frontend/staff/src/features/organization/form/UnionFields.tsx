import type { OrganizationOut } from "@unionhome/client/model";
import { creditCodeFault, today } from "@unionhome/words";
import { Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useLines } from "../lines";

const MOST_EMPLOYEES = 2_000_000;
/** Until it is known what the new union is: the server says which of them its level may have. */
const LENGTHS = [3, 5];

/** Kind of unit, registration, contact, term: the fields that founding and changing share. */
export function UnionFields({ existing }: { existing?: OrganizationOut }) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const trees = useDictionary("tree");
  const standards = useDictionary("standard");
  const lines = useLines();
  const label = (name: string) => t(`organization:field.${name}`);
  const now = today(Date.now());
  return (
    <>
      <FormSection title={t("organization:section.unit")}>
        <FormField name="ownership" label={label("ownership")}>
          <Select allowClear showSearch optionFilterProp="label" options={[...ownerships.choices]} />
        </FormField>
        <FormField name="industry" label={label("industry")}>
          <Select allowClear showSearch optionFilterProp="label" options={[...industries.choices]} />
        </FormField>
        <FormField name="employees" label={label("employees")}>
          <InputNumber min={0} max={MOST_EMPLOYEES} precision={0} style={{ width: "100%" }} />
        </FormField>
        <FormField name="line_id" label={label("line_id")} hint={t("organization:hint.line_id")}>
          <Select allowClear showSearch optionFilterProp="label" options={lines.choices} />
        </FormField>
        <Form.Item noStyle dependencies={["line_id"]}>
          {({ getFieldValue }) =>
            getFieldValue("line_id") ? (
              <FormField name="lead" label={label("lead")} hint={t("organization:hint.lead")}>
                <Select options={[...trees.choices]} />
              </FormField>
            ) : null
          }
        </Form.Item>
      </FormSection>
      <FormSection title={t("organization:section.registration")}>
        <FormField
          name="credit_code"
          label={label("credit_code")}
          hint={t("organization:hint.credit_code")}
          rules={[{ validator: async (_, typed?: string) => checkCode(typed, t) }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={30} />
        </FormField>
        <FormField name="approval_number" label={label("approval_number")}>
          <Input autoComplete="off" maxLength={60} />
        </FormField>
        <FormField name="legal_person" label={label("legal_person")} valuePropName="checked" required>
          <Checkbox>{t("organization:hint.legal_person")}</Checkbox>
        </FormField>
        <Form.Item noStyle dependencies={["legal_person"]}>
          {({ getFieldValue }) =>
            getFieldValue("legal_person") ? (
              <>
                <FormField name="legal_person_on" label={label("legal_person_on")}>
                  <DateField max={now} />
                </FormField>
                <FormField name="legal_person_number" label={label("legal_person_number")}>
                  <Input autoComplete="off" maxLength={60} />
                </FormField>
              </>
            ) : null
          }
        </Form.Item>
      </FormSection>
      <FormSection title={t("organization:section.contact")}>
        <FormField name="contact_name" label={label("contact_name")}>
          <Input autoComplete="off" maxLength={40} />
        </FormField>
        <FormField name="contact_phone" label={label("contact_phone")}>
          <Input autoComplete="off" maxLength={30} />
        </FormField>
        <FormField name="address" label={label("address")}>
          <Input autoComplete="off" maxLength={200} />
        </FormField>
        <FormField name="region_code" label={label("region_code")} hint={t("organization:hint.region_code")}>
          <Input autoComplete="off" inputMode="numeric" maxLength={12} />
        </FormField>
      </FormSection>
      <FormSection title={t("organization:section.term")}>
        <FormField name="term_started_on" label={label("term_started_on")}>
          <DateField max={now} />
        </FormField>
        <FormField name="term_years" label={label("term_years")} required>
          <Select
            options={(existing?.term_lengths ?? LENGTHS).map((years) => ({
              value: years,
              label: t("organization:years", { n: years }),
            }))}
          />
        </FormField>
        {existing && (
          <FormField name="term_number" label={label("term_number")}>
            <InputNumber min={1} max={60} precision={0} style={{ width: "100%" }} />
          </FormField>
        )}
        <FormField name="standards" label={t("organization:standards")} wide>
          <Checkbox.Group options={[...standards.choices]} />
        </FormField>
      </FormSection>
    </>
  );
}

type Translate = (key: string, facts?: Record<string, unknown>) => string;

/** Told while it is typed; the server checks again and knows more (whether it is a union's own code). */
async function checkCode(typed: string | undefined, t: Translate): Promise<void> {
  if (!typed?.trim()) return;
  const fault = creditCodeFault(typed);
  if (fault)
    throw new Error(
      fault.fault === "check"
        ? t("organization:code.check", { expected: fault.expected })
        : t(`organization:code.${fault.fault}`),
    );
}
