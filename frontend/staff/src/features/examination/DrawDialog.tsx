import { useQueryClient } from "@tanstack/react-query";
import { drawAidSample } from "@unionhome/client/examinations";
import { today } from "@unionhome/words";
import { InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { newOnceKey } from "../../ui/page/once";
import { SAMPLES } from "./data";
import styles from "./examination.module.css";

const MOST = 500;
const MOST_SEED = 2_147_483_647;

/** How many, of which days; a seed only where a draw is to be repeated. */
export function DrawDialog({ onClose, onDrawn }: { onClose(): void; onDrawn(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const now = today(Date.now());
  const [once] = useState(newOnceKey);
  const [first, setFirst] = useState<string | null>(`${now.slice(0, 4)}-01-01`);
  const [last, setLast] = useState<string | null>(now);
  const [size, setSize] = useState<number | null>(20);
  const [seed, setSeed] = useState<number | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("examination:sample.draw")}
      verb={t("examination:sample.draw")}
      effect={t("examination:sample.effect")}
      ready={first !== null && last !== null && size !== null}
      act={async () => {
        if (first === null || last === null || size === null) return;
        const sample = await drawAidSample({ first_on: first, last_on: last, size, seed }, { idempotencyKey: once });
        void queries.invalidateQueries({ queryKey: [SAMPLES] });
        onDrawn(sample.id);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("examination:sample.first_on")}>
          {(id) => <DateField id={id} value={first} onChange={setFirst} max={now} />}
        </Labelled>
        <Labelled label={t("examination:sample.last_on")}>
          {(id) => <DateField id={id} value={last} onChange={setLast} max={now} />}
        </Labelled>
        <Labelled label={t("examination:sample.size")}>
          {(id) => <InputNumber id={id} min={1} max={MOST} precision={0} value={size} onChange={setSize} />}
        </Labelled>
        <Labelled label={t("examination:sample.seed_again")}>
          {(id) => <InputNumber id={id} min={0} max={MOST_SEED} precision={0} value={seed} onChange={setSeed} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
