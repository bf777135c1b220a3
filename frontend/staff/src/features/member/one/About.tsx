import { Link } from "@tanstack/react-router";
import type { MemberOut, RevealField } from "@unionhome/client/model";
import { date } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { useFieldWords } from "./fields";
import { MaskedField, type RevealNews } from "./MaskedField";
import styles from "./one.module.css";

interface AboutProps {
  member: MemberOut;
  onReveal(news: RevealNews): void;
}

/** The registration form, read: in the order of the paper. */
export function About({ member, onReveal }: AboutProps) {
  const { t } = useTranslation();
  const fields = useFieldWords();
  const coded = (field: keyof MemberOut & string) => {
    const value = member[field];
    return (
      <Field label={fields.name(field)}>
        {value === null || value === "" ? undefined : fields.value(field, value)}
      </Field>
    );
  };
  const secret = (field: RevealField, masked: string | null, note?: string) => (
    <Field label={fields.name(field)} note={note}>
      {masked && <MaskedField member={member} steps={member.steps} field={field} masked={masked} onChange={onReveal} />}
    </Field>
  );
  const plain = (field: keyof MemberOut & string, value: string | null | undefined) => (
    <Field label={fields.name(field)}>{value}</Field>
  );
  return (
    <div className={styles.pairs}>
      <Section kind="ruled" title={t("member:group.person")}>
        <DescriptionList>
          {plain("name", member.name)}
          {secret(
            "id_number",
            member.id_number_masked,
            member.id_kind === "resident" ? undefined : fields.value("id_kind", member.id_kind),
          )}
          <Field label={t("member:field.born_on")} note={t("member:years", { count: member.age })}>
            {date(member.born_on)}
          </Field>
          {coded("nation")}
          {coded("education")}
          {coded("politics")}
          {coded("marriage")}
          {plain("native_place", member.native_place)}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("member:group.contact")}>
        <DescriptionList>
          {secret("phone", member.phone_masked)}
          {secret("residence", member.residence_masked)}
          {coded("hukou_kind")}
          {plain("hukou_place", member.hukou_place)}
          {secret("bank_card", member.bank_card_masked)}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("member:group.work")}>
        <DescriptionList>
          <Field label={t("member:field.employer_id")}>
            {member.employer && (
              <Link to="/employers" search={{ look: member.employer.id }}>
                {member.employer.name}
              </Link>
            )}
          </Field>
          {coded("kind")}
          {coded("employment_form")}
          {coded("new_employment")}
          {plain("post", member.post)}
          {plain("title", member.title)}
          {coded("skill_level")}
          {plain("work_started_on", member.work_started_on && date(member.work_started_on))}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("member:group.membership")}>
        <DescriptionList>
          <Field label={t("member:field.organization_id")}>
            <Link to="/organizations/$id" params={{ id: member.organization.id }}>
              {member.organization.name}
            </Link>
          </Field>
          {plain("joined_on", member.joined_on && date(member.joined_on))}
          {plain("card_issued_on", member.card_issued_on && date(member.card_issued_on))}
          {coded("source")}
          {coded("migrant")}
          {coded("dispatched")}
          {coded("hardship")}
          {coded("model_worker")}
          {plain("notes", member.notes)}
        </DescriptionList>
      </Section>
    </div>
  );
}
