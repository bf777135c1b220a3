import type { UserOut } from "@unionhome/client/model";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { Seal } from "../../../ui/icon/Seal";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import styles from "./users.module.css";

interface FirstPasswordProps {
  user: UserOut;
  password: string;
  onClose(): void;
}

/** A random password, shown this once, with a slip to hand over. Esc does not lose it: only the verb closes. */
export function FirstPassword({ user, password, onClose }: FirstPasswordProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const [handed, setHanded] = useState(false);
  async function copy() {
    await navigator.clipboard?.writeText(password);
    setCopied(true);
  }
  return (
    <Dialog
      title={t("account:password.title", { name: user.name })}
      width={480}
      onClose={() => handed && onClose()}
      foot={
        <>
          <Button size={32} icon="copy" onClick={() => void copy()}>
            {t(copied ? "account:password.copied" : "account:password.copy")}
          </Button>
          <Button
            size={32}
            icon="print"
            onClick={() => {
              setHanded(true);
              window.print();
            }}
          >
            {t("account:password.print")}
          </Button>
          <Button size={32} kind="main" disabled={!handed} onClick={onClose}>
            {t("account:password.close")}
          </Button>
        </>
      }
    >
      <p className="ink-2">{t(user.status === "pending" ? "account:password.why_pending" : "account:password.why")}</p>
      <p className={styles.secret}>{password}</p>
      <label className={styles.handed}>
        <input type="checkbox" checked={handed} onChange={(event) => setHanded(event.target.checked)} />
        {t("account:password.handed")}
      </label>
      <Slip user={user} password={password} />
    </Dialog>
  );
}

/** On paper only: a slip to fold and hand over. */
function Slip({ user, password }: Pick<FirstPasswordProps, "user" | "password">) {
  const { t } = useTranslation();
  return createPortal(
    <section className={styles.slip}>
      <h1>
        <Seal size={24} /> {t("account:slip.title")}
      </h1>
      <DescriptionList labels={96}>
        <Field label={t("account:column.name")}>{user.name}</Field>
        <Field label={t("account:column.home")}>{user.organization_name}</Field>
        <Field label={t("account:slip.address")}>{window.location.origin}</Field>
        <Field label={t("account:column.login")}>{user.login}</Field>
        <Field label={t("account:slip.password")}>
          <b>{password}</b>
        </Field>
      </DescriptionList>
      <p>{t("account:slip.rules")}</p>
    </section>,
    document.body,
  );
}
