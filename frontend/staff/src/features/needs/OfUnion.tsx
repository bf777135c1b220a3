import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { MARKS, surveysOf } from "./data";
import styles from "./needs.module.css";

/** The latest surveys of a union, on its page; nothing where there was none. */
export function OfUnion({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("survey_state");
  const ways = useDictionary("survey_way");
  const found = useQuery({ ...surveysOf(id), enabled: may.seeHouseholds }).data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <Section
      kind="ruled"
      title={t("needs:nav")}
      more={
        <Link to={"/aid/needs" as never} search={{ organization_id: id } as never}>
          {t("needs:all")}
        </Link>
      }
    >
      <ul className={styles.of}>
        {found.map((one) => (
          <li key={one.id}>
            <Link to="/aid/needs/$id" params={{ id: one.id }}>
              {one.held_on}
            </Link>
            <span className="ink-3">{one.ways.map(ways.label).join(t("ui:comma"))}</span>
            <Status mark={MARKS[one.state]}>{states.label(one.state)}</Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}
