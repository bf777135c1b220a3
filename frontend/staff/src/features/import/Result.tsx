import { Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { bringBackImportFile, commitImport, getAnnotatedImport, undoImport } from "@unionhome/client/imports";
import type { ImportOut, ImportRowOut } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../queries/file";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { save } from "../../ui/export/exports";
import { useKept } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Empty } from "../../ui/table/Empty";
import { EndlessTable } from "../../ui/table/EndlessTable";
import { useTable } from "../../ui/table/useTable";
import type { Stretch } from "../../ui/table/windowing";
import { Counts, countsOf, type RowList, STATES } from "./Counts";
import { WORKBOOKS } from "./DropZone";
import { stepOf, useImportRows } from "./data";
import { FaultsDialog } from "./FaultsDialog";
import styles from "./import.module.css";
import { RowDrawer } from "./RowDrawer";
import { shapeOf } from "./registers";
import { useRowColumns } from "./rowColumns";

interface ResultProps {
  imported: ImportOut;
  /** A job has begun, or a row has changed. */
  onBegun(): void;
  onColumns(): void;
}

/** What became of rows that were written once. */
const ENDED: readonly RowList[] = ["kept", "undone"];
const URGENT: readonly RowList[] = ["kept", "wrong", "duplicate", "elsewhere", "changed"];

/** The verdicts as tabs, the rows of one of them, what can be mended, and the one blue button: take in the good ones. */
export function Result({ imported, onBegun, onColumns }: ResultProps) {
  const { t } = useTranslation();
  const counts = countsOf(imported.counts, imported.state === "undone");
  const shape = shapeOf(imported.kind);
  const usual = URGENT.find((one) => counts[one] > 0) ?? STATES.find((one) => counts[one] > 0) ?? "new";
  const [picked, setPicked] = useKept<RowList>(`import.${imported.state}`, usual);
  // What was looked at may have been mended meanwhile.
  const state = counts[picked] > 0 || picked === "new" ? picked : usual;
  const [stretch, setStretch] = useState<Pick<Stretch, "from" | "to">>({ from: 0, to: 1 });
  const { rowAt, problem: unread, again } = useImportRows(imported.id, state, stretch);
  const [current, setCurrent] = useState<number | null>(null);
  const [looking, setLooking] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const table = useTable(`import.${imported.kind}.${state}`, useRowColumns(shape, state));
  const row = current === null ? undefined : rowAt(current);
  const look = useCallback(() => setLooking(true), []);
  const refused = counts.wrong + counts.duplicate + counts.elsewhere;

  return (
    <>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <Counts
        counts={counts}
        committed={imported.committed_at !== null}
        current={state}
        onPick={(next) => {
          setPicked(next);
          setCurrent(null);
          setLooking(false);
        }}
      />
      <div className={styles.told}>
        <span>{t(toldOf(imported, state))}</span>
        {imported.ignored.length > 0 && (
          <span className="ink-3 cut" title={imported.ignored.join(t("import:and"))}>
            {t("import:ignored", { columns: imported.ignored.join(t("import:and")) })}
          </span>
        )}
        <span className={styles.tools}>
          {stepOf(imported, "name_columns")?.allowed && (
            <Button kind="text" onClick={onColumns}>
              {t("import:columns.open")}
            </Button>
          )}
          {counts.wrong > 0 && stepOf(imported, "mend")?.allowed && (
            <Button kind="text" onClick={() => setCorrecting(true)}>
              {t("import:faults.open")}
            </Button>
          )}
          <OwnFile imported={imported} refused={refused} onBegun={onBegun} onProblem={setProblem} />
        </span>
      </div>
      <div className={styles.rows}>
        <EndlessTable
          // Another verdict is another list, and begins at its top.
          key={state}
          label={t(`import:state.${state}`)}
          table={table}
          total={counts[state]}
          rowAt={rowAt}
          rowKey={rowKey}
          onSight={setStretch}
          current={current}
          onCurrent={setCurrent}
          onLook={look}
          problem={unread && <ProblemStrip problem={unread} onRetry={again} />}
          empty={<Empty>{t("import:no_rows")}</Empty>}
          unit={t("import:unit")}
        />
        {looking && row && (
          <RowDrawer
            key={`${row.id} ${row.version}`}
            imported={imported}
            row={row}
            onBack={current !== null && current > 0 ? () => setCurrent(current - 1) : undefined}
            onNext={current !== null && current < counts[state] - 1 ? () => setCurrent(current + 1) : undefined}
            onClose={() => setLooking(false)}
            onMended={onBegun}
          />
        )}
      </div>
      <Foot imported={imported} refused={refused} onBegun={onBegun} onProblem={setProblem} />
      {correcting && <FaultsDialog imported={imported} onClose={() => setCorrecting(false)} onBegun={onBegun} />}
    </>
  );
}

