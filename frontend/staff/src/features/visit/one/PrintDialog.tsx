import { transport } from "@unionhome/client";
import type { VisitPlanOut } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { save } from "../../../ui/export/exports";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import styles from "../visit.module.css";

const FORMATS = ["docx", "pdf", "xlsx"] as const;
type Format = (typeof FORMATS)[number];

/** The 慰问安排表 as Word, PDF or workbook; with addresses after proving oneself again, on record. */
export function PrintDialog({ plan, onClose }: { plan: VisitPlanOut; onClose(): void }) {
  const { t } = useTranslation();
  const may = useAccess();
  const [addresses, setAddresses] = useState(false);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState<Format>();
  const [problem, setProblem] = useState<unknown>();

  async function download(format: Format) {
    setBusy(format);
    setProblem(undefined);
    try {
      const headers: Record<string, string> = {};
      if (addresses) {
        const proof = await confirmIdentity(/^\d{6}$/.test(password) ? { code: password } : { password });
        headers["Unionhome-Confirmation"] = proof.confirmation_token;
      }
      const content = await transport<Blob>({
        url: `/api/v1/visit-plans/${plan.id}/table`,
        method: "GET",
        params: { format, addresses },
        headers,
      });
      save(content, `${plan.name}.${format}`);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(undefined);
  }

  return (
    <Dialog
      title={t("visit:print.title")}
      onClose={onClose}
      foot={FORMATS.map((format) => (
        <Button
          key={format}
          kind={format === "docx" ? "main" : "plain"}
          icon="export"
          busy={busy === format}
          disabled={addresses && password === ""}
          onClick={() => void download(format)}
        >
          {t(`visit:print.${format}`)}
        </Button>
      ))}
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p>{t("visit:print.what")}</p>
      {may.revealHouseholds && (
        <div className={styles.fields}>
          <Checkbox checked={addresses} onChange={(event) => setAddresses(event.target.checked)}>
            {t("visit:print.addresses")}
          </Checkbox>
          {addresses && (
            <label htmlFor="print-password">
              {t("visit:print.password")}
              <Input.Password
                id="print-password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </label>
          )}
        </div>
      )}
    </Dialog>
  );
}
