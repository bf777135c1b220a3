import { ifMatch } from "@unionhome/client";
import type { SummaryOut } from "@unionhome/client/model";
import { writeAidSummary } from "@unionhome/client/summaries";
import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Labelled } from "../../ui/form/Labelled";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Section } from "../../ui/record/Section";
import { useSummaryMoved } from "./data";
import { Photos } from "./Photos";
import styles from "./summary.module.css";

const PARTS = ["practice", "problems", "next"] as const;

interface WritingProps {
  summary: SummaryOut;
  writes: boolean;
  onUnsaved(unsaved: boolean): void;
}

/** Title, theme, three parts and the photos; each time they are kept they are a version. */
export function Writing({ summary, writes, onUnsaved }: WritingProps) {
  const { t } = useTranslation();
  const moved = useSummaryMoved();
  const kept = {
    title: summary.title,
    theme: summary.theme,
    practice: summary.practice,
    problems: summary.problems,
    next: summary.next,
    photos: summary.photos.map((photo) => photo.id),
  };
  const [said, setSaid] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const changed = JSON.stringify(said) !== JSON.stringify(kept);
  const set = (change: Partial<typeof said>) => setSaid((before) => ({ ...before, ...change }));
  useEffect(() => onUnsaved(changed), [changed, onUnsaved]);

  async function keep() {
    setBusy(true);
    setProblem(undefined);
    try {
      await moved(await writeAidSummary(summary.id, said, ifMatch(summary)));
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  if (!writes)
    return (
      <>
        {PARTS.map((part) => (
          <Section key={part} kind="ruled" title={t(`summary:part.${part}`)}>
            <p className={styles.told}>{summary[part] || "—"}</p>
          </Section>
        ))}
        <Photos summary={summary} chosen={said.photos} writes={false} onChange={() => undefined} />
      </>
    );
  return (
    <form
      className={styles.asks}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Labelled label={t("summary:column.title")}>
        {(id) => (
          <Input id={id} maxLength={80} value={said.title} onChange={(event) => set({ title: event.target.value })} />
        )}
      </Labelled>
      <Labelled label={t("summary:begin.theme")}>
        {(id) => (
          <Input id={id} maxLength={60} value={said.theme} onChange={(event) => set({ theme: event.target.value })} />
        )}
      </Labelled>
      {PARTS.map((part) => (
        <Labelled key={part} label={t(`summary:part.${part}`)}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={part === "practice" ? 8 : 5}
              maxLength={4000}
              placeholder={t(`summary:hint.${part}`)}
              value={said[part]}
              onChange={(event) => set({ [part]: event.target.value })}
            />
          )}
        </Labelled>
      ))}
      <Photos summary={summary} chosen={said.photos} writes onChange={(photos) => set({ photos })} />
      <div className={styles.verbs}>
        <Button kind="main" type="submit" busy={busy} disabled={!changed || said.title.trim() === ""}>
          {t("summary:keep")}
        </Button>
      </div>
    </form>
  );
}
