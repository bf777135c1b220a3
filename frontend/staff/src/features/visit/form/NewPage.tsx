import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { VisitPlanFromList } from "@unionhome/client/model";
import { makeVisitPlan, makeVisitPlanFromList } from "@unionhome/client/visits";
import { today } from "@unionhome/words";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormSheet } from "../../../ui/form/FormSheet";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { memberOf, useChanged } from "../data";
import { readGoods } from "../one/cells";
import { goodsOf } from "../store/picked";
import styles from "../visit.module.css";
import { Fields } from "./Fields";
import { occasionAt, type Values, whomOf } from "./values";

/** A new plan, made from those on file: one press and the table stands (ui.md 2.3). */
export function NewPage() {
  const { t } = useTranslation();
  const tab = useTab();
  const go = useNavigate();
  const changed = useChanged();
  const scope = useScope();
  const attempt = useRef(newOnceKey());
  const day = today(Date.now());
  const occasions = useDictionary("occasion");
  const { birthday, member } = useSearch({ from: "/visits/new" });
  const person = useQuery(memberOf(member)).data?.name;
  useTabTitle(t("visit:form.title"));
  const year = day.slice(0, 4);
  const holiday = occasionAt(Number(day.slice(5, 7)));
  const initial: Partial<Values> = {
    organization_id: { id: scope.organization.id, label: scope.organization.name },
    name: t("visit:form.name_of", { year, occasion: occasions.label(holiday) }),
    occasion: holiday,
    level: "federation",
    starts_on: day,
    from: "households",
    teams: 2,
    cash_fen: 500_00,
  };
  const inLife: Partial<Values> = { ...initial, level: "union", from: "members", teams: 1, cash_fen: null };
  const ofMonth: Partial<Values> = {
    ...inLife,
    birthday,
    occasion: "birthday",
    name: t("visit:form.birthday_name", { year, month: birthday }),
  };
  // Which of wedding, illness and bereavement it is nobody can guess.
  const ofMember: Partial<Values> = {
    ...inLife,
    occasion: undefined,
    name: t("visit:form.member_name", { name: person }),
  };

  async function make(values: Values) {
    const plan: VisitPlanFromList["plan"] = {
      organization_id: values.organization_id?.id ?? scope.organization.id,
      name: values.name,
      occasion: values.occasion as VisitPlanFromList["plan"]["occasion"],
      level: values.level as VisitPlanFromList["plan"]["level"],
      document_number: values.document_number ?? "",
      starts_on: values.starts_on ?? day,
      ends_on: values.ends_on ?? null,
      sets_off: values.sets_off || null,
      meeting_place: values.meeting_place ?? "",
      paid_elsewhere: values.paid_elsewhere ?? "",
    };
    const options = { idempotencyKey: attempt.current };
    const made =
      values.from === "empty"
        ? await makeVisitPlan(plan, options)
        : await makeVisitPlanFromList(
            {
              plan,
              ...whomOf(values, member),
              teams: values.teams,
              cash_fen: values.cash_fen ?? 0,
              goods: [...readGoods(values.goods ?? "", values.worth_fen ?? 0), ...goodsOf(values.store ?? [])],
            },
            options,
          );
    attempt.current = newOnceKey();
    changed(made);
    return () => void go({ to: "/visits/$id", params: { id: made.id }, replace: true });
  }

  // The name of the plan says the holiday, or the person, in words.
  if (occasions.choices.length === 0 || (member && person === undefined)) return null;
  return (
    <div className={styles.page}>
      <PageHead title={t("visit:form.title")} />
      <FormSheet<Values>
        id="visit-plan"
        initial={member ? ofMember : birthday ? ofMonth : initial}
        verb={t("visit:form.make")}
        draft={member || birthday ? undefined : "visit.new"}
        note={t("visit:form.note")}
        onCancel={tab.close}
        onSubmit={make}
      >
        <Fields member={person} />
      </FormSheet>
    </div>
  );
}
