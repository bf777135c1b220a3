import { Link } from "@tanstack/react-router";
import type { BoardItem, BoardPlace, ReportBoard } from "@unionhome/client/model";
import { count, MISSING, moment, percent } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import { Empty } from "../../../ui/table/Empty";
import { MARKS } from "../data";
import styles from "../report.module.css";

interface BoardProps {
  board: ReportBoard;
  onEnter(org: string): void;
}

/** Where the reports of the unions below are. */
export function Board({ board, onEnter }: BoardProps) {
  const { t } = useTranslation();
  const sent = board.items.filter((item) => item.status === "accepted").length;
  if (!board.begun) return <Empty>{t("report:board.ahead")}</Empty>;
  return (
    <>
      {board.places.length > 0 && <Places places={board.places} onEnter={onEnter} />}
      <table hidden={!board.own && board.items.length === 0} className={styles.board} aria-label={t("report:nav")}>
        <thead>
          <tr>
            {["union", "status", "submitted", "by", "decided", "reason"].map((column) => (
              <th key={column} scope="col">
                {t(`report:board.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.own && <Row item={board.own} name={<b>{t("report:board.own")}</b>} />}
          {board.items.map((item) => (
            <Row
              key={item.organization_id}
              item={item}
              name={
                <button type="button" className={styles.enter} onClick={() => onEnter(item.organization_id)}>
                  {item.organization_name}
                </button>
              }
            />
          ))}
        </tbody>
      </table>
      {board.items.length > 0 && (
        <p className={styles.foot}>{t("report:board.accepted", { n: sent, of: board.items.length })}</p>
      )}
      {board.items.length + board.places.length === 0 && <Empty>{t("report:board.nobody_below")}</Empty>}
    </>
  );
}

/** A form of basic unions: how far the places below are, in numbers. */
function Places({ places, onEnter }: { places: BoardPlace[]; onEnter(org: string): void }) {
  const { t } = useTranslation();
  return (
    <table className={styles.board} aria-label={t("report:board.place")}>
      <thead>
        <tr>
          <th scope="col">{t("report:board.place")}</th>
          {["units", "in", "done", "share"].map((column) => (
            <th key={column} scope="col" className={styles.figure}>
              {t(`report:board.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.organization_id}>
            <th scope="row" translate="no">
              <button type="button" className={styles.enter} onClick={() => onEnter(place.organization_id)}>
                {place.organization_name}
              </button>
            </th>
            {[place.units, place.submitted, place.accepted].map((n, at) => (
              <td key={at} className={styles.figure}>
                {count(n)}
              </td>
            ))}
            <td className={styles.figure}>{place.units > 0 ? percent(place.accepted, place.units).text : MISSING}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Row({ item, name }: { item: BoardItem; name: ReactNode }) {
  const { t } = useTranslation();
  const states = useDictionary("report_status");
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      <td>
        {item.status && item.report_id ? (
          <Link to={"/reports/$id" as never} params={{ id: item.report_id } as never}>
            <Status mark={MARKS[item.status]}>{states.label(item.status)}</Status>
          </Link>
        ) : (
          <span className="ink-3">{t("report:board.not_begun")}</span>
        )}
      </td>
      <td>{item.submitted_at ? moment(item.submitted_at) : MISSING}</td>
      <td translate="no">{item.submitted_by_name || MISSING}</td>
      <td>{item.decided_at ? moment(item.decided_at) : MISSING}</td>
      <td className="cut" title={item.reason}>
        {item.reason}
      </td>
    </tr>
  );
}
