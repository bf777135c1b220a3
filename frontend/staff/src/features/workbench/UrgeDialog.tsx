import type { TodoItem, UrgeSubject } from "@unionhome/client/model";
import { sendUrge } from "@unionhome/client/urges";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../ui/dialog/AskNote";
import { newOnceKey } from "../../ui/page/once";
import { subjectOf } from "./todo";

interface UrgeDialogProps {
  item: TodoItem;
  onClose(): void;
  onDone(): void;
}

/** Urges the union below that an item waits for (催办), without leaving the day. */
export function UrgeDialog({ item, onClose, onDone }: UrgeDialogProps) {
  const { t } = useTranslation();
  const [once] = useState(newOnceKey);
  const subject = subjectOf(item) as UrgeSubject;
  const name = item.organization_name ?? item.name;
  return (
    <AskNote
      title={t(`workbench:urge.title.${subject}`, { name })}
      verb={t("workbench:urge.verb")}
      effect={t("workbench:urge.effect", { name })}
      label={t("workbench:urge.note")}
      hint={t("workbench:urge.hint")}
      act={async (note) => {
        await sendUrge({ organization_id: item.organization_id ?? "", subject, note }, { idempotencyKey: once });
        onDone();
      }}
      onClose={onClose}
    />
  );
}
