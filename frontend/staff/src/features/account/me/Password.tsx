import { changePassword } from "@unionhome/client/sign-in";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { TextField } from "../../../ui/form/TextField";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { asProblem } from "../../../ui/problem/problem";
import { Section } from "../../../ui/record/Section";
import styles from "./me.module.css";

/** A new password; all other sessions end with the old one. The rules are the server's, and so are its sentences. */
export function Password() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [old, setOld] = useState("");
  const [one, setOne] = useState("");
  const [two, setTwo] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [ended, setEnded] = useState<number>();
  const fault = (pointer: string) => asProblem(problem)?.errors.find((error) => error.pointer === pointer)?.detail;
  const differs = two !== "" && one !== two;

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await changePassword({ old_password: old, new_password: one });
      setEnded(answer.ended_sessions);
      setOpen(false);
      for (const clear of [setOld, setOne, setTwo]) clear("");
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section
      kind="ruled"
      title={t("account:password.section")}
      more={
        !open && (
          <Button kind="text" onClick={() => setOpen(true)}>
            {t("account:password.change")}
          </Button>
        )
      }
    >
      {!open && (
        <p className="small ink-2" role={ended === undefined ? undefined : "status"}>
          {ended === undefined ? t("account:password.rule") : t("account:password.changed", { count: ended, n: ended })}
        </p>
      )}
      {open && (
        <form className={styles.form} onSubmit={(event) => void send(event)}>
          {problem !== undefined && !fault("/old_password") && !fault("/new_password") && (
            <ProblemStrip boxed problem={problem} lead={t("account:password.not_changed")} />
          )}
          <TextField
            label={t("account:password.old")}
            secret
            autoComplete="current-password"
            value={old}
            onChange={setOld}
            error={fault("/old_password")}
            autoFocus
          />
          <TextField
            label={t("account:password.new")}
            secret
            autoComplete="new-password"
            value={one}
            onChange={setOne}
            hint={t("account:password.rule")}
            error={fault("/new_password")}
          />
          <TextField
            label={t("account:password.repeat")}
            secret
            autoComplete="new-password"
            value={two}
            onChange={setTwo}
            error={differs ? t("account:password.differs") : undefined}
          />
          <div className={styles.verbs}>
            <Button size={32} onClick={() => setOpen(false)}>
              {t("account:cancel")}
            </Button>
            <Button size={32} kind="main" type="submit" busy={busy} disabled={old === "" || one === "" || one !== two}>
              {t("account:password.change")}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
