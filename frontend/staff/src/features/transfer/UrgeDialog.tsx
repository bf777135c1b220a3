import { useQueryClient } from "@tanstack/react-query";
import { sendUrge } from "@unionhome/client/urges";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../ui/dialog/AskNote";
import { newOnceKey } from "../../ui/page/once";
import { TRANSFERS } from "./data";

interface UrgeDialogProps {
  union: { id: string; name: string };
  onClose(): void;
}

/** Urges the union that overdue transfers wait for (催办). One urge stands for all that it has not answered. */
export function UrgeDialog({ union, onClose }: UrgeDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [once] = useState(newOnceKey);
  return (
    <AskNote
      title={t("transfer:urge.title", { name: union.name })}
      verb={t("transfer:urge.verb")}
      effect={t("transfer:urge.effect", { name: union.name })}
      label={t("transfer:urge.note")}
      hint={t("transfer:urge.hint")}
      act={async (note) => {
        await sendUrge({ organization_id: union.id, subject: "transfer", note }, { idempotencyKey: once });
        for (const key of [...TRANSFERS, "urges", "workbench"]) void queries.invalidateQueries({ queryKey: [key] });
      }}
      onClose={onClose}
    />
  );
}
