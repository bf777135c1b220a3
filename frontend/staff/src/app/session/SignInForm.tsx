import type { TotpSetupOut } from "@unionhome/client/model";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { TextField } from "../../ui/form/TextField";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { asProblem } from "../../ui/problem/problem";
import type { SessionApi, SignInAnswer } from "./api";
import { passwordFault } from "./password";
import styles from "./SignInForm.module.css";

interface SignInFormProps {
  api: SessionApi;
  onSignedIn(): void;
  /** Known when the session of somebody has ended: then only the password is asked for. */
  login?: string;
}

type Step = { name: "password" } | { name: "totp"; challenge: string } | { name: "change" | "bind" };

/** Password, then the second factor, then a new password where one is due. */
export function SignInForm({ api, onSignedIn, login: known }: SignInFormProps) {
  const [step, setStep] = useState<Step>({ name: "password" });
  // Asked for once: the steps that follow prove with it again. It goes with this form.
  const [password, setPassword] = useState("");

  function next(answer: SignInAnswer) {
    if (answer.state === "signed_in") onSignedIn();
    else if (answer.state === "totp_required") setStep({ name: "totp", challenge: answer.challenge });
    else setStep({ name: answer.state === "totp_setup_required" ? "bind" : "change" });
  }

  const back = () => setStep({ name: "password" });
  if (step.name === "totp") return <TotpStep api={api} challenge={step.challenge} onAnswer={next} onBack={back} />;
  if (step.name === "change") {
    return <ChangeStep api={api} old={password} onAnswer={next} onChanged={setPassword} />;
  }
  if (step.name === "bind") return <BindStep api={api} password={password} onDone={onSignedIn} />;
  return <PasswordStep api={api} known={known} onAnswer={next} onPassword={setPassword} />;
}

interface StepProps {
  api: SessionApi;
  onAnswer(answer: SignInAnswer): void;
}

interface PasswordStepProps extends StepProps {
  known?: string;
  onPassword(password: string): void;
}

function PasswordStep({ api, known, onAnswer, onPassword }: PasswordStepProps) {
  const { t } = useTranslation();
  const [login, setLogin] = useState(known ?? "");
  const [password, setPassword] = useState("");
  return (
    <Sheet
      title={t("app:sign_in.title")}
      verb={t("app:sign_in.verb")}
      ready={login.trim() !== "" && password !== ""}
      missing={t("app:sign_in.missing_password")}
      send={async () => {
        const answer = await api.signIn({ login: login.trim(), password });
        onPassword(password);
        onAnswer(answer);
      }}
      onRefused={() => setPassword("")}
    >
      <TextField
        size={40}
        label={t("app:sign_in.login")}
        autoComplete="username"
        value={login}
        onChange={setLogin}
        autoFocus={!known}
      />
      <TextField
        size={40}
        label={t("app:sign_in.password")}
        secret
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        autoFocus={known !== undefined}
        hint={t("app:sign_in.forgotten")}
      />
    </Sheet>
  );
}

