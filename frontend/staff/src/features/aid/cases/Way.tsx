import type { AidCaseOut } from "@unionhome/client/model";
import { date, moment, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Section } from "../../../ui/record/Section";
import { Timeline, type TimelineItem } from "../../../ui/record/Timeline";

const BACK = ["return", "reject", "withdraw", "revoke", "recall"];

/** What was done by whom, where the case lies now and since when, and by when the desks ahead will have decided. */
export function Way({ row }: { row: AidCaseOut }) {
  const { t } = useTranslation();
  const taken: TimelineItem[] = row.taken.map((one, place) => ({
    key: `taken.${one.place}`,
    state: BACK.includes(one.step) ? "returned" : "done",
    title: one.label,
    by: [one.by_name, one.by_office].filter(Boolean).join(" "),
    at: moment(one.at),
    children: [
      one.reason,
      one.amount_fen !== row.taken[place - 1]?.amount_fen && place > 0
        ? t("aid:case.way.amount", { yuan: yuan(one.amount_fen) })
        : "",
    ]
      .filter(Boolean)
      .join(t("ui:comma")),
  }));
  const ahead: TimelineItem[] = row.way
    .filter((one) => one.state !== "done")
    .map((one) => ({
      key: `way.${one.status}`,
      state: one.state === "now" ? "now" : "next",
      title: one.label,
      at:
        one.due_at &&
        t(one.state === "now" ? "aid:case.way.due" : "aid:case.way.expected", { date: date(lastDay(one.due_at)) }),
      children: (
        <>
          {one.desk_name}{" "}
          {one.state === "now" && row.late_days > 0 ? (
            <span className="bad">{t("aid:case.late_by", { n: row.late_days })}</span>
          ) : (
            one.state === "now" && t("aid:case.way.waits", { n: row.waiting_days })
          )}
        </>
      ),
    }));
  const draft: TimelineItem[] =
    row.status === "draft" ? [{ key: "draft", state: "now", title: t("aid:case.way.draft"), by: row.maker_name }] : [];
  return (
    <Section title={t("aid:case.way.title")}>
      <Timeline items={[...taken, ...draft, ...ahead]} />
    </Section>
  );
}

/** A limit is the midnight after its last day; people name the day. */
export function lastDay(due: string): string {
  return new Date(Date.parse(due) - 1000 + 8 * 3_600_000).toISOString().slice(0, 10);
}
