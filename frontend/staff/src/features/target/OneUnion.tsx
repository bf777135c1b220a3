import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useDictionary } from "../../ui/page/dictionary";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess, useScope } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { targetsOf } from "./data";
import { History } from "./History";
import { Reached } from "./Reached";
import styles from "./target.module.css";

/** The targets of one union this year, on its page and on the statistics. Nothing where none is set. */
export function OneUnion({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { year } = useScope();
  const measures = useDictionary("target_measure");
  const states = useDictionary("target_state");
  const [history, setHistory] = useState(false);
  const found = useQuery({ ...targetsOf(id, year), enabled: may.seeStatistics }).data;
  const cells = found?.row.cells.filter((cell) => cell.target !== null) ?? [];
  if (cells.length === 0) return null;
  return (
    <Section
      title={t("target:of_year", { year })}
      note={t("target:tick")}
      more={
        may.seeTargets && (
          <>
            <Button kind="text" onClick={() => setHistory(true)}>
              {t("target:history.verb")}
            </Button>{" "}
            <Link className="small" to={"/targets" as never} search={{ org: id, year } as never}>
              {t("target:below")}
            </Link>
          </>
        )
      }
    >
      <ul className={styles.one}>
        {cells.map((cell) => (
          <li key={cell.measure}>
            <span>{measures.label(cell.measure)}</span>
            <Reached cell={cell} label={measures.label(cell.measure)} org={id} />
            <span className={styles.state} data-state={cell.state}>
              {cell.done == null ? "" : `${cell.done.toFixed(1)}%`} {cell.state && states.label(cell.state)}
            </span>
          </li>
        ))}
      </ul>
      {history && (
        <History org={{ id, name: found?.row.organization_name ?? "" }} year={year} onClose={() => setHistory(false)} />
      )}
    </Section>
  );
}
