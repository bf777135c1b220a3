import { Link } from "@tanstack/react-router";
import type { AidCaseOut } from "@unionhome/client/model";
import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { lastDay } from "./Way";

/** What stands around a case elsewhere: the notice it hangs on, its payment, the visit that brings the money. */
export function Around({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  const ways = useDictionary("payment_way");
  const states = useDictionary("payment_state");
  const visits = useDictionary("visit_status");
  const { notice, payment, visit } = row.around;
  if (!notice && !payment && !visit) return null;
  return (
    <Section title={t("aid:case.around.title")}>
      <DescriptionList>
        {notice && (
          <Field label={t("aid:case.around.notice")}>
            <Link to={`/aid/notices/${notice.id}` as never}>{notice.number}</Link>
            {notice.open && ` ${t("aid:case.around.until", { date: date(lastDay(notice.ends_at)) })}`}
          </Field>
        )}
        {payment && (
          <Field label={t("aid:case.around.payment")}>
            <Link to={`/aid/payments/${payment.id}` as never}>
              {`${ways.label(payment.way)} ${yuan(payment.amount_fen)}`}
            </Link>
            {` ${states.label(payment.state)}`}
          </Field>
        )}
        {visit && (
          <Field label={t("aid:case.around.visit")}>
            <Link to={`/visits/${visit.plan_id}` as never}>{visit.plan_name}</Link>
            {` ${date(visit.visit_on)} ${visits.label(visit.status)}`}
          </Field>
        )}
      </DescriptionList>
    </Section>
  );
}
