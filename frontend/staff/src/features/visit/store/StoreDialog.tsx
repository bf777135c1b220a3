import { ifMatch } from "@unionhome/client";
import type { VisitItem, VisitPlanOut } from "@unionhome/client/model";
import { arrangeVisits } from "@unionhome/client/visits";
import { count, yuanInText } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { draftOf, rowOf } from "../one/cells";
import { type Picked, shortOf, withPicked, worthOf } from "./picked";
import { StorePick } from "./StorePick";

/** Rows that one request writes. */
const AT_ONCE = 500;

interface StoreDialogProps {
  plan: VisitPlanOut;
  stops: readonly VisitItem[];
  onClose(): void;
  onDone(plan: VisitPlanOut): void;
}

/** The same goods out of the store for every household of a plan that was not visited yet: one act for all of them. */
export function StoreDialog({ plan, stops, onClose, onDone }: StoreDialogProps) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const doors = stops.filter((stop) => stop.status === "planned");
  // A draft holds nothing of the store yet.
  const short = shortOf(picked, doors, plan.status !== "draft");

  async function bring() {
    let after = plan;
    for (let first = 0; first < doors.length; first += AT_ONCE) {
      const visits = doors
        .slice(first, first + AT_ONCE)
        .map((stop) => ({ ...draftOf(stop, rowOf(stop)), goods: withPicked(stop.goods, picked) }));
      after = await arrangeVisits(plan.id, { visits, removed: [] }, ifMatch(after));
    }
    onDone(after);
  }
  return (
    <ConfirmAct
      kind="plain"
      width={560}
      title={t("visit:store.title", { name: plan.name })}
      verb={t("visit:store.verb")}
      effect={
        short ? (
          <span className="bad">
            {t("visit:store.short", {
              name: short.lot.name,
              unit: short.lot.unit,
              asked: count(short.asked),
              free: count(short.free),
            })}
          </span>
        ) : (
          t("visit:store.effect", { n: doors.length, yuan: yuanInText(worthOf(picked)) })
        )
      }
      ready={picked.length > 0 && doors.length > 0 && !short}
      act={bring}
      onClose={onClose}
    >
      <StorePick place={{ visit_plan_id: plan.id }} value={picked} onChange={setPicked} />
    </ConfirmAct>
  );
}
