import { createContext, useContext } from "react";

export type Spoken = "zh-CN" | "en";

/** Changes the reader's language: the frame fetches its texts first and tells the server. */
export const SpeakContext = createContext<(language: Spoken) => Promise<void>>(async () => undefined);

export const useSpeak = () => useContext(SpeakContext);
