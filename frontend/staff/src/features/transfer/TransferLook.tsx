import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TransferItem } from "@unionhome/client/model";
import { date, type MarkName, moment } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { Section } from "../../ui/record/Section";
import { Timeline, type TimelineItem } from "../../ui/record/Timeline";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { Drawer } from "../../ui/table/Drawer";
import { markOf, oneTransfer } from "./data";
import styles from "./transfer.module.css";

/** A file that stays where a case of it is under way is worth a look. */
const HOUSEHOLD: Record<string, MarkName> = { follows: "settled", waits: "due", moved: "done", kept: "due" };

interface TransferLookProps {
  transfer: TransferItem;
  place: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
  onStep(step: string): void;
  /** Where the other end is late and stands below. */
  urge?: ReactNode;
}

/** Both sides of one transfer, where it stands, and what may be done here. */
export function TransferLook({ transfer, place, onBack, onNext, onClose, onStep, urge }: TransferLookProps) {
  const { t } = useTranslation();
  const whole = useQuery(oneTransfer(transfer.id)).data;
  const statuses = useDictionary("transfer_status");
  const reasons = useDictionary("transfer_reason");
  const forms = useDictionary("transfer_form");
  const households = useDictionary("transfer_household");
  return (
    <Drawer
      title={transfer.member_name}
      marks={<Status mark={markOf(transfer)}>{statuses.label(transfer.status)}</Status>}
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        whole &&
        (whole.steps.length > 0 || urge) && (
          <>
            {urge}
            <Steps steps={whole.steps} destructive={["reject", "cancel"]} onStep={({ step }) => onStep(step)} />
          </>
        )
      }
    >
      <DescriptionList>
        <Field label={t("transfer:field.number")}>{transfer.number}</Field>
        <Field label={t("transfer:field.from")}>{transfer.from_organization?.name ?? t("transfer:unknown")}</Field>
        <Field label={t("transfer:field.to")}>{transfer.to_organization.name}</Field>
        <Field label={t("transfer:field.form")}>{forms.label(transfer.form)}</Field>
        <Field label={t("transfer:field.reason")}>{reasons.label(transfer.reason)}</Field>
        <Field label={t("transfer:field.note")}>{transfer.note}</Field>
        {transfer.answer && <Field label={t("transfer:field.answer")}>{transfer.answer}</Field>}
        {whole?.household && (
          <Field label={t("transfer:field.household")}>
            <Status mark={HOUSEHOLD[whole.household] ?? "settled"}>{households.label(whole.household)}</Status>
          </Field>
        )}
        {transfer.member_id && (
          <Field label={t("transfer:field.member")}>
            <Link to={`/members/${transfer.member_id}` as never}>{t("transfer:open_member")}</Link>
          </Field>
        )}
      </DescriptionList>
      <div className={styles.course}>
        <Section title={t("transfer:course")}>
          <Timeline items={useCourse(transfer)} />
        </Section>
      </div>
    </Drawer>
  );
}

/** Asked, released where it was asked for, accepted: what was, what is now, what is to come. */
function useCourse(transfer: TransferItem): TimelineItem[] {
  const { t } = useTranslation();
  const { status, form } = transfer;
  const ended = ["rejected", "cancelled"].includes(status);
  const items: TimelineItem[] = [
    {
      key: "asked",
      state: "done",
      title: t(`transfer:step.${form === "pull" ? "asked" : "sent"}`),
      by: transfer.requested_by_name,
      at: moment(transfer.requested_at),
    },
  ];
  if (ended) {
    items.push({
      key: "ended",
      state: "returned",
      title: t(`transfer:step.${status}`),
      at: moment(transfer.decided_at),
      children: transfer.answer || undefined,
    });
    return items;
  }
  if (form === "pull")
    items.push({
      key: "released",
      state: status === "requested" ? "now" : "done",
      title: t("transfer:step.released"),
      by: transfer.from_organization?.name,
      at: status === "requested" ? t("transfer:due_by", { on: date(transfer.due_on) }) : undefined,
    });
  items.push({
    key: "accepted",
    state: status === "accepted" ? "done" : status === "requested" ? "next" : "now",
    title: t("transfer:step.accepted"),
    by: transfer.to_organization.name,
    at:
      status === "accepted"
        ? date(transfer.effective_on)
        : status === "requested"
          ? undefined
          : t("transfer:due_by", { on: date(transfer.due_on) }),
  });
  return items;
}
