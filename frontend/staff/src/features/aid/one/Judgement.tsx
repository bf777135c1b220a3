import type { CriterionOut, HouseholdOut } from "@unionhome/client/model";
import { date, moment, yuan, yuanInText } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { LineFigure, limitsOf } from "./LineFigure";

/** What the rules say: the income against the line, then every rule with each of its criteria in a sentence. */
export function Judgement({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const judged = household.evaluation;
  if (!judged) return <p className={styles.closed}>{t("aid:judgement.hidden")}</p>;
  const closed = judged.gate.filter((one) => !one.passed);
  return (
    <div className={styles.list}>
      <Section
        kind="ruled"
        title={t("aid:judgement.title")}
        note={t("aid:judgement.on", { category: categories.label(judged.category) || t("aid:no_category") })}
      >
        <LineFigure gross={judged.gross_fen} net={judged.net_fen} line={judged.line_fen} limits={limitsOf(judged)} />
        <p className={styles.said}>
          {t("aid:judgement.formula", {
            income: yuan(judged.income_fen),
            size: judged.size,
            gross: yuan(judged.gross_fen),
            rigid: yuan(judged.rigid_fen),
            net: yuan(judged.net_fen),
          })}
        </p>
        {household.amount_fen !== null && household.amount_fen > 0 && (
          <p className={styles.said}>{t("aid:judgement.amount", { yuan: yuanInText(household.amount_fen) })}</p>
        )}
      </Section>
      <Section kind="ruled" title={t("aid:judgement.gate")}>
        <ul className={styles.criteria}>
          {judged.gate.map((one) => (
            <Criterion key={one.kind} criterion={one} />
          ))}
        </ul>
      </Section>
      {judged.verdicts.map((verdict, place) => (
        <Section
          key={verdict.name}
          kind="ruled"
          title={verdict.name}
          note={
            <Status mark={judged.rule === place ? "done" : verdict.passed ? "settled" : "waiting"}>
              {judged.rule === place
                ? t("aid:judgement.decides", { category: categories.label(verdict.category) })
                : verdict.passed && closed.length === 0
                  ? t("aid:judgement.later")
                  : verdict.passed
                    ? t("aid:judgement.kept_out")
                    : t("aid:judgement.fails")}
            </Status>
          }
        >
          <ul className={styles.criteria}>
            {verdict.criteria.map((one) => (
              <Criterion key={one.kind} criterion={one} />
            ))}
          </ul>
        </Section>
      ))}
      <Decisions household={household} />
      <Section kind="ruled" title={t("aid:judgement.sources")}>
        <Sources household={household} />
      </Section>
    </div>
  );
}

function Criterion({ criterion }: { criterion: CriterionOut }) {
  return (
    <li>
      <Status mark={criterion.passed ? "done" : "returned"}>{criterion.sentence}</Status>
    </li>
  );
}

function Sources({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const parts = useDictionary("policy_part");
  if (household.sources.length === 0) return <p className={styles.said}>{t("aid:judgement.shipped")}</p>;
  return (
    <ul className={styles.criteria}>
      {household.sources.map((source) => (
        <li key={source.part}>
          {t("aid:judgement.source", {
            part: parts.label(source.part),
            union: source.organization_name,
            date: date(source.effective_on),
          })}
        </li>
      ))}
    </ul>
  );
}

function Decisions({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const states = useDictionary("decision_state");
  if (household.decisions.length === 0) return null;
  const category = (code: string | null) => categories.label(code) || t("aid:no_category");
  return (
    <Section kind="ruled" title={t("aid:decision.title")}>
      <ul className={styles.criteria}>
        {household.decisions.map((one) => (
          <li key={one.id}>
            <Status mark={one.state === "proposed" ? "running" : one.state === "confirmed" ? "done" : "returned"}>
              {states.label(one.state)}
            </Status>{" "}
            {t("aid:decision.says", { from: category(one.by_rules), to: category(one.category), reason: one.reason })}
            <span className="ink-3">
              {" "}
              {t("aid:decision.by", { name: one.proposed_by_name, at: moment(one.proposed_at) })}
              {one.decided_by_name && t("aid:decision.then", { name: one.decided_by_name, at: moment(one.decided_at) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
