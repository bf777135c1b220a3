import type { FileOut, PaperRetention, UnionPaperKind } from "@unionhome/client/model";
import { filePaper } from "@unionhome/client/papers";
import { today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useScope } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { OF_ITS_DAY, useFiled } from "./data";
import styles from "./paper.module.css";
import { Upload } from "./Upload";
import { yearsAround } from "./yearFilter";

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
  const terms = useDictionary("paper_retention");
  const once = useOnce();
  const filed = useFiled();
  const now = today(Date.now());
  const [org, setOrg] = useState<PickedOrg>(union ?? { id: scope.organization.id, label: scope.organization.name });
  const [kind, setKind] = useState<UnionPaperKind>("minutes");
  const [title, setTitle] = useState("");
  const [on, setOn] = useState<string | null>(now);
  const [picked, setYear] = useState(Number(now.slice(0, 4)));
  const [place, setPlace] = useState("");
  const [retention, setRetention] = useState<PaperRetention>();
  const [note, setNote] = useState("");
  const [files, setFiles] = useState<readonly FileOut[]>([]);
  const [busy, setBusy] = useState(false);
  const ofItsDay = OF_ITS_DAY.includes(kind);
  const year = ofItsDay && on ? Number(on.slice(0, 4)) : picked;

  async function act() {
    const asked = {
      organization_id: org.id,
      kind,
      year,
      title,
      held_on: on ?? now,
      place_kept: place,
      note,
      retention: retention ?? null,
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
      ready={title.trim() !== "" && on !== null && files.length > 0 && !busy}
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
        <div className={styles.wide}>
          <Labelled label={t("paper:column.title")}>
            {(id) => (
              <Input
                id={id}
                maxLength={100}
                value={title}
                placeholder={t(`paper:example.${kind}`)}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
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
              options={yearsAround(Number(now.slice(0, 4))).map((one) => ({ value: one, label: String(one) }))}
            />
          )}
        </Labelled>
        <Labelled label={t("paper:column.place")}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              value={place}
              placeholder={t("paper:example.place")}
              onChange={(event) => setPlace(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t("paper:column.retention")}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={retention}
              placeholder={t("paper:file.usual")}
              onChange={(value) => setRetention(value as PaperRetention | undefined)}
              options={[...terms.choices]}
            />
          )}
        </Labelled>
        <div className={styles.wide}>
          <Labelled label={t("paper:field.note")}>
            {(id) => <Input id={id} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </div>
        <div className={styles.wide}>
          <Upload files={files} onChange={setFiles} onBusy={setBusy} />
        </div>
      </div>
    </ConfirmAct>
  );
}
