import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { Seal } from "../../ui/icon/Seal";
import type { Feature } from "../../ui/page/feature";
import { type Organization, type Scope, usePerson, useScope } from "../../ui/page/person";
import { Menu } from "../../ui/popover/Menu";
import { MeMenu } from "./MeMenu";
import { useOpenLink } from "./open";
import styles from "./TopBar.module.css";

export interface TopBarProps {
  features: readonly Feature[];
  /** Organizations on which the person holds something. */
  scopes: readonly Organization[];
  onScope(scope: Scope): void;
  onFind(): void;
  onSignOut(): void;
}

const YEARS_BACK = 4;

export function TopBar({ features, scopes, onScope, onFind, onSignOut }: TopBarProps) {
  const { t } = useTranslation();
  const person = usePerson();
  const scope = useScope();
  const home = useOpenLink("/");
  const year = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - back);
  return (
    <header className={styles.bar}>
      <a {...home} className={styles.mark}>
        <Seal size={24} />
        {t("app:product")}
      </a>
      <Menu
        label={t("app:scope.organization")}
        items={scopes.map((organization) => ({
          key: organization.id,
          label: organization.name,
          checked: organization.id === scope.organization.id,
          onPick: () => onScope({ ...scope, organization }),
        }))}
      >
        {(opener) => (
          <button {...opener} type="button" className={styles.scope}>
            {scope.organization.name}
            <Icon name="down" size={14} />
          </button>
        )}
      </Menu>
      <Menu
        label={t("app:scope.year")}
        items={years.map((one) => ({
          key: String(one),
          label: t("app:scope.year_of", { year: one }),
          checked: one === scope.year,
          onPick: () => onScope({ ...scope, year: one }),
        }))}
      >
        {(opener) => (
          <button {...opener} type="button" className={styles.scope}>
            {t("app:scope.year_of", { year: scope.year })}
            <Icon name="down" size={14} />
          </button>
        )}
      </Menu>
      <button type="button" className={styles.find} onClick={onFind}>
        <Icon name="search" />
        <span className="cut">{t("app:palette.hint")}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {features
        .flatMap((feature) => feature.bar ?? [])
        .map((Tool) => (
          <Tool key={Tool.displayName ?? Tool.name} />
        ))}
      <MeMenu person={person} onSignOut={onSignOut} />
    </header>
  );
}
