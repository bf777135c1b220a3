import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { stepMemberBatch } from "@unionhome/client/member-batches";
import { useEffect, useMemo, useState } from "react";
import { isOver, useJob } from "../../../ui/job/useJob";
import { newOnceKey } from "../../../ui/page/once";
import { MEMBERS } from "../data";
import { BATCHES, jobSource, oneBatch } from "./data";

/** A batch that a job does, the job of its present state, and how to have it carried out. */
export function useBatch(id: string | null) {
  const queries = useQueryClient();
  const batch = useQuery(oneBatch(id));
  const job = useJob(batch.data?.job_id ?? null, jobSource);
  const over = job.data && isOver(job.data) ? job.data.id : null;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  // One that was stopped can be gone on with: that is another intention.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key for each version that is acted on
  const once = useMemo(newOnceKey, [id, batch.data?.version]);

  // The job's end is the batch's next state, and the members are others.
  useEffect(() => {
    if (over === null) return;
    for (const queryKey of [BATCHES, MEMBERS]) void queries.invalidateQueries({ queryKey });
  }, [over, queries]);

  async function carryOut() {
    if (!batch.data) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await stepMemberBatch(batch.data.id, { step: "carry_out" }, { idempotencyKey: once, ...ifMatch(batch.data) });
    } catch (error) {
      setProblem(error);
    }
    await queries.invalidateQueries({ queryKey: BATCHES });
    void queries.invalidateQueries({ queryKey: ["jobs"] });
    setBusy(false);
  }

  return { batch, job: job.data, busy, problem: problem ?? batch.error, carryOut };
}
