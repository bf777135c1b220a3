import type { ReturnTripOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../trip.module.css";

/** Who had seats on a trip that does not change any more, and who was on board. */
export function Given({ trip }: { trip: ReturnTripOut }) {
  const { t } = useTranslation();
  const ways = useDictionary("travel_way");
  const over = trip.state === "arrived";
  if (trip.allotments.length === 0) return <p className={styles.none}>{t("trip:seat.nobody")}</p>;
  return (
    <Scroll className={styles.scroll} label={t("trip:seat.table")}>
      <table className={styles.sheet} aria-label={t("trip:seat.table")}>
        <thead>
          <tr>
            <th scope="col">{t("trip:demand.organization")}</th>
            <th scope="col">{t("trip:demand.place")}</th>
            <th scope="col">{t("trip:demand.day")}</th>
            <th scope="col">{t("trip:demand.way")}</th>
            {["people", "here", ...(over ? ["travelled"] : [])].map((key) => (
              <th key={key} scope="col" data-end>
                {t(`trip:seat.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trip.allotments.map((row) => (
            <tr key={row.demand_id}>
              <th scope="row" translate="no">
                {row.organization_name}
              </th>
              <td>{row.place}</td>
              <td>{row.travel_on}</td>
              <td>{ways.label(row.way)}</td>
              <td data-end>{count(row.people)}</td>
              <td data-end>{count(row.seats)}</td>
              {over && <td data-end>{count(row.travelled)}</td>}
            </tr>
          ))}
          <tr data-sum>
            <th scope="row">{t("trip:sum.all")}</th>
            <td colSpan={3} />
            <td data-end>{count(trip.allotments.reduce((sum, row) => sum + row.people, 0))}</td>
            <td data-end>{count(trip.allotments.reduce((sum, row) => sum + row.seats, 0))}</td>
            {over && <td data-end>{count(trip.travelled)}</td>}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}
