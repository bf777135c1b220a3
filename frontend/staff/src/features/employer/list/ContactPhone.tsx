import { transport } from "@unionhome/client";
import type { EmployerRevealed } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { phone } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { Masked, type RevealRequest } from "../../../ui/record/Masked";

/** Six digits are the authenticator's: passwords are longer (trust.md 1.4). */
async function prove(typed: string): Promise<string> {
  return (await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed })).confirmation_token;
}

/** How the contact of an employer is reached: masked, and in plain for a minute for who gives a reason. */
export function ContactPhone({ id, masked }: { id: string; masked: string }) {
  const { t } = useTranslation();
  const may = useAccess();
  const reasons = useDictionary("reveal_reason");
  if (!may.editEmployers) return masked;
  return (
    <Masked
      label={t("employer:field.contact_phone")}
      masked={masked}
      reasons={reasons.choices.map((one) => ({ ...one, note: one.value === "other" }))}
      reveal={async ({ reason, note, password }: RevealRequest) => {
        const answer = await transport<EmployerRevealed>({
          url: `/api/v1/employers/${id}/reveals`,
          method: "POST",
          headers: { "Unionhome-Confirmation": await prove(password) },
          data: { field: "contact_phone", reason, note },
        });
        return answer.value;
      }}
      format={phone}
    />
  );
}
