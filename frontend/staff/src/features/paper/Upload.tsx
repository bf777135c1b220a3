import type { FileOut } from "@unionhome/client/model";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../queries/file";
import { Button } from "../../ui/button/Button";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { ACCEPTED, MOST_FILES, sizeOf } from "./data";
import styles from "./paper.module.css";

interface UploadProps {
  files: readonly FileOut[];
  onChange(files: readonly FileOut[]): void;
  onBusy(busy: boolean): void;
}

/** Files sent as soon as they are picked, so that one that cannot be filed is refused at once and the others stay. */
export function Upload({ files, onChange, onBusy }: UploadProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string>();
  const [refused, setRefused] = useState<readonly { name: string; problem: unknown }[]>([]);

  async function take(picked: readonly File[]) {
    const kept = [...files];
    const bad: { name: string; problem: unknown }[] = [];
    onBusy(true);
    for (const file of picked.slice(0, MOST_FILES - files.length)) {
      setSending(file.name);
      try {
        kept.push(await sendFile(file, "cabinet"));
        onChange([...kept]);
      } catch (problem) {
        bad.push({ name: file.name, problem });
      }
    }
    setSending(undefined);
    setRefused(bad);
    onBusy(false);
  }

  return (
    <section className={styles.upload} aria-label={t("paper:column.files")}>
      <p className={styles.pick}>
        <input
          ref={input}
          type="file"
          multiple
          accept={ACCEPTED}
          className="visually-hidden"
          aria-label={t("paper:file.pick")}
          tabIndex={-1}
          onChange={(event) => {
            const picked = [...(event.target.files ?? [])];
            event.target.value = "";
            if (picked.length > 0) void take(picked);
          }}
        />
        <Button
          icon="import"
          busy={sending !== undefined}
          disabled={files.length >= MOST_FILES}
          onClick={() => input.current?.click()}
        >
          {t("paper:file.add")}
        </Button>
        <span className="small ink-3">
          {sending ? t("paper:file.sending", { name: sending }) : t("paper:file.hint", { n: MOST_FILES })}
        </span>
      </p>
      {refused.map((one) => (
        <div key={one.name}>
          <p className="small">{one.name}</p>
          <ProblemStrip boxed problem={one.problem} />
        </div>
      ))}
      {files.length > 0 && (
        <ul className={styles.sent}>
          {files.map((file) => (
            <li key={file.id}>
              <span title={file.name}>{file.name}</span>
              <span className="ink-3">{sizeOf(file.size)}</span>
              <Button
                kind="text"
                icon="close"
                aria-label={t("paper:file.drop", { name: file.name })}
                onClick={() => onChange(files.filter((one) => one.id !== file.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
