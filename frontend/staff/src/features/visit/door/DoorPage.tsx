import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { VisitItem } from "@unionhome/client/model";
import { count, date, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { Status } from "../../../ui/status/Status";
import { goodsText, myStops, onePlan, useChanged, VISIT_MARK } from "../data";
import styles from "../visit.module.css";
import { DoorForm } from "./DoorForm";

const route = getRouteApi("/visits/$id/do");

/** On the phone: the stops of my team in their order, one big button each, and the form at the door. */
export function DoorPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const plan = useQuery(onePlan(id));
  const stops = useQuery(myStops(id));
  const changed = useChanged();
  const [at, setAt] = useState<string | null>(null);
  useTabTitle(plan.data?.name, t("visit:door.title"));
  const problem = plan.error ?? stops.error;
  if (problem && !(plan.data && stops.data))
    return <ProblemPage problem={problem} onRetry={() => void Promise.all([plan.refetch(), stops.refetch()])} />;
  if (!plan.data || !stops.data) return null;
  if (at)
    return (
      <DoorForm
        key={at}
        id={at}
        onBack={() => setAt(null)}
        onDone={() => {
          changed();
          setAt(null);
        }}
      />
    );
  const left = stops.data.filter((stop) => stop.status === "planned").length;
  return (
    <div className={styles.doors}>
      <header>
        <h1 translate="no">{plan.data.name}</h1>
        <p>
          {t("visit:door.left", { left: count(left), of: count(stops.data.length) })}
          {plan.data.sets_off || plan.data.meeting_place
            ? `　${[plan.data.sets_off, plan.data.meeting_place].filter(Boolean).join(" ")}`
            : ""}
        </p>
        <Link to="/visits/$id" params={{ id }}>
          {t("visit:door.table")}
        </Link>
      </header>
      {stops.data.length === 0 && <p className="ink-3">{t("visit:door.none")}</p>}
      <ol>
        {stops.data.map((stop) => (
          <li key={stop.id}>
            <Stop stop={stop} onOpen={() => setAt(stop.id)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Stop({ stop, onOpen }: { stop: VisitItem; onOpen(): void }) {
  const { t } = useTranslation();
  const kinds = useDictionary("visit_kind");
  const outcomes = useDictionary("visit_status");
  const brought = [stop.cash_fen > 0 && t("visit:door.cash", { yuan: yuan(stop.cash_fen) }), goodsText(stop.goods)];
  return (
    <button type="button" className={styles.stop} data-status={stop.status} onClick={onOpen}>
      <b translate="no">{stop.name}</b>
      <span className="ink-2">{kinds.label(stop.kind)}</span>
      <span data-end>
        {stop.overdue ? (
          <Status mark="due">{t("visit:overdue")}</Status>
        ) : (
          <Status mark={VISIT_MARK[stop.status] ?? "waiting"}>{outcomes.label(stop.status)}</Status>
        )}
      </span>
      <span data-line className="ink-2" translate="no">
        {stop.unit}
      </span>
      <span data-line className="ink-2">
        {[date(stop.visit_on), stop.visit_time, ...brought].filter(Boolean).join("　")}
      </span>
    </button>
  );
}
