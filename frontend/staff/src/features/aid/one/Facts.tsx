import type { HouseholdOut } from "@unionhome/client/model";
import { date } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { Content } from "./Content";

/** The paper form, read: what it says of the household, and who keeps it. */
export function Facts({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const exits = useDictionary("exit_reason");
  const classes = useDictionary("household_class");
  return (
    <>
      <Content said={household} worker={household.people[0]} household={household} />
      <Section kind="ruled" title={t("aid:group.keeper")}>
        <DescriptionList>
          <Field label={t("aid:field.region_code")}>{household.region_code}</Field>
          <Field label={t("aid:column.keeper")}>{household.keeper_name}</Field>
          <Field label={t("aid:column.reviewer")}>{household.reviewer_name}</Field>
          <Field label={t("aid:column.opened")}>{household.opened_on && date(household.opened_on)}</Field>
          <Field label={t("aid:column.class")}>{classes.label(household.file_class)}</Field>
          <Field label={t("aid:column.due")}>{household.review_due_on && date(household.review_due_on)}</Field>
          {household.exited_on && (
            <Field label={t("aid:field.exited_on")} note={exits.label(household.exit_reason)}>
              {date(household.exited_on)}
            </Field>
          )}
          {household.erase_on && <Field label={t("aid:field.erase_on")}>{date(household.erase_on)}</Field>}
        </DescriptionList>
      </Section>
    </>
  );
}
