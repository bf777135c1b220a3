import { ifMatch } from "@unionhome/client";
import type { PaperKind, PaperRequestOut } from "@unionhome/client/model";
import { askForPapers, stepPaperRequest } from "@unionhome/client/paper-requests";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useOnce } from "../../../ui/page/useOnce";
import styles from "../aid.module.css";

interface AskDialogProps {
  household: { id: string; name: string };
  /** The case for which it is wanted. */
  caseId?: string;
  /** The kinds that are missing. */
  missing: readonly PaperKind[];
  /** The answer that will not do, where there is one: it is sent back with this. */
  refused?: PaperRequestOut;
  onClose(): void;
  onDone(): void;
}

/** Which papers, and what the worker will read: asked for the first time, or once more. */
export function AskDialog({ household, caseId, missing, refused, onClose, onDone }: AskDialogProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const [papers, setPapers] = useState<PaperKind[]>([...(refused?.asked ?? missing)]);
  const [note, setNote] = useState("");
  const once = useOnce();
  const verb = t(refused ? "aid:request.return" : "aid:request.ask");

  async function send() {
    if (refused) await stepPaperRequest(refused.id, { step: "return", papers, note }, ifMatch(refused));
    else await once((options) => askForPapers(household.id, { papers, note, case_id: caseId ?? null }, options));
    onDone();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t("aid:request.title", { verb, name: household.name })}
      verb={verb}
      effect={t(refused ? "aid:request.return_effect" : "aid:request.ask_effect")}
      // Whoever sends something back says what was wrong with it.
      ready={note.trim() !== "" || (!refused && papers.length > 0)}
      act={send}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("aid:request.papers")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              style={{ width: "100%" }}
              value={papers}
              options={[...kinds.choices]}
              onChange={(value) => setPapers(value as PaperKind[])}
            />
          )}
        </Labelled>
        <Labelled label={t("aid:request.note")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
