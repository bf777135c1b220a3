import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { listFunds } from "@unionhome/client/funds";
import type { StepVisitMoneyBody, VisitItem, VisitPlanOut } from "@unionhome/client/model";
import { stepVisitMoney } from "@unionhome/client/visits";
import { yuan, yuanInText } from "@unionhome/words";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { FundPicker, useFund } from "../../../ui/fund/FundPicker";
import { useOnce } from "../../../ui/page/useOnce";
import styles from "../visit.module.css";

export type MoneyStep = StepVisitMoneyBody["step"];

interface MoneyDialogProps {
  plan: VisitPlanOut;
  stops: readonly VisitItem[];
  step: MoneyStep;
  onClose(): void;
  onDone(plan: VisitPlanOut): void;
}

/** Finance promises what a plan is to bring, books what was given, or takes bookings back that were wrong. */
export function MoneyDialog({ plan, stops, step, onClose, onDone }: MoneyDialogProps) {
  const { t } = useTranslation();
  const { money } = plan;
  const once = useOnce();
  const booked = stops.filter((stop) => stop.booked_fen > 0 || stop.issued_fen > 0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // What was reserved is paid by its own fund; only where nothing was, one is asked for.
  const choosesFund = step === "reserve" || (step === "book" && money.unreserved > 0);
  const found = useQuery({
    queryKey: ["funds", "open", "visits", plan.id],
    queryFn: ({ signal }) => listFunds({ status: "open", visit_plan_id: plan.id, limit: 100 }, { signal }),
    enabled: choosesFund,
  });
  const funds = found.data?.items ?? [];
  const [fund, setFund] = useFund("visits", funds);
  const label = money.steps.find((one) => one.step === step)?.label ?? step;
  const amount = step === "reserve" ? money.wanted_fen : money.to_book_fen;
  const visits = step === "reserve" ? money.wanted : money.to_book;
  const back = booked
    .filter((stop) => chosen.includes(stop.id))
    .reduce((sum, stop) => sum + stop.booked_fen + stop.issued_fen, 0);

  function asked(): StepVisitMoneyBody {
    if (step === "unbook") return { step, visit_ids: [...chosen] };
    return step === "reserve" ? { step, fund_id: fund ?? "" } : { step, fund_id: choosesFund ? fund : null };
  }
  return (
    <ConfirmAct
      kind={step === "unbook" ? "destructive" : "plain"}
      title={t("visit:step.title", { verb: label, name: plan.name })}
      verb={label}
      effect={
        step === "unbook" && chosen.length === 0
          ? t("visit:money.choose")
          : t(step === "book" && money.to_issue_fen > 0 ? "visit:money.book_store" : `visit:money.${step}`, {
              store: yuanInText(money.to_issue_fen),
              n: step === "unbook" ? chosen.length : visits,
              yuan: yuanInText(step === "unbook" ? back : amount),
            })
      }
      ready={step === "unbook" ? chosen.length > 0 : !choosesFund || fund !== undefined}
      eager={step === "book" && !choosesFund}
      act={async () =>
        onDone(await once((options) => stepVisitMoney(plan.id, asked(), { ...ifMatch(plan), ...options })))
      }
      onClose={onClose}
    >
      {choosesFund && (
        <Labelled label={step === "book" ? t("visit:money.fund_of", { n: money.unreserved }) : t("ui:fund.pick")}>
          {(id) => <FundPicker id={id} funds={funds} value={fund} onChange={setFund} style={{ width: "100%" }} />}
        </Labelled>
      )}
      {step === "unbook" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <ul className={styles.choices} aria-label={t("visit:money.booked")} tabIndex={0}>
          {booked.map((stop) => (
            <li key={stop.id}>
              <Checkbox
                checked={chosen.includes(stop.id)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, stop.id] : chosen.filter((id) => id !== stop.id))
                }
              >
                <span translate="no">{stop.name}</span> <span className="ink-3">{stop.unit}</span>{" "}
                {yuan(stop.booked_fen + stop.issued_fen)}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </ConfirmAct>
  );
}
