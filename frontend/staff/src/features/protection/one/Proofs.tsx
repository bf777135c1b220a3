import { ifMatch } from "@unionhome/client";
import type { ClaimOut, ClaimProofOut } from "@unionhome/client/model";
import { addProtectionProof, getProtectionProof, removeProtectionProof } from "@unionhome/client/mutual-aid-claims";
import { moment } from "@unionhome/words";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { Button } from "../../../ui/button/Button";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { useChanged } from "../data";
import styles from "../protection.module.css";

/** The papers of a claim. Opening one is on record, so it is fetched when it is asked for, and not kept. */
export function Proofs({ claim }: { claim: ClaimOut }) {
  const { t } = useTranslation();
  const changed = useChanged();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [shown, setShown] = useState<string | null>(null);
  const mending = claim.steps.some((one) => one.step === "edit" && one.allowed);

  async function run(act: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  const add = (picture: File) =>
    run(async () => {
      const file = await sendFile(picture, "paper");
      await addProtectionProof(claim.id, { file_id: file.id }, ifMatch(claim));
      changed();
    });
  const remove = (proof: ClaimProofOut) =>
    run(async () => {
      await removeProtectionProof(claim.id, proof.id, ifMatch(claim));
      changed();
    });

  return (
    <Section
      kind="ruled"
      title={t("protection:proof.title")}
      note={t("protection:proof.on_record")}
      more={
        mending && (
          <>
            <input
              ref={input}
              type="file"
              hidden
              accept="image/png,image/jpeg"
              aria-label={t("protection:proof.add")}
              onChange={(event) => {
                const picture = event.target.files?.[0];
                event.target.value = "";
                if (picture) void add(picture);
              }}
            />
            <Button kind="text" icon="plus" busy={busy} onClick={() => input.current?.click()}>
              {t("protection:proof.add")}
            </Button>
          </>
        )
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {claim.proofs.length === 0 && (
        <p className="ink-3">
          {t(claim.hidden.includes("proofs") ? "protection:claim.hidden" : "protection:proof.none")}
        </p>
      )}
      <ul className={styles.of}>
        {claim.proofs.map((proof) => (
          <li key={proof.id}>
            <Button kind="text" onClick={() => setShown(proof.id)}>
              {proof.name}
            </Button>
            <span className="small ink-3">
              {proof.added_by_name} {moment(proof.added_at)}
            </span>
            {mending && (
              <Button kind="text" destructive onClick={() => remove(proof)}>
                {t("protection:proof.remove", { name: proof.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {shown && (
        <PictureViewer
          first={shown}
          pictures={claim.proofs.map((proof) => ({
            key: proof.id,
            title: proof.name,
            name: proof.name,
            note: `${proof.added_by_name} ${moment(proof.added_at)}`,
            // The one that was asked for is opened; the reader walks on to another, and says so again.
            covered: proof.id !== shown,
            load: () => getProtectionProof(claim.id, proof.id),
          }))}
          onClose={() => setShown(null)}
        />
      )}
    </Section>
  );
}
