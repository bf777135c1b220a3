import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { SummaryChoice } from "@unionhome/client/model";
import { declareVisitPhoto } from "@unionhome/client/visits";
import { date } from "@unionhome/words";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { choicesOf, MOST_PHOTOS, useSummaryMoved } from "./data";
import { Picture } from "./Photos";
import styles from "./summary.module.css";

interface ChooseDialogProps {
  id: string;
  chosen: readonly string[];
  onChange(photos: string[]): void;
  onClose(): void;
}

/** Photos of the visits. One that nobody has cleared is cleared here first: with consent, no minor, no illness. */
export function ChooseDialog({ id, chosen, onChange, onClose }: ChooseDialogProps) {
  const { t } = useTranslation();
  const moved = useSummaryMoved();
  const choices = useQuery(choicesOf(id));
  const [consent, setConsent] = useState(false);
  const [clean, setClean] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const full = chosen.length >= MOST_PHOTOS;

  async function declare(photo: SummaryChoice, publishable: boolean) {
    setProblem(undefined);
    try {
      await declareVisitPhoto(
        photo.visit_id,
        photo.id,
        { publishable, consent, no_minor_no_illness: clean },
        ifMatch({ version: photo.visit_version }),
      );
      if (!publishable) onChange(chosen.filter((one) => one !== photo.id));
      await moved();
    } catch (refused) {
      setProblem(refused);
    }
  }

  return (
    <Dialog
      title={t("summary:photo.choose")}
      width={720}
      onClose={onClose}
      foot={
        <Button kind="main" size={32} onClick={onClose}>
          {t("summary:photo.done")}
        </Button>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-2">{t("summary:photo.rule")}</p>
      <div className={styles.asks}>
        <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
          {t("summary:photo.consent")}
        </Checkbox>
        <Checkbox checked={clean} onChange={(event) => setClean(event.target.checked)}>
          {t("summary:photo.clean")}
        </Checkbox>
      </div>
      {choices.data?.items.length === 0 && <p className="ink-3">{t("summary:photo.no_visits")}</p>}
      <ul className={styles.photos}>
        {choices.data?.items.map((photo) => {
          const taken = chosen.includes(photo.id);
          return (
            <li key={photo.id}>
              <Picture visit={photo.visit_id} id={photo.id} label={`${date(photo.visit_on)} ${photo.unit}`} />
              {photo.publishable ? (
                <span className={styles.marks}>
                  <Checkbox
                    checked={taken}
                    disabled={!taken && full}
                    onChange={(event) =>
                      onChange(event.target.checked ? [...chosen, photo.id] : chosen.filter((one) => one !== photo.id))
                    }
                  >
                    {t("summary:photo.show")}
                  </Checkbox>
                  <Button kind="text" onClick={() => void declare(photo, false)}>
                    {t("summary:photo.take_back")}
                  </Button>
                </span>
              ) : (
                <Button disabled={!consent || !clean} onClick={() => void declare(photo, true)}>
                  {t("summary:photo.clear")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
