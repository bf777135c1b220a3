import { transport } from "@unionhome/client";
import type { AidCaseItem, FormsAsked } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { save } from "../../../ui/export/exports";
import { isComplete, NOTHING_WHOLE, type Whole, WholeFields } from "../../../ui/export/WholeFields";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";

const MOST = 20;
const FORMATS = ["docx", "pdf"] as const;
type Format = (typeof FORMATS)[number];

interface FormsDialogProps {
  rows: readonly Pick<AidCaseItem, "id" | "number" | "name">[];
  onClose(): void;
}

/** 审批表 of one case, or of some in an archive: masked, or whole for a reason after proving oneself again. */
export function FormsDialog({ rows, onClose }: FormsDialogProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const [whole, setWhole] = useState<Whole>(NOTHING_WHOLE);
  const [busy, setBusy] = useState<Format>();
  const [problem, setProblem] = useState<unknown>();
  const printed = rows.slice(0, MOST);
  const [first] = printed;

  async function download(format: Format) {
    setBusy(format);
    setProblem(undefined);
    try {
      const headers: Record<string, string> = {};
      if (whole.on) {
        const { password } = whole;
        const proof = await confirmIdentity(/^\d{6}$/.test(password) ? { code: password } : { password });
        headers["Unionhome-Confirmation"] = proof.confirmation_token;
      }
      const asked = {
        case_ids: printed.map((row) => row.id),
        format,
        ...(whole.on ? { whole: true, reason: whole.reason, note: whole.note } : {}),
      } as FormsAsked;
      const content = await transport<Blob>({
        url: "/api/v1/aid-cases/approval-forms",
        method: "POST",
        data: asked,
        headers: { "Content-Type": "application/json", ...headers },
      });
      const name = printed.length === 1 ? `${first?.name} ${first?.number}.${format}` : `${printed.length}.zip`;
      save(content, `${t("aid:case.form.title")} ${name}`);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(undefined);
  }

  return (
    <Dialog
      title={t("aid:case.form.of", { n: count(printed.length) })}
      onClose={onClose}
      foot={FORMATS.map((format) => (
        <Button
          key={format}
          kind={format === "docx" ? "main" : "plain"}
          size={32}
          icon="export"
          busy={busy === format}
          disabled={whole.on && !isComplete(whole)}
          onClick={() => void download(format)}
        >
          {t(`aid:case.form.${format}`)}
        </Button>
      ))}
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p>{t("aid:case.form.what")}</p>
      {rows.length > MOST && <p className="bad">{t("aid:case.form.first", { n: MOST, all: count(rows.length) })}</p>}
      {may.revealHouseholds && <WholeFields value={whole} names={t("aid:case.form.hidden")} onChange={setWhole} />}
    </Dialog>
  );
}
