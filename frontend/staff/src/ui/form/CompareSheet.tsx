import { MISSING } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Dialog } from "../dialog/Dialog";
import { ProblemStrip } from "../problem/ProblemStrip";
import styles from "./CompareSheet.module.css";
import { type Compared, clashesOf, type Pick } from "./compare";

export interface CompareSheetProps {
  /** Names the record: "青溪县人民医院工会 已被他人修改". */
  title: string;
  /** All fields of the form; only those that differ are shown. */
  fields: readonly Compared[];
  /** What to keep of each field that differs; rejects with the server's problem. */
  onMerge(picks: Readonly<Record<string, Pick>>): Promise<void>;
  onClose(): void;
}

/** What a page keeps while somebody chooses: the form's submission waits until it is done or put off. */
export interface Clash<Mine, Theirs> {
  mine: Mine;
  theirs: Theirs;
  done(leave: unknown): void;
  putOff(): void;
}

/** After a 412: mine, theirs and the original side by side, and a choice for every field that differs. */
export function CompareSheet({ title, fields, onMerge, onClose }: CompareSheetProps) {
  const { t } = useTranslation();
  const clashes = useMemo(() => clashesOf(fields), [fields]);
  const [chosen, setChosen] = useState<Record<string, Pick>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const pickOf = (key: string, usual: Pick | null) => chosen[key] ?? usual;
  const open = clashes.filter((field) => pickOf(field.key, field.pick) === null).length;

  async function merge() {
    setBusy(true);
    setProblem(undefined);
    try {
      await onMerge(Object.fromEntries(clashes.map((field) => [field.key, pickOf(field.key, field.pick) ?? "theirs"])));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={title}
      width={860}
      onClose={onClose}
      foot={
        <>
          <span className={styles.note}>{open > 0 && t("ui:compare.open", { count: open })}</span>
          <Button size={32} onClick={onClose}>
            {t("ui:compare.back")}
          </Button>
          <Button size={32} kind="main" busy={busy} disabled={open > 0} onClick={() => void merge()}>
            {t("ui:compare.save")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-2">{t(clashes.length ? "ui:compare.why" : "ui:compare.same")}</p>
      {clashes.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("ui:compare.field")}</th>
              <th scope="col">{t("ui:compare.original")}</th>
              <th scope="col">{t("ui:compare.mine")}</th>
              <th scope="col">{t("ui:compare.theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {clashes.map((field) => (
              <tr key={field.key}>
                <th scope="row">{field.label}</th>
                <td className="ink-3">{field.original || MISSING}</td>
                {(["mine", "theirs"] as const).map((side) => (
                  <td key={side} data-picked={pickOf(field.key, field.pick) === side || undefined}>
                    <label>
                      <input
                        type="radio"
                        name={`compare-${field.key}`}
                        checked={pickOf(field.key, field.pick) === side}
                        onChange={() => setChosen({ ...chosen, [field.key]: side })}
                      />
                      {field[side] || MISSING}
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
