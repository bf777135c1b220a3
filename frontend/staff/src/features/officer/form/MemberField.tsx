import { useQuery } from "@tanstack/react-query";
import { listMembers } from "@unionhome/client/members";
import type { MemberItem } from "@unionhome/client/model";
import { Form, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";

interface MemberFieldProps {
  id?: string;
  value?: string | null;
  onChange?(id: string | null): void;
  /** How the linked member is called before anybody looked for another. */
  known?: string;
  /** Where an officer stands who cannot be moved to another union any more. */
  union?: string;
}

const HITS = 20;

/** The officer's file among the members: found by name or initials in the union and below; fills what it tells. */
export function MemberField({ id, value, onChange, known, union }: MemberFieldProps) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const chosen: PickedOrg | null | undefined = Form.useWatch("organization_id", form);
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const organization_id = union ?? chosen?.id;
  const { data, isFetching } = useQuery({
    queryKey: ["members", "officer", organization_id, q],
    queryFn: ({ signal }) => listMembers({ q: q || undefined, organization_id, limit: HITS }, { signal }),
    enabled: organization_id !== undefined,
  });
  const found = data?.items ?? [];
  const options = found.map((member) => ({
    value: member.id,
    label: member.name,
    note: `${member.organization.name} ${member.number ?? member.id_number_masked}`,
  }));
  if (value && !options.some((one) => one.value === value))
    options.unshift({ value, label: known ?? form.getFieldValue("name") ?? "…", note: "" });

  function take(member: MemberItem | undefined) {
    onChange?.(member?.id ?? null);
    if (member)
      form.setFieldsValue({
        name: member.name,
        sex: member.sex,
        born_on: member.born_on,
        ...(member.education && { education: member.education }),
      });
  }
  return (
    <Select
      id={id}
      allowClear
      showSearch
      filterOption={false}
      loading={isFetching}
      disabled={organization_id === undefined}
      value={value ?? undefined}
      placeholder={t("officer:hint.member_find")}
      notFoundContent={t("officer:hint.member_none")}
      options={options}
      optionRender={({ data: one }) => (
        <>
          {one.label} <span className="ink-3 small">{one.note}</span>
        </>
      )}
      onSearch={setTyped}
      onChange={(picked?: string) => take(found.find((one) => one.id === picked))}
    />
  );
}
