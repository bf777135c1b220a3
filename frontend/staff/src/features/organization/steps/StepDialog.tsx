import type { HonourKind, OrganizationOut } from "@unionhome/client/model";
import { DissolveDialog } from "./DissolveDialog";
import { HonourDialog } from "./HonourDialog";
import { MergeDialog } from "./MergeDialog";
import { MoveDialog } from "./MoveDialog";
import { SplitDialog } from "./SplitDialog";

export interface StepDialogProps {
  union: OrganizationOut;
  onClose(): void;
}

const DIALOGS = { move: MoveDialog, merge: MergeDialog, split: SplitDialog, dissolve: DissolveDialog };

/** What may happen to a union as a whole (并转、撤销、授荣誉): each names its object, its effect, its day and its reason. */
export function StepDialog({ step, ...props }: StepDialogProps & { step: string }) {
  const honour = /^(?:grant|withdraw)_(.+)$/.exec(step)?.[1];
  if (honour) return <HonourDialog kind={honour as HonourKind} {...props} />;
  const Dialog = DIALOGS[step as keyof typeof DIALOGS];
  return Dialog ? <Dialog {...props} /> : null;
}
