import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { MemberItem } from "@unionhome/client/model";
import { date, inFours, MISSING, monthDay } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { Drawer } from "../../../ui/table/Drawer";
import { memberEvents, oneMember } from "../data";
import { MaskedField } from "../one/MaskedField";
import { gapsOf, markOf } from "../words";
import styles from "./list.module.css";

interface QuickLookProps {
  member: MemberItem;
  place: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
  onStep(step: string): void;
}

const RECENT = 5;
const HERE = ["approve", "return", "submit"];

/** One member beside the list: what is asked about at the counter, and the step that is due. */
export function QuickLook({ member, place, onBack, onNext, onClose, onStep }: QuickLookProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const whole = useQuery(oneMember(member.id)).data;
  const events = useQuery(memberEvents(member.id)).data?.items ?? [];
  const statuses = useDictionary("member_status");
  const kinds = useDictionary("member_kind");
  const educations = useDictionary("education");
  const due = whole?.steps.filter((step) => step.allowed && HERE.includes(step.step)) ?? [];
  // The blue one stands last, as on the page.
  due.sort((one, other) => HERE.indexOf(other.step) - HERE.indexOf(one.step));
  const missing = whole ? gapsOf(whole) : [];
  return (
    <Drawer
      title={member.name}
      marks={<Status mark={markOf(member.status)}>{statuses.label(member.status)}</Status>}
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => void go({ to: "/members/$id", params: { id: member.id } })}>
            {t("member:look.open")}
          </Button>
          {whole?.steps.some((step) => step.step === "transfer_out" && step.allowed) && (
            <Button icon="move" onClick={() => void go({ to: `/transfers/new?member=${member.id}` as never })}>
              {t("member:verb.transfer")}
            </Button>
          )}
          <span className={styles.due}>
            {due.map((step) => (
              <Button
                key={step.step}
                kind={step.step === "return" ? "plain" : "main"}
                shortcut={step.step === "approve" ? "A" : step.step === "return" ? "R" : undefined}
                onClick={() => onStep(step.step)}
              >
                {step.label}
              </Button>
            ))}
          </span>
        </>
      }
    >
      <DescriptionList>
        <Field label={t("member:field.number")}>{member.number && inFours(member.number)}</Field>
        <Field label={t("member:field.id_number")}>
          <MaskedField member={member} steps={whole?.steps} field="id_number" masked={member.id_number_masked} />
        </Field>
        <Field label={t("member:field.phone")}>
          {member.phone_masked && (
            <MaskedField member={member} steps={whole?.steps} field="phone" masked={member.phone_masked} />
          )}
        </Field>
        <Field label={t("member:field.age")} note={t("member:born", { on: member.born_on })}>
          {t("member:years", { count: member.age })}
        </Field>
        <Field label={t("member:field.organization_id")}>
          <Link to={`/organizations/${member.organization.id}` as never}>{member.organization.name}</Link>
        </Field>
        <Field label={t("member:field.employer_id")}>{whole?.employer?.name}</Field>
        <Field label={t("member:field.kind")}>{kinds.label(member.kind)}</Field>
        <Field label={t("member:field.post")}>{whole?.post}</Field>
        <Field label={t("member:field.education")}>{educations.label(member.education)}</Field>
        <Field label={t("member:field.joined_on")}>{member.joined_on && date(member.joined_on)}</Field>
        {missing.length > 0 && (
          <Field label={t("member:missing")}>
            {missing.map((field) => t(`member:field.${field}`)).join(t("member:and"))}
          </Field>
        )}
      </DescriptionList>
      {events.length > 0 && (
        <div className={styles.look}>
          <Section title={t("member:look.recent")}>
            <ul className={styles.recent}>
              {events.slice(0, RECENT).map((event) => (
                <li key={event.id}>
                  <time title={date(event.on)}>{monthDay(event.on)}</time>
                  <span>{event.label}</span>
                  <span className="ink-3 cut">{event.actor_name || MISSING}</span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Drawer>
  );
}
