import { ifMatch } from "@unionhome/client";
import { deleteMember } from "@unionhome/client/members";
import type { MemberOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";

interface DeleteDialogProps {
  member: MemberOut;
  onClose(): void;
  onDone(): void;
}

/** Throws an unfinished application away, and says what goes with it. */
export function DeleteDialog({ member, onClose, onDone }: DeleteDialogProps) {
  const { t } = useTranslation();
  const facts = { name: member.name, union: member.organization.name };
  return (
    <ConfirmAct
      title={t("member:delete.title", facts)}
      verb={t("member:delete.verb")}
      effect={t(`member:delete.${member.photo_id ? "effect_photo" : "effect"}`, facts)}
      act={async () => {
        await deleteMember(member.id, ifMatch(member));
        onDone();
      }}
      onClose={onClose}
    />
  );
}
