import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { putMemberPhoto, removeMemberPhoto } from "@unionhome/client/members";
import type { MemberOut } from "@unionhome/client/model";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { MEMBERS } from "../data";
import styles from "./one.module.css";
import { useFace } from "./useFace";

const TYPES = "image/jpeg,image/png";

/** The photo in the place it has on the paper form: shown, set, replaced, taken away. */
export function Photo({ member }: { member: MemberOut }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const face = useFace(member);
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const may = member.steps.some((step) => step.step === "edit" && step.allowed);
  const fresh = () => queries.invalidateQueries({ queryKey: MEMBERS });

  async function put(file: File | undefined) {
    if (picker.current) picker.current.value = "";
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    try {
      // The generated type says text; what a form carries is the file itself.
      const kept = await sendFile(file, "portrait");
      await putMemberPhoto(member.id, { file_id: kept.id }, ifMatch(member));
      await fresh();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  async function remove() {
    await removeMemberPhoto(member.id, ifMatch(member));
    await fresh();
  }

  if (!may && !member.photo_id) return null;
  return (
    <div className={styles.photo}>
      {face ? (
        <img className={styles.face} src={face} alt={t("member:photo.of", { name: member.name })} />
      ) : (
        <span className={styles.face}>{member.photo_id ? "" : t("member:photo.none")}</span>
      )}
      <div>
        {may && (
          <p className={styles.verbs}>
            <Button busy={busy} onClick={() => picker.current?.click()}>
              {t(member.photo_id ? "member:photo.replace" : "member:photo.put")}
            </Button>
            {member.photo_id && (
              <Button kind="text" onClick={() => setAsking(true)}>
                {t("member:photo.remove")}
              </Button>
            )}
          </p>
        )}
        {may && <p className="note ink-3">{t("member:photo.hint")}</p>}
        <input
          ref={picker}
          type="file"
          accept={TYPES}
          hidden
          aria-label={t("member:photo.put")}
          onChange={(event) => void put(event.target.files?.[0])}
        />
      </div>
      {problem !== undefined && (
        <div className={styles.whole}>
          <ProblemStrip boxed problem={problem} />
        </div>
      )}
      {asking && (
        <ConfirmAct
          title={t("member:photo.remove_title", { name: member.name })}
          verb={t("member:photo.remove")}
          effect={t("member:photo.remove_effect")}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
