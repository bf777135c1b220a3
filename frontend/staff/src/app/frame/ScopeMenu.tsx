import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { type Organization, type Scope, useScope } from "../../ui/page/person";
import { Menu, type MenuItem } from "../../ui/popover/Menu";
import styles from "./TopBar.module.css";

interface ScopeMenuProps {
  /** Organizations on which the person holds something. */
  scopes: readonly Organization[];
  onScope(scope: Scope): void;
}

const YEARS_BACK = 4;

/** The organization and the year that lists and figures begin with. One organization is no choice, only said. */
export function ScopeMenu({ scopes, onScope }: ScopeMenuProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const year = new Date().getFullYear();
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - back);
  return (
    <>
      {scopes.length < 2 ? (
        <span className={styles.one}>{scope.organization.name}</span>
      ) : (
        <Choice
          label={t("app:scope.organization")}
          shown={scope.organization.name}
          items={scopes.map((organization) => ({
            key: organization.id,
            label: organization.name,
            checked: organization.id === scope.organization.id,
            onPick: () => onScope({ ...scope, organization }),
          }))}
        />
      )}
      <Choice
        label={t("app:scope.year")}
        shown={t("app:scope.year_of", { year: scope.year })}
        items={years.map((one) => ({
          key: String(one),
          label: t("app:scope.year_of", { year: one }),
          checked: one === scope.year,
          onPick: () => onScope({ ...scope, year: one }),
        }))}
      />
    </>
  );
}

function Choice({ label, shown, items }: { label: string; shown: string; items: readonly MenuItem[] }) {
  return (
    <Menu label={label} items={items}>
      {(opener) => (
        <button {...opener} type="button" className={styles.scope}>
          <span className="cut">{shown}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    </Menu>
  );
}
