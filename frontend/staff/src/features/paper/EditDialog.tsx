import { ifMatch } from "@unionhome/client";
import type { PaperRetention, UnionPaperOut } from "@unionhome/client/model";
import { editPaper } from "@unionhome/client/papers";
import { today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { OF_ITS_DAY, useFiled } from "./data";
import styles from "./paper.module.css";
import { yearsAround } from "./yearFilter";

interface EditDialogProps {
  paper: UnionPaperOut;
  onClose(): void;
}

/** What was written down of a paper is corrected; what it is and its files are not. */
export function EditDialog({ paper, onClose }: EditDialogProps) {
  const { t } = useTranslation();
  const terms = useDictionary("paper_retention");
  const filed = useFiled();
  const now = today(Date.now());
  const [title, setTitle] = useState(paper.title);
  const [on, setOn] = useState<string | null>(paper.held_on);
  const [picked, setYear] = useState(paper.year);
  const [place, setPlace] = useState(paper.place_kept);
  const [retention, setRetention] = useState<PaperRetention>(paper.retention);
  const [note, setNote] = useState(paper.note);
  const ofItsDay = OF_ITS_DAY.includes(paper.kind);
  const year = ofItsDay && on ? Number(on.slice(0, 4)) : picked;
  const years = [...new Set([...yearsAround(Number(now.slice(0, 4))), paper.year])].sort((a, b) => b - a);

  async function act() {
    const asked = { title, year, held_on: on ?? paper.held_on, place_kept: place, retention, note };
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
      ready={title.trim() !== "" && on !== null}
      act={act}
      onClose={onClose}
    >
      <div className={styles.form}>
        <div className={styles.wide}>
          <Labelled label={t("paper:column.title")}>
            {(id) => <Input id={id} maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />}
          </Labelled>
        </div>
        <Labelled label={t("paper:field.held_on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} max={now} />}
        </Labelled>
        <Labelled label={t("paper:column.year")}>
          {(id) => (
            <Select
              id={id}
              value={year}
              disabled={ofItsDay}
              onChange={setYear}
              options={years.map((one) => ({ value: one, label: String(one) }))}
            />
          )}
        </Labelled>
        <Labelled label={t("paper:column.place")}>
          {(id) => <Input id={id} maxLength={100} value={place} onChange={(event) => setPlace(event.target.value)} />}
        </Labelled>
        <Labelled label={t("paper:column.retention")}>
          {(id) => (
            <Select
              id={id}
              value={retention}
              onChange={(value) => setRetention(value as PaperRetention)}
              options={[...terms.choices]}
            />
          )}
        </Labelled>
        <div className={styles.wide}>
          <Labelled label={t("paper:field.note")}>
            {(id) => <Input id={id} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </div>
      </div>
    </ConfirmAct>
  );
}
