import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SessionApi } from "./api";
import styles from "./SignInAgain.module.css";
import { SignInForm } from "./SignInForm";

interface SignInAgainProps {
  api: SessionApi;
  login: string;
  onSignedIn(): void;
  /** Somebody else sits down here: the page goes. */
  onLeave(): void;
}

/** The session ended under an open page. Nothing on the page is lost: what waited goes on after the sign-in. */
export function SignInAgain({ api, login, onSignedIn, onLeave }: SignInAgainProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>("input[type=password]")?.focus();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.again}
      aria-label={t("app:sign_in.again")}
      onCancel={(event) => event.preventDefault()}
    >
      <p className={styles.why}>{t("app:sign_in.again_why")}</p>
      <SignInForm api={api} login={login} onSignedIn={onSignedIn} />
      <button type="button" className={styles.leave} onClick={onLeave}>
        {t("app:sign_in.somebody_else")}
      </button>
    </dialog>
  );
}
