import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { useKeyBoard } from "../../ui/keys/keys";
import type { Person } from "../../ui/page/person";
import { Menu, type MenuItem } from "../../ui/popover/Menu";
import { speak } from "../i18n";
import styles from "./MeMenu.module.css";
import { useOpen } from "./open";

/** Who is signed in, and what concerns only them. */
export function MeMenu({ person, onSignOut }: { person: Person; onSignOut(): void }) {
  const { t, i18n } = useTranslation();
  const { singleKeys, setSingleKeys } = useKeyBoard();
  const open = useOpen();
  const english = i18n.language === "en";
  const items: MenuItem[] = [
    { key: "account", label: t("app:me.account"), icon: "person", onPick: () => open("/account") },
    {
      key: "language",
      label: english ? "中文" : "English",
      icon: "globe",
      onPick: () => void speak(english ? "zh-CN" : "en"),
    },
    {
      key: "keys",
      label: t(singleKeys ? "app:me.keys_off" : "app:me.keys_on"),
      icon: "keyboard",
      note: "?",
      onPick: () => setSingleKeys(!singleKeys),
    },
    { key: "leave", label: t("app:me.sign_out"), icon: "leave", apart: true, onPick: onSignOut },
  ];
  return (
    <Menu
      label={t("app:me.label")}
      align="end"
      items={items}
      head={
        <>
          <b>{person.name}</b>
          <div className="ink-3">{person.organization.name}</div>
          <div className="ink-3">{person.login}</div>
        </>
      }
    >
      {(opener) => (
        <button {...opener} type="button" className={styles.me}>
          {person.name}
          <span className={styles.office}>{person.organization.name}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    </Menu>
  );
}
