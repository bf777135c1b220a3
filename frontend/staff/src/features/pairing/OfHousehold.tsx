import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useDictionary } from "../../ui/page/dictionary";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { BeginDialog } from "./BeginDialog";
import { MARKS, PAIRINGS, pairingsOf } from "./data";
import styles from "./pairing.module.css";

/** Who looks after a household, on its page. */
export function OfHousehold({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("pairing_state");
  const queries = useQueryClient();
  const [beginning, setBeginning] = useState(false);
  const found = useQuery(pairingsOf(id)).data?.items ?? [];
  if (found.length === 0 && !may.editHouseholds) return null;
  return (
    <Section
      kind="ruled"
      title={t("pairing:nav")}
      more={
        may.editHouseholds && (
          <Button kind="text" icon="plus" onClick={() => setBeginning(true)}>
            {t("pairing:begin.verb")}
          </Button>
        )
      }
    >
      {found.length === 0 && <p className="small ink-3">{t("pairing:nobody")}</p>}
      <ul className={styles.of}>
        {found.map((one) => (
          <li key={one.id}>
            <Link to="/pairings/$id" params={{ id: one.id }}>
              {one.name}
            </Link>
            <span className="ink-3">{one.contact_on ? t("pairing:last", { day: one.contact_on }) : one.post}</span>
            <Status mark={MARKS[one.state]}>{states.label(one.state)}</Status>
          </li>
        ))}
      </ul>
      {beginning && (
        <BeginDialog
          household={id}
          onDone={() => queries.invalidateQueries({ queryKey: [PAIRINGS] })}
          onClose={() => setBeginning(false)}
        />
      )}
    </Section>
  );
}
