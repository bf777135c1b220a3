import type { TodoItem } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import styles from "./workbench.module.css";

interface Words {
  t: TFunction;
  role(slug: string): string;
  form(slug: string): string;
}

type Say = (item: TodoItem, words: Words) => string;

const plainly: Say = (item) => item.detail;
const numbered: Say = (item, { t }) => t(`workbench:detail.${item.kind}`, { number: item.detail });
const counted: Say = (item, { t }) => t(`workbench:detail.${item.kind}`, { n: count(Number(item.detail)) });
const household: Say = (item, { t }) => t("workbench:detail.household", { number: item.detail });
const roles: Say = (item, { role }) => item.detail.split(",").map(role).join(" · ");

/** The server writes the number before the other union; here only the union tells something. */
const otherUnion: Say = (item, { t }) =>
  t(`workbench:detail.${item.kind}`, { union: item.detail.split(" · ").slice(1).join(" · ") });

/** "survey 2025 returned": which form, of which year, and where it is; nothing where it was not begun. */
const report: Say = (item, { t, form }) => {
  const [name = "", year, status] = item.detail.trim().split(" ");
  return t(`workbench:detail.report_${status ?? "begin"}`, { form: form(name), year });
};

/** "12 3": rows that are good, rows that are refused. */
const rows: Say = (item, { t }) => {
  const [good = 0, refused = 0] = item.detail.split(" ").map(Number);
  if (good + refused === 0) return t("workbench:detail.import_columns");
  return t("workbench:detail.import", { good: count(good), refused: count(refused) });
};

/** "2026 300000": the year, and what is still owed of it, in fen. */
const owed: Say = (item, { t }) => {
  const [year, fen] = item.detail.split(" ");
  return t("workbench:detail.remittance_due", { year, amount: yuan(Number(fen)) });
};

/** "2 女工部 方秀云": how many measures are late, and who answers for the one that is named. */
const late: Say = (item, { t }) => {
  const [n, ...lead] = item.detail.split(" ");
  const said = t("workbench:detail.needs_overdue", { lead: lead.join(" ") });
  return Number(n) > 1 ? t("workbench:detail.needs_overdue_more", { said, n: count(Number(n)) }) : said;
};

/** What the detail of each kind says. */
const SAY: Readonly<Record<TodoItem["kind"], Say>> = {
  urge: (item, { t }) =>
    [t(`workbench:urge.about.${item.urge?.subject}`), item.urge?.note].filter(Boolean).join(t("workbench:urge.colon")),
  transfer_in: otherUnion,
  transfer_out: otherUnion,
  member_approval: (_item, { t }) => t("workbench:detail.member_approval"),
  term: (item, { t }) => t("workbench:detail.term", { date: item.due_on ?? "" }),
  import: rows,
  user_approval: plainly,
  grant_approval: roles,
  handover_approval: roles,
  export_approval: counted,
  household_review: household,
  household_approval: household,
  household_decision: household,
  aid_application: plainly,
  paper_request: household,
  aid_case: plainly,
  aid_case_late: plainly,
  aid_program_closing: plainly,
  notice_wanted: numbered,
  notice_over: numbered,
  objection: numbered,
  work_calendar: numbered,
  visit: counted,
  voucher_check: plainly,
  budget_check: (item, { t }) => t("workbench:detail.budget_check", { number: item.detail ?? "" }),
  reconciliation_check: plainly,
  payment_rejected: plainly,
  fund_ending: (item, { t }) => t("workbench:detail.fund_ending", { amount: yuan(Number(item.detail)) }),
  visit_money: (item, { t }) => t("workbench:detail.visit_money", { amount: yuan(Number(item.detail)) }),
  protection_claim: plainly,
  protection_due: plainly,
  protection_ending: plainly,
  savings_loan: plainly,
  savings_loan_late: plainly,
  sighting_alarm: counted,
  recount: counted,
  pivot_due: numbered,
  session_reused: (item, { t }) => t("workbench:detail.session_reused", { address: item.detail ?? "" }),
  report_due: report,
  report_review: report,
  remittance_due: owed,
  needs_overdue: late,
  duty_due: plainly,
  duty_late: plainly,
};

/** What a thing that waits is about, in a few words behind its name. */
export function Detail({ item }: { item: TodoItem }) {
  const { t } = useTranslation();
  const role = useDictionary("role").label;
  const form = useDictionary("report_form").label;
  return <span className={styles.detail}>{SAY[item.kind](item, { t, role, form })}</span>;
}
