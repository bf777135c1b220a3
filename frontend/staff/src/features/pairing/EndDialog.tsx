import { ifMatch } from "@unionhome/client";
import type { PairingOut } from "@unionhome/client/model";
import { stepPairing } from "@unionhome/client/pairings";
import { today } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../ui/dialog/AskNote";

interface EndDialogProps {
  pairing: PairingOut;
  onDone(): Promise<unknown>;
  onClose(): void;
}

/** The pairing ends today, and says why. */
export function EndDialog({ pairing, onDone, onClose }: EndDialogProps) {
  const { t } = useTranslation();
  return (
    <AskNote
      title={t("pairing:end.title", { helper: pairing.name, household: pairing.household_name })}
      verb={t("pairing:end.verb")}
      effect={t("pairing:end.effect")}
      label={t("pairing:end.reason")}
      act={async (reason) => {
        await stepPairing(pairing.id, { step: "end", on: today(Date.now()), reason }, ifMatch(pairing));
        await onDone();
      }}
      onClose={onClose}
    />
  );
}
