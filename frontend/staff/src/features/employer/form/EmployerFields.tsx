import { creditCodeFault } from "@unionhome/words";
import { Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";

/** The form's fields carry the names of the wire, so that a refusal's pointer finds its field. */
export interface EmployerValues {
  territory_id: PickedOrg | null;
  name: string;
  credit_code?: string;
  ownership?: string | null;
  industry?: string | null;
  region_code?: string;
  address?: string;
  employees?: number | null;
  women_employees?: number | null;
  contact_name?: string;
  contact_phone?: string;
}

const MOST = 2_000_000;

/** `phone`: what is registered already, masked; left empty it stays. */
export function EmployerFields({ phone }: { phone?: string | null }) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const label = (name: string) => t(`employer:field.${name}`);
  return (
    <>
      <FormSection title={t("employer:form.unit")}>
        <FormField name="name" label={label("name")} required>
          <Input autoComplete="off" maxLength={120} />
        </FormField>
        <FormField
          name="credit_code"
          label={label("credit_code")}
          hint={t("employer:form.code_hint")}
          rules={[
            {
              validator: async (_, typed?: string) => {
                const fault = typed?.trim() ? creditCodeFault(typed) : null;
                if (!fault) return;
                throw new Error(
                  fault.fault === "check"
                    ? t("employer:code.check", { expected: fault.expected })
                    : t(`employer:code.${fault.fault}`),
                );
              },
            },
          ]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={30} />
        </FormField>
        <FormField name="ownership" label={label("ownership")}>
          <Select allowClear showSearch optionFilterProp="label" options={[...ownerships.choices]} />
        </FormField>
        <FormField name="industry" label={label("industry")}>
          <Select allowClear showSearch optionFilterProp="label" options={[...industries.choices]} />
        </FormField>
        <FormField name="employees" label={label("employees")}>
          <InputNumber min={0} max={MOST} precision={0} style={{ width: "100%" }} />
        </FormField>
        <FormField name="women_employees" label={label("women_employees")}>
          <InputNumber min={0} max={MOST} precision={0} style={{ width: "100%" }} />
        </FormField>
      </FormSection>
      <FormSection title={t("employer:form.place")}>
        <FormField name="territory_id" label={label("territory_id")} required hint={t("employer:form.place_hint")}>
          <OrgField label={label("territory_id")} />
        </FormField>
        <FormField name="region_code" label={label("region_code")}>
          <Input autoComplete="off" inputMode="numeric" maxLength={12} />
        </FormField>
        <FormField name="address" label={label("address")} wide>
          <Input autoComplete="off" maxLength={200} />
        </FormField>
      </FormSection>
      <FormSection title={t("employer:form.contact")}>
        <FormField name="contact_name" label={label("contact_name")}>
          <Input autoComplete="off" maxLength={40} />
        </FormField>
        <FormField
          name="contact_phone"
          label={label("contact_phone")}
          hint={phone ? t("employer:form.phone_kept", { masked: phone }) : t("employer:form.phone_hint")}
        >
          <Input autoComplete="off" inputMode="tel" maxLength={64} />
        </FormField>
      </FormSection>
    </>
  );
}
