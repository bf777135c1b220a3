import { transport } from "@unionhome/client";
import { confirmIdentity } from "@unionhome/client/sign-in";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import { save } from "../../ui/export/exports";
import { isComplete, NOTHING_WHOLE, type Whole, WholeFields } from "../../ui/export/WholeFields";
import { useAccess } from "../../ui/page/person";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";

const FORMATS = ["docx", "pdf"] as const;
export type Format = (typeof FORMATS)[number];

interface PrintDialogProps {
  title: string;
  /** Where the paper is made. */
  url: string;
  /** What is asked for besides the format and the reason. */
  asked?: object;
  /** What the file is called on the reader's disk. */
  fileName(format: Format): string;
  /** What the paper is. */
  children: ReactNode;
  onClose(): void;
}

/** A paper as Word or PDF: masked, or whole for a reason after proving oneself again. */
export function PrintDialog({ title, url, asked, fileName, children, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const [whole, setWhole] = useState<Whole>(NOTHING_WHOLE);
  const [busy, setBusy] = useState<Format>();
  const [problem, setProblem] = useState<unknown>();

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
      const why = whole.on ? { whole: true, reason: whole.reason, note: whole.note } : {};
      const content = await transport<Blob>({
        url,
        method: "POST",
        data: { ...asked, format, ...why },
        headers: { "Content-Type": "application/json", ...headers },
      });
      save(content, fileName(format));
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(undefined);
  }

  return (
    <Dialog
      title={title}
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
          {t(`aid:print.${format}`)}
        </Button>
      ))}
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {children}
      {may.revealHouseholds && <WholeFields value={whole} names={t("aid:print.hidden")} onChange={setWhole} />}
    </Dialog>
  );
}