/** The authenticator's six digits, or a recovery code for whoever has lost the phone. */
function TotpStep({ api, challenge, onAnswer, onBack }: StepProps & { challenge: string; onBack(): void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [recovering, setRecovering] = useState(false);
  const typed = code.trim();
  return (
    <Sheet
      title={t("app:sign_in.totp_title")}
      verb={t("app:sign_in.verb")}
      ready={recovering ? typed !== "" : code.length === 6}
      missing={t("app:sign_in.missing_code")}
      send={async () =>
        onAnswer(await api.proveTotp({ challenge, ...(recovering ? { recovery_code: typed } : { code }) }))
      }
      onRefused={() => setCode("")}
      onBack={onBack}
    >
      <p className="ink-2">{t(recovering ? "app:sign_in.recovery_hint" : "app:sign_in.totp_hint")}</p>
      {recovering ? (
        <TextField
          size={40}
          label={t("app:sign_in.recovery_code")}
          autoComplete="off"
          maxLength={40}
          value={code}
          onChange={setCode}
          autoFocus
        />
      ) : (
        <div className={styles.code}>
          <TextField
            size={40}
            label={t("app:sign_in.totp_code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(value) => setCode(value.replace(/\D/g, ""))}
            autoFocus
          />
        </div>
      )}
      <button
        type="button"
        className={styles.other}
        onClick={() => {
          setCode("");
          setRecovering(!recovering);
        }}
      >
        {t(recovering ? "app:sign_in.use_code" : "app:sign_in.use_recovery")}
      </button>
    </Sheet>
  );
}

interface ChangeStepProps extends StepProps {
  old: string;
  onChanged(password: string): void;
}

function ChangeStep({ api, old, onAnswer, onChanged }: ChangeStepProps) {
  const { t } = useTranslation();
  const [one, setOne] = useState("");
  const [two, setTwo] = useState("");
  const fault = one ? passwordFault(one) : null;
  const differs = two !== "" && two !== one;
  return (
    <Sheet
      title={t("app:sign_in.change_title")}
      verb={t("app:sign_in.change_verb")}
      ready={one !== "" && fault === null && one === two}
      missing={t("app:sign_in.missing_change")}
      send={async () => {
        const answer = await api.changePassword({ old_password: old, new_password: one });
        onChanged(one);
        onAnswer(answer);
      }}
    >
      <p className="ink-2">{t("app:sign_in.change_why")}</p>
      <TextField
        size={40}
        label={t("app:sign_in.new_password")}
        secret
        autoComplete="new-password"
        value={one}
        onChange={setOne}
        hint={t("app:sign_in.password_rule")}
        error={fault ? t(`app:sign_in.fault_${fault}`) : undefined}
        autoFocus
      />
      <TextField
        size={40}
        label={t("app:sign_in.repeat")}
        secret
        autoComplete="new-password"
        value={two}
        onChange={setTwo}
        error={differs ? t("app:sign_in.differs") : undefined}
      />
    </Sheet>
  );
}

interface BindStepProps {
  api: SessionApi;
  password: string;
  onDone(): void;
}

/** Binds an authenticator: scan, confirm, keep the recovery codes. */
function BindStep({ api, password, onDone }: BindStepProps) {
  const { t } = useTranslation();
  const [setup, setSetup] = useState<TotpSetupOut>();
  const [problem, setProblem] = useState<unknown>();
  const [code, setCode] = useState("");
  const [recovery, setRecovery] = useState<readonly string[]>();

  useEffect(() => {
    api.beginTotp({ password }).then(setSetup, setProblem);
  }, [api, password]);

  if (recovery) {
    return (
      <Sheet
        title={t("app:sign_in.recovery_title")}
        verb={t("app:sign_in.recovery_verb")}
        ready
        missing=""
        send={async () => onDone()}
      >
        <p className="ink-2">{t("app:sign_in.recovery_why")}</p>
        <ul className={styles.recovery}>
          {recovery.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Sheet>
    );
  }
  return (
    <Sheet
      title={t("app:sign_in.bind_title")}
      verb={t("app:sign_in.bind_verb")}
      ready={code.length === 6}
      missing={t("app:sign_in.missing_code")}
      send={async () => setRecovery(await api.confirmTotp({ code }))}
      onRefused={() => setCode("")}
    >
      <p className="ink-2">{t("app:sign_in.bind_why")}</p>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {setup && (
        <>
          <img className={styles.qr} src={setup.qr} alt={t("app:sign_in.bind_qr")} width={180} height={180} />
          <p className="note ink-2">{t("app:sign_in.bind_secret", { secret: setup.secret })}</p>
        </>
      )}
      <TextField
        size={40}
        label={t("app:sign_in.totp_code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={(value) => setCode(value.replace(/\D/g, ""))}
      />
    </Sheet>
  );
}

interface SheetProps {
  title: string;
  verb: string;
  ready: boolean;
  /** Said when the verb is used too early. */
  missing: string;
  send(): Promise<void>;
  onRefused?: () => void;
  onBack?: () => void;
  children: ReactNode;
}

/** One step: its heading, the server's refusal in the server's words, its fields and its verb. */
function Sheet({ title, verb, ready, missing, send, onRefused, onBack, children }: SheetProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [incomplete, setIncomplete] = useState(false);
  const wait = asProblem(problem)?.retry_after;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setIncomplete(!ready);
    if (!ready) return;
    setBusy(true);
    try {
      await send();
    } catch (error) {
      setProblem(error);
      onRefused?.();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <h1>{title}</h1>
      {problem !== undefined && (
        <div>
          <ProblemStrip boxed problem={problem} />
          {wait ? <p className="note ink-2">{t("app:sign_in.wait", { count: Math.ceil(wait / 60) })}</p> : null}
        </div>
      )}
      {children}
      {incomplete && !ready && (
        <p className="small bad" role="alert">
          {missing}
        </p>
      )}
      <Button type="submit" kind="main" size={40} className={styles.verb} busy={busy}>
        {verb}
      </Button>
      {onBack && (
        <Button kind="text" onClick={onBack}>
          {t("app:sign_in.back")}
        </Button>
      )}
    </form>
  );
}
