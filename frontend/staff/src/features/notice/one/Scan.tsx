import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { NoticeOut } from "@unionhome/client/model";
import { getNoticeScan, keepNoticeScan } from "@unionhome/client/notices";
import { moment } from "@unionhome/words";
import { type ChangeEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { TOUCHED } from "../data";
import styles from "../notice.module.css";

/** The stamped print of the report on the result: a picture that is kept with the notice (RPT-04). */
export function Scan({ notice }: { notice: NoticeOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const queries = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function during(act: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }
  const keep = (picked: ChangeEvent<HTMLInputElement>) => {
    const file = picked.target.files?.[0];
    picked.target.value = "";
    if (file)
      void during(async () => {
        // The generated type says text; what a form carries is the file itself.
        const kept = await sendFile(file, "proof");
        await keepNoticeScan(notice.id, { file_id: kept.id }, ifMatch(notice));
        await Promise.all(TOUCHED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      });
  };
  const open = () =>
    void during(async () =>
      save((await getNoticeScan(notice.id)) as Blob, `${notice.number}${t("notice:scan.title")}`),
    );

  return (
    <Section kind="ruled" title={t("notice:scan.title")}>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="small ink-2">
        {notice.scanned_at
          ? t("notice:scan.kept", { name: notice.scanned_by_name, time: moment(notice.scanned_at) })
          : t("notice:scan.none")}
      </p>
      <div className={styles.scan}>
        {notice.scanned_at && (
          <Button busy={busy} onClick={open}>
            {t("notice:scan.open")}
          </Button>
        )}
        {may.editHouseholds && (
          <>
            <input
              ref={picker}
              hidden
              type="file"
              accept="image/png,image/jpeg"
              aria-label={t("notice:scan.keep")}
              onChange={keep}
            />
            <Button busy={busy} onClick={() => picker.current?.click()}>
              {t(notice.scanned_at ? "notice:scan.replace" : "notice:scan.keep")}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
}
