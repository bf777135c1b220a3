import { transport } from "@unionhome/client";
import type { OpenStep, Revealed, RevealField } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { phone } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Masked, type RevealRequest } from "../../../ui/record/Masked";

/** What is in plain sight now, for the page to say beside it. */
export interface RevealNews {
  field: RevealField;
  open: boolean;
  reason: string | null;
  /** Today's count and the most there may be; null before the first. */
  shown: { today: number; limit: number } | null;
}

interface MaskedFieldProps {
  member: { id: string };
  /** Without the step `reveal` the mask stays. */
  steps: readonly OpenStep[] | undefined;
  field: RevealField;
  masked: string;
  onChange?(news: RevealNews): void;
}

/** The proof of a moment ago, so that the next field does not ask for the password again. In memory only. */
let proof: { token: string; until: number } | null = null;
let shown: RevealNews["shown"] = null;
const MARGIN_MS = 10_000;

const proved = (): string | null => (proof && Date.now() < proof.until ? proof.token : null);

/** Six digits are the authenticator's: passwords are longer (trust.md 1.4). */
async function prove(typed: string): Promise<string> {
  const answer = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
  proof = { token: answer.confirmation_token, until: Date.now() + answer.expires_in * 1000 - MARGIN_MS };
  return answer.confirmation_token;
}

async function reveal(id: string, field: RevealField, request: RevealRequest): Promise<string> {
  const token = proved() ?? (await prove(request.password));
  const answer = await transport<Revealed>({
    url: `/api/v1/members/${id}/reveals`,
    method: "POST",
    headers: { "Unionhome-Confirmation": token },
    data: { field, reason: request.reason, note: request.note },
  });
  shown = { today: answer.shown_today, limit: answer.limit };
  return answer.value;
}

/** One sealed field of a member: masked, and in plain for a minute for who gives a reason and proves themselves. */
export function MaskedField({ member, steps, field, masked, onChange }: MaskedFieldProps) {
  const { t } = useTranslation();
  const reasons = useDictionary("reveal_reason");
  const words = useDictionary("reveal_field");
  if (!steps?.some((step) => step.step === "reveal" && step.allowed)) return masked;
  return (
    <Masked
      label={words.label(field) || t(`member:field.${field}`)}
      masked={masked}
      reasons={reasons.choices.map((one) => ({ ...one, note: one.value === "other" }))}
      askPassword={proved() === null}
      reveal={(request) => reveal(member.id, field, request)}
      format={field === "phone" ? phone : undefined}
      onChange={
        onChange && (({ open, reason }) => onChange({ field, open, reason: reason && reasons.label(reason), shown }))
      }
    />
  );
}
