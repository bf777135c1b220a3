import { useQuery } from "@tanstack/react-query";
import type { SummaryOut } from "@unionhome/client/model";
import { date } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useObjectUrl } from "../../ui/page/useObjectUrl";
import { Section } from "../../ui/record/Section";
import { ChooseDialog } from "./ChooseDialog";
import { choicesOf, MOST_PHOTOS, pictureOf } from "./data";
import styles from "./summary.module.css";

interface PhotosProps {
  summary: SummaryOut;
  chosen: readonly string[];
  writes: boolean;
  onChange(photos: string[]): void;
}

/** The photos that the summary shows. Whose consent was taken back is not among them any more. */
export function Photos({ summary, chosen, writes, onChange }: PhotosProps) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const choices = useQuery({ ...choicesOf(summary.id), enabled: writes }).data?.items ?? [];
  const known = [...summary.photos, ...choices];
  return (
    <Section
      kind="ruled"
      title={t("summary:photo.title")}
      note={t("summary:photo.count", { n: chosen.length, most: MOST_PHOTOS })}
      more={writes && <Button onClick={() => setChoosing(true)}>{t("summary:photo.choose")}</Button>}
    >
      {chosen.length === 0 && <p className="ink-3">{t("summary:photo.none")}</p>}
      <ul className={styles.photos}>
        {chosen.map((id) => {
          const photo = known.find((one) => one.id === id);
          return (
            photo && (
              <li key={id}>
                <Picture visit={photo.visit_id} id={id} label={`${date(photo.visit_on)} ${photo.plan_name}`} />
              </li>
            )
          );
        })}
      </ul>
      {choosing && (
        <ChooseDialog id={summary.id} chosen={chosen} onChange={onChange} onClose={() => setChoosing(false)} />
      )}
    </Section>
  );
}

/** A photo with what stands below it. */
export function Picture({ visit, id, label }: { visit: string; id: string; label: string }) {
  const url = useObjectUrl(useQuery(pictureOf(visit, id)).data);
  return (
    <figure className={styles.photo}>
      {url ? <img src={url} alt={label} /> : <span className={styles.blank} />}
      <figcaption>{label}</figcaption>
    </figure>
  );
}
