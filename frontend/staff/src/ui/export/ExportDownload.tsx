import { useCallback, useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { ProblemStrip } from "../problem/ProblemStrip";
import { ExportContext, type ExportStore, save } from "./exports";

interface DownloadState {
  busy: boolean;
  problem: unknown;
}

/** Fetches the file of an export and saves it under its name. */
export function useDownload(store: ExportStore | null) {
  const [state, setState] = useState<DownloadState>({ busy: false, problem: undefined });
  const download = useCallback(
    async (id: string) => {
      if (!store) return;
      setState({ busy: true, problem: undefined });
      try {
        const { content, name } = await store.fetch(id);
        save(content, name);
        setState({ busy: false, problem: undefined });
      } catch (problem) {
        setState({ busy: false, problem });
      }
    },
    [store],
  );
  return { ...state, download };
}

/** The verb, and why it could not be done: the file has had its day, the right is gone. */
export function ExportDownload({ state, onDownload }: { state: DownloadState; onDownload(): void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button kind="text" busy={state.busy} onClick={onDownload}>
        {t("ui:export.download")}
      </Button>
      {state.problem !== undefined && <ProblemStrip boxed problem={state.problem} />}
    </>
  );
}

/** The same, for a row of a list of jobs. */
export function DownloadOf({ id }: { id: string }) {
  const { download, ...state } = useDownload(useContext(ExportContext));
  return <ExportDownload state={state} onDownload={() => void download(id)} />;
}