/** The sentence over the rows of a verdict. */
function toldOf(imported: ImportOut, state: RowList): string {
  if (imported.state === "undone" && !ENDED.includes(state)) return "import:told_over";
  return state === "wrong" || state === "undone" || state === "kept"
    ? `import:told.${state}`
    : `import:of.${imported.kind}.told.${state}`;
}

const rowKey = (row: ImportRowOut) => row.id;

interface PartProps {
  imported: ImportOut;
  refused: number;
  onBegun(): void;
  onProblem(problem: unknown): void;
}

/** The sender's own workbook with its errors marked; and the mended one, brought back into this import. */
function OwnFile({ imported, refused, onBegun, onProblem }: PartProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<"out" | "in" | null>(null);
  if (!stepOf(imported, "bring_back")?.allowed) return null;

  async function during(what: "out" | "in", act: () => Promise<void>) {
    setBusy(what);
    try {
      await act();
    } catch (error) {
      onProblem(error);
    }
    setBusy(null);
  }

  const download = () =>
    during("out", async () => save((await getAnnotatedImport(imported.id)) as Blob, t("import:marked_name")));
  const bring = (file: File | undefined) =>
    file &&
    during("in", async () => {
      const kept = await sendFile(file, "workbook");
      await bringBackImportFile(imported.id, { file_id: kept.id }, ifMatch(imported));
      onBegun();
    });
  return (
    <>
      {refused > 0 && (
        <Button kind="text" icon="export" busy={busy === "out"} onClick={download}>
          {t("import:marked")}
        </Button>
      )}
      <Button kind="text" icon="import" busy={busy === "in"} onClick={() => input.current?.click()}>
        {t("import:bring_back")}
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        aria-label={t("import:bring_back")}
        accept={WORKBOOKS}
        tabIndex={-1}
        onChange={(event) => {
          void bring(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </>
  );
}

function Foot({ imported, refused, onBegun, onProblem }: PartProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [busy, setBusy] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const { counts } = imported;
  const good = counts.new + counts.changed;
  const written = counts.imported + counts.updated;
  const commit = stepOf(imported, "commit");
  const undo = stepOf(imported, "undo");

  async function take() {
    setBusy(true);
    try {
      await commitImport(imported.id, ifMatch(imported));
      onBegun();
    } catch (error) {
      onProblem(error);
      setBusy(false);
    }
  }

  return (
    <footer className={styles.foot}>
      <span className="ink-2">
        {imported.state === "undone" &&
          t(written > 0 ? "import:undone" : "import:undone_all", { n: count(counts.undone), kept: count(written) })}
        {imported.state !== "undone" && written > 0 && (
          <>
            {t(`import:of.${imported.kind}.committed`, {
              added: count(counts.imported),
              updated: count(counts.updated),
            })}
            &ensp;
          </>
        )}
        {imported.state !== "undone" && t(refused > 0 ? "import:left_out" : "import:all_good", { count: refused })}
      </span>
      {imported.absent && (
        <Link className="action" to={`/employers?${imported.absent}` as never}>
          {t("import:see_absent")}
        </Link>
      )}
      {undo?.allowed && (
        <Button size={32} destructive onClick={() => setUndoing(true)}>
          {t("import:undo.verb")}
        </Button>
      )}
      <Button size={32} onClick={() => void go({ to: "/import/$kind", params: { kind: imported.kind } })}>
        {t("import:again")}
      </Button>
      {written > 0 && good === 0 ? (
        <Button
          size={32}
          kind="main"
          onClick={() => void go({ to: shapeOf(imported.kind).list(imported.organization_id) as never })}
        >
          {t(`import:of.${imported.kind}.see`)}
        </Button>
      ) : (
        imported.state !== "undone" && (
          <Button
            size={32}
            kind="main"
            busy={busy}
            disabled={!commit?.allowed}
            title={commit?.reason ?? undefined}
            onClick={take}
          >
            {t(refused > 0 ? "import:take_good" : "import:take_all", { n: count(good) })}
          </Button>
        )
      )}
      {undoing && (
        <ConfirmAct
          title={t("import:undo.title", { union: imported.organization_name })}
          verb={t("import:undo.verb")}
          effect={t(`import:of.${imported.kind}.effect`, {
            added: count(counts.imported),
            updated: count(counts.updated),
            until: imported.undo_until ? moment(imported.undo_until) : "",
          })}
          act={async () => {
            await undoImport(imported.id, ifMatch(imported));
            onBegun();
          }}
          onClose={() => setUndoing(false)}
        />
      )}
    </footer>
  );
}
