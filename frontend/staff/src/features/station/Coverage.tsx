import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { AidCoverage, AidCoverageFigures, AidCoverageRow, CoveredUnions } from "@unionhome/client/model";
import { count, moment, percent } from "@unionhome/words";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Meter } from "../../ui/figure/Meter";
import { Stat, StatRow } from "../../ui/figure/Stat";
import { useAccess } from "../../ui/page/person";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Scroll } from "../../ui/scroll/Scroll";
import { Status } from "../../ui/status/Status";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { coverageOf, LEVELS } from "./data";
import { StationDialog } from "./StationDialog";
import styles from "./station.module.css";

/** Below it a bar is amber. */
const LOW = 0.5;
/** Unions from here on down have no territory to enter. */
const BASIC = 4;

type Level = (typeof LEVELS)[number];

/** The network below a union, its children with the largest gaps first; each is entered, and a station opened where none is. */
export function Coverage({ head, under }: { head: ReactNode; under: string | undefined }) {
  const go = useNavigate({ from: "/aid/stations" });
  const { data, error, refetch } = useQuery(coverageOf(under));
  const [opening, setOpening] = useState<PickedOrg>();
  const enter = (id: string) => void go({ search: { view: "coverage", under_id: id } });
  return (
    <div className={styles.page}>
      {head}
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Way coverage={data} onEnter={enter} />
          <Figures coverage={data} />
          <Below coverage={data} onEnter={enter} onOpen={setOpening} />
        </>
      )}
      {opening && <StationDialog union={opening} onClose={() => setOpening(undefined)} />}
    </div>
  );
}

/** From the reader's own union down to the one that is counted. */
function Way({ coverage, onEnter }: { coverage: AidCoverage; onEnter(id: string): void }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.way} aria-label={t("station:coverage.way")}>
      {coverage.path.map((step) => (
        <span key={step.id}>
          <button type="button" className={styles.enter} translate="no" onClick={() => onEnter(step.id)}>
            {step.name}
          </button>
          <i aria-hidden="true">›</i>
        </span>
      ))}
      <b translate="no">{coverage.under_name}</b>
      <span className="ink-3 small">{t("station:coverage.as_of", { time: moment(coverage.as_of) })}</span>
    </nav>
  );
}

const PLACES = { centers: "center", stations: "station", points: "point" } as const;

function Figures({ coverage }: { coverage: AidCoverage }) {
  const { t } = useTranslation();
  const { whole } = coverage;
  return (
    <StatRow size={24}>
      {(["centers", "stations", "points"] as const).map((key) => (
        <Stat
          key={key}
          label={t(`station:coverage.${key}`)}
          value={count(whole[key])}
          unit={t("station:unit")}
          to={"/aid/stations" as never}
          search={{ under_id: coverage.under_id ?? undefined, kind: PLACES[key] } as never}
        />
      ))}
      <Stat
        label={t("station:coverage.missing")}
        value={count(whole.missing)}
        unit={t("station:coverage.unions")}
        note={t("station:coverage.missing_note")}
      />
    </StatRow>
  );
}

interface BelowProps {
  coverage: AidCoverage;
  onEnter(id: string): void;
  onOpen(union: PickedOrg): void;
}

function Below({ coverage, onEnter, onOpen }: BelowProps) {
  const { t } = useTranslation();
  if (coverage.items.length === 0) return <p className={styles.none}>{t("station:coverage.none")}</p>;
  // A level of which nothing stands below is no column.
  const levels = LEVELS.filter((level) => coverage.items.some((row) => row[level].all > 0));
  return (
    <Scroll className={styles.scroll} label={t("station:view.coverage")}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("station:coverage.union")}</th>
            <th scope="col">{t("station:coverage.own")}</th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {t(`station:coverage.level.${level}`)}
              </th>
            ))}
            {(["centers", "stations", "points"] as const).map((key) => (
              <th key={key} scope="col" data-end>
                {t(`station:coverage.${key}`)}
              </th>
            ))}
            <th scope="col" data-end>
              {t("station:coverage.missing")}
            </th>
          </tr>
        </thead>
        <tbody>
          {coverage.items.map((row) => (
            <Cells
              key={row.id}
              figures={row}
              levels={levels}
              name={row.name}
              union={<UnionName row={row} onEnter={onEnter} />}
              own={<Own row={row} onOpen={onOpen} />}
            />
          ))}
        </tbody>
        <tfoot>
          <Cells
            figures={coverage.whole}
            levels={levels}
            name={coverage.under_name}
            union={t("station:coverage.sum")}
            own={coverage.has_own ? <Status mark="settled">{t("station:coverage.has")}</Status> : "—"}
          />
        </tfoot>
      </table>
    </Scroll>
  );
}

/** Somewhere that has places of its own is entered; a basic union leads to its page. */
function UnionName({ row, onEnter }: { row: AidCoverageRow; onEnter(id: string): void }) {
  return row.level < BASIC ? (
    <button type="button" className={styles.enter} translate="no" onClick={() => onEnter(row.id)}>
      {row.name}
    </button>
  ) : (
    <Link to="/organizations/$id" params={{ id: row.id }} className={styles.plain} translate="no">
      {row.name}
    </Link>
  );
}

function Own({ row, onOpen }: { row: AidCoverageRow; onOpen(union: PickedOrg): void }) {
  const { t } = useTranslation();
  const may = useAccess();
  if (row.has_own)
    return (
      <Link to={"/aid/stations" as never} search={{ organization_id: row.id } as never} className={styles.plain}>
        <Status mark="settled">{t("station:coverage.has")}</Status>
      </Link>
    );
  if (!may.editHouseholds || row.kinds.length === 0)
    return <span className="ink-3">{t("station:coverage.has_not")}</span>;
  return (
    <Button kind="text" icon="plus" onClick={() => onOpen({ id: row.id, label: row.name })}>
      {t("station:open.verb")}
    </Button>
  );
}

interface CellsProps {
  figures: AidCoverageFigures;
  levels: readonly Level[];
  /** Whose figures these are, for those who hear the bars. */
  name: string;
  union: ReactNode;
  own: ReactNode;
}

function Cells({ figures, levels, name, union, own }: CellsProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>{union}</td>
      <td>{own}</td>
      {levels.map((level) => (
        <td key={level}>
          <Share of={figures[level]} label={`${name} ${t(`station:coverage.level.${level}`)}`} />
        </td>
      ))}
      {(["centers", "stations", "points"] as const).map((key) => (
        <td key={key} data-end className={figures[key] === 0 ? "ink-3" : undefined}>
          {count(figures[key])}
        </td>
      ))}
      <td data-end className={figures.missing > 0 ? "bad" : "ink-3"}>
        {count(figures.missing)}
      </td>
    </tr>
  );
}

function Share({ of, label }: { of: CoveredUnions; label: string }) {
  if (of.all === 0) return <span className="ink-3">—</span>;
  return (
    <span className={styles.share} title={percent(of.with_station, of.all).text}>
      <Meter part={of.with_station / of.all} lowBelow={LOW} label={label} width={90} />
      {`${count(of.with_station)}/${count(of.all)}`}
    </span>
  );
}
