import type { Keep } from "../keep";
import type { Shelf } from "../stores";
import { type KeptTabs, mergedInto, readKept } from "./kept";

const NAME = "tabs";
const WRITTEN = "written";
/** Seldom: opening five tabs one after the other is one writing. */
const SETTLE_MS = 4000;

/** Writes the tabs of one window into the person's document, a few seconds after they changed. */
export class TabKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private now: KeptTabs;

  /** What this window last wrote, or began with. A refresh remembers it: else a tab just closed would come back. */
  private before: KeptTabs;

  constructor(
    private readonly keep: Pick<Keep, "revise">,
    private readonly session: Shelf,
    kept: KeptTabs,
  ) {
    this.before = session.read<KeptTabs>(WRITTEN) ?? kept;
    this.now = this.before;
    session.write(WRITTEN, this.before);
  }

  /** These are the tabs now. */
  changed(now: KeptTabs): void {
    this.now = now;
    this.timer ??= setTimeout(() => void this.flush(), SETTLE_MS);
  }

  /** Sends what has not been sent yet. What did not arrive goes with the next change. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { before, now } = this;
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    const sent = await this.keep.revise(NAME, (there) => ({ ...mergedInto(readKept(there), before, now) }));
    if (sent !== "kept") return;
    this.before = now;
    this.session.write(WRITTEN, now);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

export const keptTabs = (known: ReadonlyMap<string, unknown>): KeptTabs => readKept(known.get(NAME));
