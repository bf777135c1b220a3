import { useQuery } from "@tanstack/react-query";
import { proposeVoucher } from "@unionhome/client/funds";
import { yuanInText } from "@unionhome/words";
import { Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../queries/file";
import { openFunds } from "../../queries/fund";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { YuanInput } from "../../ui/form/YuanInput";
import { FundPicker, useFund } from "../../ui/fund/FundPicker";
import { useDictionary } from "../../ui/page/dictionary";
import { newOnceKey } from "../../ui/page/once";
import { useStoreChanged } from "./data";
import styles from "./goods.module.css";
import { draftsOf, EMPTY, type Line, sumOf, worthOf } from "./lines";

const MOST_LINES = 20;
const MOST_PIECES = 1_000_000;

/** Goods come in: bought out of a fund, or given to the union. A second officer books it, and then they lie in the store. */
export function ReceiveDialog({ kind, onClose }: { kind: "purchase" | "gift"; onClose(): void }) {
  const { t } = useTranslation();
  const kinds = useDictionary("voucher_kind");
  const changed = useStoreChanged();
  const funds = useQuery(openFunds).data?.items ?? [];
  const [fund, setFund] = useFund("goods", funds);
  const [once] = useState(newOnceKey);
  const [payee, setPayee] = useState("");
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<string | null>(null);
  const [lines, setLines] = useState<readonly Line[]>([{ key: 0, ...EMPTY }]);
  const [picture, setPicture] = useState<File | null>(null);
  const drafts = draftsOf(lines);
  const set = (key: number, change: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...change } : line)));
  return (
    <ConfirmAct
      kind="plain"
      width={880}
      title={kinds.label(kind)}
      verb={t("fund:voucher.propose")}
      effect={t(`goods:receive.${kind}`, { yuan: yuanInText(sumOf(lines)) })}
      ready={fund !== undefined && payee.trim() !== "" && number.trim() !== "" && drafts !== null}
      act={async () => {
        const file = picture && (await sendFile(picture, "proof"));
        await proposeVoucher(
          {
            kind,
            fund_id: fund,
            payee,
            document_number: number,
            document_on: on,
            file_id: file?.id ?? null,
            goods: drafts ?? [],
          },
          { idempotencyKey: once },
        );
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.asked}>
        <Labelled label={t(`goods:receive.fund_${kind}`)}>
          {(id) => <FundPicker id={id} funds={funds} value={fund} onChange={setFund} style={{ width: "100%" }} />}
        </Labelled>
        <Labelled label={t(`goods:receive.from_${kind}`)}>
          {(id) => <Input id={id} maxLength={100} value={payee} onChange={(event) => setPayee(event.target.value)} />}
        </Labelled>
        <Labelled label={t(`goods:receive.document_${kind}`)}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("fund:voucher.document_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} />}
        </Labelled>
        <Labelled label={t("fund:voucher.file")}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept="image/png,image/jpeg"
              onChange={(event) => setPicture(event.target.files?.[0] ?? null)}
            />
          )}
        </Labelled>
      </div>
      <table className={styles.lines}>
        <thead>
          <tr>
            {(["name", "unit", "pieces", "price", "worth", "expires", "kept_at"] as const).map((key) => (
              <th key={key} scope="col" data-end={key === "worth" || undefined}>
                {t(
                  key === "pieces"
                    ? "goods:receive.pieces"
                    : key === "worth"
                      ? "goods:receive.worth"
                      : `goods:column.${key}`,
                )}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => {
            const of = (key: string) => t("goods:receive.of", { n: at + 1, field: key });
            return (
              <tr key={line.key}>
                {(["name", "unit"] as const).map((key) => (
                  <td key={key} data-column={key}>
                    <Input
                      aria-label={of(t(`goods:column.${key}`))}
                      maxLength={key === "name" ? 40 : 10}
                      placeholder={t(`goods:receive.${key}_hint`)}
                      value={line[key]}
                      onChange={(event) => set(line.key, { [key]: event.target.value })}
                    />
                  </td>
                ))}
                <td data-column="pieces">
                  <InputNumber
                    aria-label={of(t("goods:receive.pieces"))}
                    min={1}
                    max={MOST_PIECES}
                    precision={0}
                    value={line.pieces}
                    onChange={(pieces) => set(line.key, { pieces })}
                  />
                </td>
                <td data-column="price">
                  <YuanInput
                    aria-label={of(t("goods:column.price"))}
                    min={1}
                    value={line.price_fen}
                    onChange={(price_fen) => set(line.key, { price_fen })}
                  />
                </td>
                <td data-end>{worthOf(line) > 0 ? yuanInText(worthOf(line)) : "—"}</td>
                <td data-column="expires">
                  <DateField value={line.expires_on} onChange={(expires_on) => set(line.key, { expires_on })} />
                </td>
                <td data-column="kept_at">
                  <Input
                    aria-label={of(t("goods:column.kept_at"))}
                    maxLength={60}
                    value={line.kept_at}
                    onChange={(event) => set(line.key, { kept_at: event.target.value })}
                  />
                </td>
                <td>
                  {lines.length > 1 && (
                    <Button
                      kind="text"
                      icon="close"
                      aria-label={t("goods:receive.remove", { n: at + 1 })}
                      onClick={() => setLines(lines.filter((one) => one.key !== line.key))}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {lines.length < MOST_LINES && (
        <Button
          kind="text"
          icon="plus"
          onClick={() =>
            setLines([
              ...lines,
              { key: Math.max(...lines.map((line) => line.key)) + 1, ...EMPTY, kept_at: lines.at(-1)?.kept_at ?? "" },
            ])
          }
        >
          {t("goods:receive.more")}
        </Button>
      )}
    </ConfirmAct>
  );
}
