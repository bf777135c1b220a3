import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { Seal } from "../../ui/icon/Seal";
import type { Feature } from "../../ui/page/feature";
import { type Organization, type Scope, usePerson } from "../../ui/page/person";
import { MeMenu } from "./MeMenu";
import { useOpenLink } from "./open";
import { ScopeMenu } from "./ScopeMenu";
import styles from "./TopBar.module.css";

export interface TopBarProps {
  features: readonly Feature[];
  /** Organizations on which the person holds something. */
  scopes: readonly Organization[];
  onScope(scope: Scope): void;
  onFind(): void;
  onSignOut(): void;
}

export function TopBar({ features, scopes, onScope, onFind, onSignOut }: TopBarProps) {
  const { t } = useTranslation();
  const home = useOpenLink("/");
  return (
    <header className={styles.bar}>
      <a {...home} className={styles.mark}>
        <Seal size={24} />
        {t("app:product")}
      </a>
      <ScopeMenu scopes={scopes} onScope={onScope} />
      <button type="button" className={styles.find} onClick={onFind}>
        <Icon name="search" />
        <span className="cut">{t("app:palette.hint")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Tools features={features} />
      <MeMenu person={usePerson()} onSignOut={onSignOut} />
    </header>
  );
}

interface PhoneBarProps extends Omit<TopBarProps, "scopes" | "onScope"> {
  /** The work tabs, as a menu. */
  tabs: ReactNode;
  navOpen: boolean;
  onNav(): void;
}

/** The bar of a narrow screen: navigation behind a button, tabs behind the name of the current one. */
export function PhoneBar({ features, tabs, navOpen, onNav, onFind, onSignOut }: PhoneBarProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <button
        type="button"
        className={styles.square}
        aria-label={t("app:nav.label")}
        aria-expanded={navOpen}
        onClick={onNav}
      >
        <Icon name="menu" size={20} />
      </button>
      {tabs}
      <button type="button" className={styles.square} aria-label={t("app:palette.open")} onClick={onFind}>
        <Icon name="search" size={20} />
      </button>
      <Tools features={features} />
      <MeMenu person={usePerson()} onSignOut={onSignOut} />
    </header>
  );
}

function Tools({ features }: Pick<TopBarProps, "features">) {
  return features.flatMap((feature) => feature.bar ?? []).map((Tool) => <Tool key={Tool.displayName ?? Tool.name} />);
}
