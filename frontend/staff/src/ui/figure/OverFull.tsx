import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./OverFull.module.css";

/**
 * A mark beside a share above 100 %: the staff number is missing or smaller than the members. Leads to the unions below
 * `org` of which that is so. Features do not know each other, so the address is text here.
 */
export function OverFull({ value, org }: { value: number | null | undefined; org: string | undefined }) {
  const { t } = useTranslation();
  if (value == null || value <= 100) return null;
  return (
    <Link
      className={styles.mark}
      to={"/organizations" as never}
      search={{ at: org, view: "all", staff: "yes" } as never}
      title={t("ui:over_full")}
      aria-label={t("ui:over_full")}
      onClick={(event) => event.stopPropagation()}
    >
      !
    </Link>
  );
}
