import { useRef } from "react";
import { asProblem } from "../problem/problem";
import { newOnceKey } from "./once";

/** One key for one intention: kept while the line is bad, new after an answer, since what is sent then is another act. */
export function useOnce(): <T>(call: (options: { idempotencyKey: string }) => Promise<T>) => Promise<T> {
  const key = useRef(newOnceKey());
  return async (call) => {
    try {
      const answer = await call({ idempotencyKey: key.current });
      key.current = newOnceKey();
      return answer;
    } catch (error) {
      if (asProblem(error)?.status) key.current = newOnceKey();
      throw error;
    }
  };
}
