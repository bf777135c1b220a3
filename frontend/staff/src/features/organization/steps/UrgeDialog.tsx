import type { OrganizationOut } from "@unionhome/client/model";
import { sendUrge } from "@unionhome/client/urges";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskNote } from "../../../ui/dialog/AskNote";
import { newOnceKey } from "../../../ui/page/once";
import { useChanged } from "../union";

/** Urges the union to hold its re-election (催办): it stands on the workbench below until the matter is settled. */
export function UrgeDialog({ union, onClose }: { union: OrganizationOut; onClose(): void }) {
  const { t } = useTranslation();
  const changed = useChanged();
  const [once] = useState(newOnceKey);
  return (
    <AskNote
      title={t("organization:urge.title", { name: union.name })}
      verb={t("organization:urge.verb")}
      effect={t("organization:urge.effect", { name: union.name })}
      label={t("organization:urge.note")}
      hint={t("organization:urge.hint")}
      act={async (note) => {
        await sendUrge({ organization_id: union.id, subject: "term", note }, { idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    />
  );
}
