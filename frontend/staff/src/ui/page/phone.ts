import { useSyncExternalStore } from "react";

/** Below this the frame folds up and lists stand in rows of two lines. The style sheets say 767px themselves. */
const PHONE = "(max-width: 767px)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the screen is as narrow as a phone held upright. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(PHONE).matches);
