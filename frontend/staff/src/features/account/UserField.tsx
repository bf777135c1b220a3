import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { oneUser, usersFound } from "./data";

interface UserFieldProps {
  id?: string;
  value?: string;
  onChange?(id: string): void;
}

/** An active account, found by name or login. Its value is the id. */
export function UserField({ id, value, onChange }: UserFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const found = useQuery(usersFound(text)).data?.items ?? [];
  const chosen = useQuery({ ...oneUser(value ?? ""), enabled: Boolean(value) }).data;
  const known = chosen && !found.some((one) => one.id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t("account:field.find_user")}
      notFoundContent={t("account:field.no_user")}
      options={known.map((one) => ({
        value: one.id,
        label: `${one.name}（${one.login}）${one.organization_name}`,
      }))}
    />
  );
}
