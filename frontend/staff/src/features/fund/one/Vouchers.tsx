import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FundOut } from "@unionhome/client/model";
import { moment, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import { VOUCHER_MARK, vouchersOf } from "../data";
import styles from "../fund.module.css";

/** The vouchers of a fund, the newest first. */
export function Vouchers({ fund }: { fund: FundOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  const states = useDictionary("voucher_state");
  const items = useQuery(vouchersOf(fund.id)).data?.items ?? [];
  if (items.length === 0) return <p className={styles.closed}>{t("fund:voucher.none")}</p>;
  return (
    <table className={styles.sheet}>
      <thead>
        <tr>
          <th>{t("fund:voucher.number")}</th>
          <th>{t("fund:voucher.kind")}</th>
          <th data-end>{t("fund:voucher.amount")}</th>
          <th>{t("fund:ledger.about")}</th>
          <th>{t("fund:voucher.made")}</th>
          <th>{t("fund:voucher.checked")}</th>
          <th>{t("fund:column.status")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.id}>
            <td>
              <Link to="/vouchers/$id" params={{ id: each.id }}>
                {each.number}
              </Link>
            </td>
            <td>{kinds.label(each.kind)}</td>
            <td data-end>{yuan(each.amount_fen)}</td>
            <td>{each.payee ? `${each.payee} ${each.note}` : each.document_number || each.note || "—"}</td>
            <td>
              {each.made_by_name} {moment(each.made_at)}
            </td>
            <td>{each.checked_at ? `${each.checked_by_name} ${moment(each.checked_at)}` : "—"}</td>
            <td>
              <Status mark={VOUCHER_MARK[each.state] ?? "settled"}>{states.label(each.state)}</Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
