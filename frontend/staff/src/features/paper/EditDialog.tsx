import { ifMatch } from "@unionhome/client";
import type { UnionPaperOut } from "@unionhome/client/model";
import { editPaper } from "@unionhome/client/papers";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { useFiled } from "./data";
import { isWritten, PaperFields, type PaperWords, yearOf } from "./PaperFields";
import styles from "./paper.module.css";

interface EditDialogProps {
  paper: UnionPaperOut;
  onClose(): void;
}

/** What was written down of a paper is corrected; what it is and its files are not. */
export function EditDialog({ paper, onClose }: EditDialogProps) {
  const { t } = useTranslation();
  const filed = useFiled();
  const { title, held_on, year, place_kept, retention, note } = paper;
  const [words, setWords] = useState<PaperWords>({ title, held_on, year, place_kept, retention, note });

  async function act() {
    const asked = { ...words, year: yearOf(paper.kind, words), held_on: words.held_on ?? paper.held_on };
    await editPaper(paper.id, asked, ifMatch(paper));
    await filed();
  }

  return (
    <ConfirmAct
      kind="plain"
      width={680}
      title={t("paper:edit.title")}
      verb={t("paper:edit.verb")}
      effect={t("paper:edit.effect")}
      ready={isWritten(words)}
      act={act}
      onClose={onClose}
    >
      <div className={styles.form}>
        <PaperFields kind={paper.kind} value={words} onChange={setWords} usual={false} />
      </div>
    </ConfirmAct>
  );
}
