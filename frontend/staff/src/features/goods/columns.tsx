import { Link } from "@tanstack/react-router";
import type { GoodsLotItem } from "@unionhome/client/model";
import { count, date, MISSING, moment, yuan } from "@unionhome/words";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import type { Column } from "../../ui/table/columns";

/** What of a lot nobody is promised yet; below nought when more is promised than lies there. */
export const freeOf = (lot: GoodsLotItem): number => lot.there - lot.promised;

/** What was found when it was counted, where that is not what the books said. */
export const missingOf = (lot: GoodsLotItem): number =>
  lot.counted === null || lot.counted_there === null ? 0 : lot.counted_there - lot.counted;

export function useLotColumns(): readonly Column<GoodsLotItem>[] {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("goods:column.name"),
        min: 130,
        lead: true,
        cell: (row) => (
          <Link to="/funds/goods/$id" params={{ id: row.id }} title={row.name} translate="no">
            {row.name}
          </Link>
        ),
      },
      { key: "unit", title: t("goods:column.unit"), width: 56, cell: (row) => row.unit },
      { key: "there", title: t("goods:column.there"), width: 76, align: "end", cell: (row) => count(row.there) },
      {
        key: "promised",
        title: t("goods:column.promised"),
        width: 76,
        align: "end",
        cell: (row) => (row.promised ? count(row.promised) : MISSING),
      },
      {
        key: "free",
        title: t("goods:column.free"),
        width: 76,
        align: "end",
        cell: (row) => <b className={freeOf(row) < 0 ? "bad" : undefined}>{count(freeOf(row))}</b>,
      },
      { key: "price", title: t("goods:column.price"), width: 92, align: "end", cell: (row) => yuan(row.price_fen) },
      { key: "worth", title: t("goods:column.worth"), width: 118, align: "end", cell: (row) => yuan(row.worth_fen) },
      {
        key: "expires",
        title: t("goods:column.expires"),
        width: 124,
        cell: (row) =>
          row.expiring ? (
            <span className="warn">
              {date(row.expires_on)} {t("goods:list.expiring")}
            </span>
          ) : (
            date(row.expires_on)
          ),
      },
      { key: "kept_at", title: t("goods:column.kept_at"), min: 110, cell: (row) => row.kept_at || MISSING },
      {
        key: "counted",
        title: t("goods:column.counted"),
        width: 116,
        cell: (row) => {
          if (row.counted === null) return MISSING;
          const missing = missingOf(row);
          return missing === 0 ? (
            t("goods:list.agrees", { n: row.counted })
          ) : (
            <span className="bad">
              {t(missing > 0 ? "goods:list.short" : "goods:list.over", { n: Math.abs(missing) })}
            </span>
          );
        },
      },
      {
        key: "fund",
        title: t("goods:column.fund"),
        min: 130,
        cell: (row) => (
          <span className="ink-2" title={row.fund_name}>
            {row.fund_name}
          </span>
        ),
      },
      {
        key: "came",
        title: t("goods:column.came"),
        width: 76,
        align: "end",
        extra: true,
        cell: (row) => count(row.came),
      },
      { key: "came_on", title: t("goods:column.came_on"), width: 104, extra: true, cell: (row) => date(row.came_on) },
      {
        key: "came_by",
        title: t("goods:column.came_by"),
        width: 90,
        extra: true,
        cell: (row) => kinds.label(row.came_by),
      },
      {
        key: "came_from",
        title: t("goods:column.came_from"),
        width: 170,
        extra: true,
        cell: (row) => row.came_from,
      },
      {
        key: "counted_at",
        title: t("goods:column.counted_at"),
        width: 140,
        extra: true,
        cell: (row) => moment(row.counted_at),
      },
      {
        key: "organization",
        title: t("goods:column.organization"),
        width: 170,
        extra: true,
        cell: (row) => row.organization_name,
      },
      {
        key: "voucher",
        title: t("goods:column.voucher"),
        width: 142,
        extra: true,
        cell: (row) => (
          <Link to="/vouchers/$id" params={{ id: row.voucher_id }}>
            {row.voucher_number}
          </Link>
        ),
      },
    ],
    [t, kinds],
  );
}
