import type { FileOut, UnionPaperKind } from "@unionhome/client/model";
import { filePaper } from "@unionhome/client/papers";
import { today } from "@unionhome/words";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { useFiled } from "./data";
import { isWritten, PaperFields, type PaperWords, yearOf } from "./PaperFields";
import styles from "./paper.module.css";
import { Upload } from "./Upload";

interface FileDialogProps {
  /** The union whose cabinet it is; without it, that of whoever is signed in, or another that they choose. */
  union?: PickedOrg;
  onClose(): void;
  onFiled?(id: string): void;
}

/** A paper goes into the cabinet: what it is, of which day and year, where the original lies, and its files. */
export function FileDialog({ union, onClose, onFiled }: FileDialogProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const kinds = useDictionary("union_paper_kind");
  const once = useOnce();
  const filed = useFiled();
  const now = today(Date.now());
  const [org, setOrg] = useState<PickedOrg>(union ?? { id: scope.organization.id, label: scope.organization.name });
  const [kind, setKind] = useState<UnionPaperKind>("minutes");
  const [words, setWords] = useState<PaperWords>({
    title: "",
    held_on: now,
    year: Number(now.slice(0, 4)),
    place_kept: "",
    retention: undefined,
    note: "",
  });
  const [files, setFiles] = useState<readonly FileOut[]>([]);
  const [busy, setBusy] = useState(false);

  async function act() {
    const asked = {
      ...words,
      organization_id: org.id,
      kind,
      year: yearOf(kind, words),
      held_on: words.held_on ?? now,
      retention: words.retention ?? null,
      files: files.map((one) => one.id),
    };
    const paper = await once((options) => filePaper(asked, options));
    await filed();
    onFiled?.(paper.id);
  }

  return (
    <ConfirmAct
      kind="plain"
      width={680}
      title={t("paper:file.title")}
      verb={t("paper:file.verb")}
      effect={t("paper:file.effect")}
      ready={isWritten(words) && files.length > 0 && !busy}
      act={act}
      onClose={onClose}
    >
      <div className={styles.form}>
        <Labelled label={t("paper:column.organization")}>
          {(id) => (
            <OrgField
              id={id}
              label={t("paper:column.organization")}
              value={org}
              onChange={setOrg}
              disabled={union !== undefined}
            />
          )}
        </Labelled>
        <Labelled label={t("paper:column.kind")}>
          {(id) => (
            <Select
              id={id}
              value={kind}
              onChange={(value) => setKind(value as UnionPaperKind)}
              options={[...kinds.choices]}
            />
          )}
        </Labelled>
        <PaperFields kind={kind} value={words} onChange={setWords} usual />
        <div className={styles.wide}>
          <Upload files={files} onChange={setFiles} onBusy={setBusy} />
        </div>
      </div>
    </ConfirmAct>
  );
}
