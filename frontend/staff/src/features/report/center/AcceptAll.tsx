import { useQueryClient } from "@tanstack/react-query";
import type { ReportBoard, ReportsAccepted } from "@unionhome/client/model";
import { acceptReports } from "@unionhome/client/reports";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { REPORTS } from "../data";
import styles from "../report.module.css";

/** A township has a hundred reports of basic unions to accept: those that hold in one act, the others one by one. */
export function AcceptAll({ board }: { board: ReportBoard }) {
  const { t } = useTranslation();
  const may = useAccess();
  const queries = useQueryClient();
  const [once, setOnce] = useState<string | null>(null);
  const [told, setTold] = useState<ReportsAccepted | null>(null);
  const waiting = board.items.filter((item) => item.status === "submitted").length;

  async function act() {
    if (!once) return;
    setTold(await acceptReports({ form: board.form, year: board.year }, { idempotencyKey: once }));
    await queries.invalidateQueries({ queryKey: [REPORTS] });
  }

  return (
    <>
      {told && (
        <span role="status" className={styles.told}>
          {t("report:board.took", { n: told.accepted })}
          {told.left.length > 0 &&
            ` ${t("report:board.left", {
              n: told.left.length,
              names: told.left.map((each) => each.organization_name).join(t("report:comma")),
            })}`}
          {told.more && ` ${t("report:board.more")}`}
        </span>
      )}
      {may.fillReports && waiting > 1 && (
        <Button onClick={() => setOnce(newOnceKey())}>{t("report:board.accept_all", { n: waiting })}</Button>
      )}
      {once && (
        <ConfirmAct
          kind="plain"
          eager
          title={t("report:board.accept_all", { n: waiting })}
          verb={t("report:board.accept_all", { n: waiting })}
          effect={t("report:board.accept_all_effect")}
          act={act}
          onClose={() => setOnce(null)}
        />
      )}
    </>
  );
}
