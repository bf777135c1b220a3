/**
 * The parts of a refusal that a screen shows. The client's `ProblemError` has this shape; anything else that is thrown is
 * a fault of ours and is told apart by having none.
 */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  request_id: string | null;
  errors: readonly { pointer: string; code: string; detail: string }[];
  retry_after: number | null;
}

export function asProblem(error: unknown): Problem | null {
  const candidate = error as Partial<Problem> | null;
  return typeof candidate?.code === "string" && typeof candidate.status === "number" ? (candidate as Problem) : null;
}

/** What a screen asks for before it sends anything. Its message is a sentence for the reader, and no fault of ours. */
export class Missing extends Error {}

const FINAL = [403, 404];

/** Asking again would be answered alike: what is not there or not for this reader. Nobody is offered to try it again. */
export const isFinal = (error: unknown): boolean => FINAL.includes(asProblem(error)?.status ?? 0);
