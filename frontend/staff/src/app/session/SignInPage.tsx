import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { Seal } from "../../ui/icon/Seal";
import { language, speak } from "../i18n";
import type { SessionApi } from "./api";
import { SignInForm } from "./SignInForm";
import styles from "./SignInPage.module.css";

interface SignInPageProps {
  api: SessionApi;
  onSignedIn(): void;
  /** What anybody may read, at the right. Without it the paper stays empty. */
  notices?: ReactNode;
}

/** Form left, public notices right; no hero. */
export function SignInPage({ api, onSignedIn, notices }: SignInPageProps) {
  const { t } = useTranslation();
  const english = language() === "en";
  return (
    <div className={styles.page}>
      <main className={styles.left}>
        <div className={styles.brand}>
          <Seal size={52} framed />
          <div>
            <b>{t("app:product")}</b>
            <span>{t("app:sign_in.subtitle")}</span>
          </div>
        </div>
        <div className={styles.form}>
          <SignInForm api={api} onSignedIn={onSignedIn} />
        </div>
        <footer className={styles.foot}>
          <p>{t("app:sign_in.first_time")}</p>
          <p>{t("app:sign_in.workers")}</p>
          <p className={styles.last}>
            {t("app:sign_in.browser")}
            <button type="button" lang={english ? "zh-CN" : "en"} onClick={() => void speak(english ? "zh-CN" : "en")}>
              {english ? "中文" : "English"}
            </button>
          </p>
        </footer>
      </main>
      <aside className={styles.right}>
        <div>{notices ?? <AboutSystem />}</div>
        <footer className={styles.help}>
          <Icon name="phone" /> {t("app:sign_in.hotline")}
        </footer>
      </aside>
    </div>
  );
}

/** Until there are public notices: what an officer should know before signing in. */
function AboutSystem() {
  const { t } = useTranslation();
  return (
    <section className={styles.about}>
      <h2>{t("app:sign_in.about")}</h2>
      <ul>
        <li>{t("app:sign_in.about_scope")}</li>
        <li>{t("app:sign_in.about_record")}</li>
        <li>{t("app:sign_in.about_leave")}</li>
      </ul>
    </section>
  );
}
