import type { CurrentPolicy, WholePolicy } from "@unionhome/client/model";
import { count, date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import styles from "../aid.module.css";
import { PARTS } from "./values";

/** What holds, part by part, each with the union it comes from. */
export function Shown({ current }: { current: CurrentPolicy }) {
  const { t } = useTranslation();
  const parts = useDictionary("policy_part");
  const source = (part: string) => {
    const found = current.sources.find((one) => one.part === part);
    return found?.organization_name
      ? t("aid:policy.from", { union: found.organization_name, date: date(found.effective_on) })
      : t("aid:policy.shipped");
  };
  return (
    <DescriptionList labels={120}>
      {PARTS.map((part) => (
        <Field key={part} label={parts.label(part)} note={source(part)}>
          <PartWords part={part} policy={current.policy} />
        </Field>
      ))}
    </DescriptionList>
  );
}

function PartWords({ part, policy }: { part: (typeof PARTS)[number]; policy: WholePolicy }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const exclusions = useDictionary("exclusion");
  const circumstances = useDictionary("circumstance");
  const bases = useDictionary("income_basis");
  const list = (items: readonly string[]) => items.join(t("ui:comma"));
  if (part === "line")
    return t("aid:policy.line_says", { yuan: yuan(policy.line.line_fen), size: count(policy.line.default_size) });
  if (part === "caps")
    return t("aid:policy.caps_say", { each: yuan(policy.caps.each_time_fen), year: yuan(policy.caps.each_year_fen) });
  if (part === "exclusions")
    return list(policy.exclusions.map((one) => exclusions.label(one))) || t("aid:policy.no_exclusions");
  if (part === "amounts")
    return (
      list(Object.entries(policy.amounts).map(([one, fen]) => `${categories.label(one)} ${yuan(fen)}`)) ||
      t("aid:policy.no_amounts")
    );
  return (
    <ol className={styles.criteria}>
      {policy.rules.rules.map((rule) => (
        <li key={rule.name}>
          <b>{categories.label(rule.category)}</b>{" "}
          {list(
            [
              rule.income &&
                t(rule.income.inclusive ? "aid:policy.at_most" : "aid:policy.below", {
                  basis: bases.label(rule.income.basis),
                  percent: rule.income.percent,
                }),
              rule.circumstances.length > 0 &&
                t("aid:policy.one_of", { list: rule.circumstances.map((one) => circumstances.label(one)).join("/") }),
              rule.loss_fen !== null && t("aid:policy.loss_from", { yuan: yuan(rule.loss_fen) }),
            ].filter((one): one is string => Boolean(one)),
          )}
        </li>
      ))}
    </ol>
  );
}
