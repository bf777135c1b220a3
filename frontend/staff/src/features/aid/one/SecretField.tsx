import { transport } from "@unionhome/client";
import type { HouseholdOut, HouseholdRevealed, HouseholdSecret } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { inFours, phone } from "@unionhome/words";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { Masked, type RevealRequest } from "../../../ui/record/Masked";

interface SecretFieldProps {
  household: Pick<HouseholdOut, "id">;
  field: HouseholdSecret;
  /** Whose, for what belongs to one person of the file. */
  person?: string;
  masked: string;
}

/** The proof of a moment ago, so that the next field does not ask for the password again. In memory only. */
let proof: { token: string; until: number } | null = null;
const MARGIN_MS = 10_000;
const proved = (): string | null => (proof && Date.now() < proof.until ? proof.token : null);

/** Six digits are the authenticator's: passwords are longer (trust.md 1.4). */
async function prove(typed: string): Promise<string> {
  const answer = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
  proof = { token: answer.confirmation_token, until: Date.now() + answer.expires_in * 1000 - MARGIN_MS };
  return answer.confirmation_token;
}

const FORMAT: Partial<Record<HouseholdSecret, (value: string) => string>> = { phone, bank_card: inFours };

/** One sealed field of a file: masked, and in plain for a minute for who gives a reason and proves themselves. */
export function SecretField({ household, field, person, masked }: SecretFieldProps) {
  const may = useAccess();
  const reasons = useDictionary("reveal_reason");
  const words = useDictionary("household_secret");
  if (!may.revealHouseholds) return masked;
  return (
    <Masked
      label={words.label(field)}
      masked={masked}
      reasons={reasons.choices.map((one) => ({ ...one, note: one.value === "other" }))}
      askPassword={proved() === null}
      reveal={async (request: RevealRequest) => {
        const token = proved() ?? (await prove(request.password));
        const answer = await transport<HouseholdRevealed>({
          url: `/api/v1/households/${household.id}/reveals`,
          method: "POST",
          headers: { "Unionhome-Confirmation": token },
          data: { field, person_id: person ?? null, reason: request.reason, note: request.note },
        });
        return answer.value;
      }}
      format={FORMAT[field]}
    />
  );
}
