import { useQueryClient } from "@tanstack/react-query";
import { beginTotp, confirmTotp } from "@unionhome/client/me";
import type { TotpSetupOut } from "@unionhome/client/model";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { TextField } from "../../../ui/form/TextField";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import styles from "./me.module.css";

type Stage =
  | { name: "rest" }
  | { name: "password" }
  | { name: "scan"; setup: TotpSetupOut }
  | { name: "codes"; codes: readonly string[] };

/** The second factor: prove with the password, scan, confirm, keep the recovery codes. A new one replaces the old. */
export function Authenticator({ enabled, compulsory }: { enabled: boolean; compulsory: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [stage, setStage] = useState<Stage>({ name: "rest" });
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function next(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      if (stage.name === "password") setStage({ name: "scan", setup: await beginTotp({ password: typed }) });
      else {
        setStage({ name: "codes", codes: (await confirmTotp({ code: typed })).recovery_codes });
        void queries.invalidateQueries({ queryKey: ["me"] });
      }
    } catch (refused) {
      setProblem(refused);
    } finally {
      setTyped("");
      setBusy(false);
    }
  }
  const rest = () => {
    setStage({ name: "rest" });
    setProblem(undefined);
    setTyped("");
  };

  return (
    <Section
      kind="ruled"
      title={t("account:totp.section")}
      note={
        <Status mark={enabled ? "done" : compulsory ? "returned" : "due"}>
          {t(enabled ? "account:totp.on" : "account:totp.off")}
        </Status>
      }
      more={
        stage.name === "rest" && (
          <Button kind="text" onClick={() => setStage({ name: "password" })}>
            {t(enabled ? "account:totp.replace" : "account:totp.bind")}
          </Button>
        )
      }
    >
      {stage.name === "rest" && <p className="small ink-2">{t("account:totp.why")}</p>}
      {(stage.name === "password" || stage.name === "scan") && (
        <form className={styles.form} onSubmit={(event) => void next(event)}>
          {problem !== undefined && <ProblemStrip boxed problem={problem} />}
          {stage.name === "password" ? (
            <TextField
              key="password"
              label={t("account:totp.password")}
              secret
              autoComplete="current-password"
              value={typed}
              onChange={setTyped}
              autoFocus
            />
          ) : (
            <>
              <img className={styles.qr} src={stage.setup.qr} alt={t("account:totp.qr")} width={168} height={168} />
              <p className="note ink-2">{t("account:totp.secret", { secret: stage.setup.secret })}</p>
              <TextField
                key="code"
                label={t("account:totp.code")}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={typed}
                onChange={(value) => setTyped(value.replace(/\D/g, ""))}
                autoFocus
              />
            </>
          )}
          <div className={styles.verbs}>
            <Button size={32} onClick={rest}>
              {t("account:cancel")}
            </Button>
            <Button
              size={32}
              kind="main"
              type="submit"
              busy={busy}
              disabled={stage.name === "scan" ? typed.length !== 6 : typed === ""}
            >
              {t(stage.name === "scan" ? "account:totp.confirm" : "account:totp.next")}
            </Button>
          </div>
        </form>
      )}
      {stage.name === "codes" && (
        <div className={styles.form}>
          <p className="small ink-2">{t("account:totp.codes_why")}</p>
          <ul className={styles.codes}>
            {stage.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <div className={styles.verbs}>
            <Button size={32} kind="main" onClick={rest}>
              {t("account:totp.kept")}
            </Button>
          </div>
        </div>
      )}
    </Section>
  );
}
