import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { proposeVoucher } from "@unionhome/client/funds";
import { countGoodsLot } from "@unionhome/client/goods";
import type { GoodsLotOut } from "@unionhome/client/model";
import { count, date, moment, yuan, yuanInText } from "@unionhome/words";
import { Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { Section } from "../../ui/record/Section";
import { Scroll } from "../../ui/scroll/Scroll";
import { Status } from "../../ui/status/Status";
import { Steps } from "../../ui/status/Steps";
import { freeOf, missingOf } from "./columns";
import { movementsOf, oneLot, useStoreChanged } from "./data";
import styles from "./goods.module.css";

const route = getRouteApi("/funds/goods/$id");

/** One lot: what is left, promised and free, and every piece that went in or out, with the door behind it. */
export function LotPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const lot = useQuery(oneLot(id));
  useTabTitle(lot.data?.name, t("goods:one"));
  if (lot.data) return <Body key={id} lot={lot.data} />;
  if (lot.error) return <ProblemPage problem={lot.error} onRetry={() => void lot.refetch()} />;
  return null;
}

function Body({ lot }: { lot: GoodsLotOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const [step, setStep] = useState<string | null>(null);
  const missing = missingOf(lot);
  return (
    <div className={styles.page}>
      <PageHead
        title={<span translate="no">{lot.name}</span>}
        marks={
          <>
            {lot.expiring && <Status mark="due">{t("goods:list.expiring")}</Status>}
            {missing !== 0 && (
              <Status mark="returned">
                {t(missing > 0 ? "goods:list.short" : "goods:list.over", { n: Math.abs(missing) })}
              </Status>
            )}
          </>
        }
        facts={[
          [t("goods:column.kept_at"), lot.kept_at || "—"],
          [t("goods:column.expires"), date(lot.expires_on)],
          [t("goods:column.came_on"), date(lot.came_on)],
          [t("goods:column.came_from"), lot.came_from],
          [
            t("goods:column.voucher"),
            <Link key="voucher" to="/vouchers/$id" params={{ id: lot.voucher_id }}>
              {lot.voucher_number}
            </Link>,
          ],
          [
            t("goods:column.fund"),
            <Link key="fund" to="/funds/$id" params={{ id: lot.fund_id }}>
              {lot.fund_name}
            </Link>,
          ],
          [t("goods:column.organization"), lot.organization_name],
        ]}
      >
        {may.editFunds && (
          <Steps steps={lot.steps} main="count" destructive={["lose"]} onStep={(one) => setStep(one.step)} />
        )}
      </PageHead>
      <Scroll className={styles.main} label={lot.name}>
        <Section kind="ruled" title={t("goods:left")} note={t("goods:in_unit", { unit: lot.unit })}>
          <Left lot={lot} />
          {lot.counted_at && (
            <p className="ink-2">
              {t("goods:counted", {
                at: moment(lot.counted_at),
                by: lot.counted_by_name,
                n: count(lot.counted),
                books: count(lot.counted_there),
              })}
              {lot.counted_note && ` ${lot.counted_note}`}
            </p>
          )}
        </Section>
        <Section kind="ruled" title={t("goods:movements")}>
          <Movements lot={lot} />
        </Section>
      </Scroll>
      {step === "count" && <CountDialog lot={lot} onClose={() => setStep(null)} />}
      {step === "lose" && <LoseDialog lot={lot} onClose={() => setStep(null)} />}
    </div>
  );
}

/** All that came in as one bar: gone, promised, free; with every figure written beside it. */
function Left({ lot }: { lot: GoodsLotOut }) {
  const { t } = useTranslation();
  const parts = [
    ["gone", lot.came - lot.there],
    ["promised", Math.min(lot.promised, lot.there)],
    ["free", Math.max(freeOf(lot), 0)],
  ] as const;
  const figures = [
    ["came", count(lot.came)],
    ["there", count(lot.there)],
    ["worth", yuan(lot.worth_fen)],
    ["price", yuan(lot.price_fen)],
  ] as const;
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(([part, pieces]) => (
          <i key={part} className={styles[part]} style={{ width: `${(100 * pieces) / lot.came}%` }} />
        ))}
      </div>
      <dl className={styles.figures}>
        {parts.map(([part, pieces]) => (
          <div key={part}>
            <dt>
              <i className={styles[part]} aria-hidden="true" />
              {t(`goods:column.${part}`)}
            </dt>
            <dd>{count(part === "promised" ? lot.promised : part === "free" ? freeOf(lot) : pieces)}</dd>
          </div>
        ))}
        {figures.map(([key, said]) => (
          <div key={key}>
            <dt>{t(`goods:column.${key}`)}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Movements({ lot }: { lot: GoodsLotOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("entry_kind");
  const page = useQuery(movementsOf(lot.id)).data;
  if (!page) return null;
  return (
    <>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("goods:movement.at")}</th>
            <th scope="col">{t("fund:ledger.kind")}</th>
            <th scope="col" data-end>
              {t("goods:movement.pieces")}
            </th>
            <th scope="col" data-end>
              {t("goods:movement.left")}
            </th>
            <th scope="col">{t("goods:movement.about")}</th>
            <th scope="col">{t("fund:ledger.by")}</th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((one) => (
            <tr key={one.id}>
              <td>{moment(one.at)}</td>
              <td>{kinds.label(one.kind)}</td>
              <td data-end>{one.pieces > 0 ? `+${count(one.pieces)}` : count(one.pieces)}</td>
              <td data-end>{count(one.left_there)}</td>
              <td>
                {one.visit_plan_id ? (
                  <Link to="/visits/$id" params={{ id: one.visit_plan_id }}>
                    <span translate="no">{one.visit_name}</span> {one.visit_plan_name}
                  </Link>
                ) : one.voucher_id ? (
                  <Link to="/vouchers/$id" params={{ id: one.voucher_id }}>
                    {one.voucher_number}
                  </Link>
                ) : (
                  t("goods:movement.beyond")
                )}
              </td>
              <td>{one.by_name}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.next_cursor && <p className="ink-3">{t("goods:movement.more")}</p>}
    </>
  );
}

/** What somebody found in the store: written down beside the books, nothing is booked. */
function CountDialog({ lot, onClose }: { lot: GoodsLotOut; onClose(): void }) {
  const { t } = useTranslation();
  const changed = useStoreChanged();
  const [counted, setCounted] = useState<number | null>(null);
  const [note, setNote] = useState("");
  return (
    <ConfirmAct
      kind="plain"
      title={t("goods:count.title", { name: lot.name })}
      verb={t("goods:count.verb")}
      effect={t("goods:count.effect", { there: count(lot.there), unit: lot.unit })}
      ready={counted !== null}
      act={async () => {
        await countGoodsLot(lot.id, { counted: counted ?? 0, note }, ifMatch(lot));
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("goods:count.counted", { unit: lot.unit })}>
          {(id) => (
            <InputNumber
              id={id}
              min={0}
              precision={0}
              value={counted}
              onChange={setCounted}
              style={{ width: "100%" }}
            />
          )}
        </Labelled>
        <Labelled label={t("goods:count.note")}>
          {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}

/** What is missing, spoilt or broken: a voucher that a second officer books. */
function LoseDialog({ lot, onClose }: { lot: GoodsLotOut; onClose(): void }) {
  const { t } = useTranslation();
  const changed = useStoreChanged();
  const missing = missingOf(lot);
  const [once] = useState(newOnceKey);
  const [pieces, setPieces] = useState<number | null>(missing > 0 ? missing : null);
  const [note, setNote] = useState("");
  return (
    <ConfirmAct
      title={t("goods:lose.title", { name: lot.name })}
      verb={t("fund:voucher.propose")}
      effect={t("goods:lose.effect", { yuan: yuanInText((pieces ?? 0) * lot.price_fen) })}
      ready={(pieces ?? 0) > 0 && note.trim() !== ""}
      act={async () => {
        await proposeVoucher({ kind: "loss", lot_id: lot.id, pieces, note }, { idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("goods:lose.pieces", { unit: lot.unit })}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={lot.there}
              precision={0}
              value={pieces}
              onChange={setPieces}
              style={{ width: "100%" }}
            />
          )}
        </Labelled>
        <Labelled label={t("goods:lose.note")}>
          {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
