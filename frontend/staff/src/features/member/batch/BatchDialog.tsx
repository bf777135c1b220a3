import { count } from "@unionhome/words";
import { type Selection, sizeOf } from "../../../ui/table/selection";
import type { MemberSearch } from "../list/filters";
import { AT_ONCE } from "./data";
import type { Deed } from "./deeds";
import { LargeBatch } from "./LargeBatch";
import { SmallBatch } from "./SmallBatch";

interface BatchDialogProps {
  deed: Deed;
  selection: Selection;
  search: MemberSearch;
  /** All that match, and how people read that where counting stopped: "10,000+". */
  total: { number: number; words: string };
  onClose(): void;
  onDone(): void;
}

/** The same to all who are selected: at once, or by a job when they are many. */
export function BatchDialog({ total, ...props }: BatchDialogProps) {
  const { selection, ...rest } = props;
  // By those who match, not by those who are left of them: at once the server is asked for all of them.
  if (!selection.all || total.number <= AT_ONCE) return <SmallBatch {...props} />;
  const chosen = selection.except.size === 0 ? total.words : count(sizeOf(selection, total.number));
  return <LargeBatch {...rest} except={selection.except} chosen={chosen} />;
}
