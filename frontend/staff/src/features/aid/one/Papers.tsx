import { ifMatch } from "@unionhome/client";
import { addHouseholdPaper, getHouseholdPaper, removeHouseholdPaper } from "@unionhome/client/households";
import type { HouseholdOut, PaperKind, PaperOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import styles from "../aid.module.css";
import { MEDICAL } from "../data";
import { Requests } from "../request/Requests";

interface PapersProps {
  household: HouseholdOut;
  onChanged(household?: HouseholdOut): void;
}

/** The papers of a file by kind: pictures added, saved, taken away. */
export function Papers({ household, onChanged }: PapersProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<PaperKind>("identity");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [going, setGoing] = useState<PaperOut | null>(null);
  const [shown, setShown] = useState<PaperOut | null>(null);
  const edits = household.steps.some((one) => one.step === "edit" && one.allowed);

  async function add(picked: File) {
    setBusy(true);
    setProblem(undefined);
    try {
      const file = await sendFile(picked, "paper");
      onChanged(await addHouseholdPaper(household.id, { file_id: file.id, kind }, ifMatch(household)));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.list}>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Requests household={household} missing={[]} past onChanged={() => onChanged()} />
      {edits && (
        <div className={styles.adding}>
          <Select
            aria-label={t("aid:paper.kind")}
            value={kind}
            options={[...kinds.choices]}
            onChange={(value) => setKind(value as PaperKind)}
            style={{ width: 260 }}
          />
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg"
            className="visually-hidden"
            aria-label={t("aid:paper.pick")}
            tabIndex={-1}
            onChange={(event) => {
              const picked = event.target.files?.[0];
              event.target.value = "";
              if (picked) void add(picked);
            }}
          />
          <Button icon="import" busy={busy} onClick={() => input.current?.click()}>
            {t("aid:paper.add")}
          </Button>
          <span className="small ink-3">{t("aid:paper.hint")}</span>
        </div>
      )}
      {household.papers.length === 0 ? (
        <p className={styles.closed}>{t("aid:paper.none")}</p>
      ) : (
        <table className={styles.sheet}>
          <thead>
            <tr>
              <th>{t("aid:paper.kind")}</th>
              <th>{t("aid:paper.name")}</th>
              <th>{t("aid:paper.by")}</th>
              <th>{t("aid:paper.at")}</th>
              <th>
                <span className="visually-hidden">{t("aid:paper.verbs")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {household.papers.map((paper) => (
              <tr key={paper.id}>
                <td>{kinds.label(paper.kind)}</td>
                <td>{paper.name}</td>
                <td>{paper.added_by_name}</td>
                <td>{moment(paper.added_at)}</td>
                <td className={styles.end}>
                  <Button kind="text" onClick={() => setShown(paper)}>
                    {t("aid:paper.look")}
                  </Button>
                  {edits && (
                    <Button kind="text" destructive onClick={() => setGoing(paper)}>
                      {t("aid:paper.remove")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown && (
        <PictureViewer
          first={shown.id}
          pictures={household.papers.map((paper) => ({
            key: paper.id,
            title: `${household.name} ${kinds.label(paper.kind)}`,
            name: paper.name,
            note: `${paper.added_by_name} ${moment(paper.added_at)}`,
            covered: MEDICAL.includes(paper.kind) && paper.id !== shown.id,
            load: () => getHouseholdPaper(household.id, paper.id),
          }))}
          onClose={() => setShown(null)}
        />
      )}
      {going && (
        <ConfirmAct
          title={t("aid:paper.remove_title", { name: going.name })}
          verb={t("aid:paper.remove")}
          effect={t("aid:paper.remove_effect")}
          act={async () => onChanged(await removeHouseholdPaper(household.id, going.id, ifMatch(household)))}
          onClose={() => setGoing(null)}
        />
      )}
    </div>
  );
}
