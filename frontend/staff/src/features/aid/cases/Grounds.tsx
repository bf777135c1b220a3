import { Link } from "@tanstack/react-router";
import type { AidCaseOut, HouseholdOut } from "@unionhome/client/model";
import { count, yuan, yuanInText } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { FamilyTree } from "../one/FamilyTree";
import { LineFigure, limitsOf } from "../one/LineFigure";
import styles from "./cases.module.css";

interface GroundsProps {
  row: AidCaseOut;
  household: HouseholdOut | undefined;
}

/** What a case rests on: the household and its income against the line, the standard with its reckoning, the year. */
export function Grounds({ row, household }: GroundsProps) {
  const { t } = useTranslation();
  return (
    <>
      {household && <Family household={household} />}
      {row.evaluation && <Judged row={row} />}
      <Section kind="ruled" title={t("aid:case.grounds.amount")}>
        <p className={styles.reckoned}>
          <span>{row.reckoning.sentence}</span>
          <b>{yuan(row.amount_fen)}</b>
        </p>
        {row.asked_fen !== row.amount_fen && (
          <p className="small ink-3">{t("aid:case.grounds.asked", { yuan: yuanInText(row.asked_fen) })}</p>
        )}
        {row.over.map((said) => (
          <p key={said} className="small">
            <Status mark={row.program.caps_stop ? "returned" : "due"}>{said}</Status>
          </p>
        ))}
      </Section>
      <Section kind="ruled" title={t("aid:case.grounds.year", { year: row.program.year })}>
        <p className="small ink-2">
          {row.given_fen === 0
            ? t("aid:case.grounds.none_given")
            : t("aid:case.grounds.given", { yuan: yuanInText(row.given_fen) })}
        </p>
        <Beside row={row} />
      </Section>
      {row.reason && (
        <Section kind="ruled" title={t("aid:case.grounds.reason")}>
          <p className="small" style={{ whiteSpace: "pre-line" }}>
            {row.reason}
          </p>
        </Section>
      )}
    </>
  );
}

function Family({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const illnesses = useDictionary("illness");
  const schools = useDictionary("school_stage");
  return (
    <Section
      title={t("aid:case.grounds.family")}
      note={t("aid:case.grounds.monthly")}
      more={
        <Link to="/households/$id" params={{ id: household.id }}>
          {household.number}
        </Link>
      }
    >
      <FamilyTree household={household} />
      <table className={styles.family}>
        <thead>
          <tr>
            <th>{t("aid:person.name")}</th>
            <th>{t("aid:person.relation")}</th>
            <th data-end>{t("aid:column.age")}</th>
            <th data-end>{t("aid:case.grounds.income")}</th>
          </tr>
        </thead>
        <tbody>
          {household.people.map((one) => (
            <tr key={one.id}>
              <td>{one.name}</td>
              <td className="ink-2">
                {[
                  relations.label(one.relation),
                  one.illness && one.illness !== "none" ? illnesses.label(one.illness) : "",
                  schools.label(one.school_stage),
                ]
                  .filter(Boolean)
                  .join(t("ui:comma"))}
              </td>
              <td data-end>{count(one.age)}</td>
              <td data-end>{yuan(one.income_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** As the rules said when the case was handed in: frozen, whatever the file says now. */
function Judged({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  const judged = row.evaluation;
  if (!judged) return null;
  return (
    <Section
      kind="ruled"
      title={t("aid:case.grounds.judged")}
      note={categories.label(row.category) || t("aid:no_category")}
    >
      <p className={styles.reckoned}>
        <span>{t("aid:case.grounds.per_head", { income: yuan(judged.income_fen), size: judged.size })}</span>
        <b>{yuan(judged.gross_fen)}</b>
      </p>
      <LineFigure gross={judged.gross_fen} net={judged.net_fen} line={judged.line_fen} limits={limitsOf(judged)} />
      <ul className={styles.verdicts}>
        {judged.verdicts.map((one) => (
          <li key={one.name}>
            <span className="cut" title={one.name}>
              {one.name}
            </span>
            <Status mark={one.passed ? "done" : "waiting"}>
              {t(one.passed ? "aid:case.grounds.meets" : "aid:judgement.fails")}
            </Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Beside({ row }: { row: AidCaseOut }) {
  const statuses = useDictionary("case_status");
  if (row.beside.length === 0) return null;
  return (
    <ul className={styles.verdicts}>
      {row.beside.map((one) => (
        <li key={one.id}>
          <Link className="cut" to="/aid/cases/$id" params={{ id: one.id }}>
            {one.program_name}
          </Link>
          <span className="ink-3">
            {statuses.label(one.status)} {yuanInText(one.amount_fen)}
          </span>
        </li>
      ))}
    </ul>
  );
}
