import type { DutyReportOut } from "@unionhome/client/model";
import { useState } from "react";
import { Button } from "../../ui/button/Button";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { saveFile } from "./data";

/** The file of a report, saved at a click. */
export function FileLink({ duty, report }: { duty: string; report: DutyReportOut }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function open() {
    setBusy(true);
    setProblem(undefined);
    try {
      await saveFile(duty, report);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Button kind="text" busy={busy} onClick={() => void open()}>
        <span translate="no">{report.file_name}</span>
      </Button>
    </>
  );
}
