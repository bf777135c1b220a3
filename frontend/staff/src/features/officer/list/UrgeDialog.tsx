import type { UrgeSubject } from "@unionhome/client/model";
import { sendUrge } from "@unionhome/client/urges";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../../ui/dialog/AskNote";
import { newOnceKey } from "../../../ui/page/once";
import { useUrged } from "../officer";

interface UrgeDialogProps {
  union: { id: string; name: string };
  subject: UrgeSubject;
  onClose(): void;
}

/** Urges one union (催办). */
export function UrgeDialog({ union, subject, onClose }: UrgeDialogProps) {
  const { t } = useTranslation();
  const urged = useUrged();
  const [once] = useState(newOnceKey);
  return (
    <AskNote
      title={t(`officer:urge.title.${subject}`, { name: union.name })}
      verb={t("officer:urge.verb")}
      effect={t("officer:urge.effect", { name: union.name })}
      label={t("officer:urge.note")}
      hint={t("officer:urge.hint")}
      act={async (note) => {
        await sendUrge({ organization_id: union.id, subject, note }, { idempotencyKey: once });
        urged();
      }}
      onClose={onClose}
    />
  );
}
