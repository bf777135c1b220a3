import type { OrganizationOut } from "@unionhome/client/model";
import type { StepName } from "../record/OrganizationPage";
import { DissolveDialog } from "./DissolveDialog";
import { MergeDialog } from "./MergeDialog";
import { MoveDialog } from "./MoveDialog";
import { SplitDialog } from "./SplitDialog";

export interface StepDialogProps {
  union: OrganizationOut;
  onClose(): void;
}

const DIALOGS = { move: MoveDialog, merge: MergeDialog, split: SplitDialog, dissolve: DissolveDialog };

/** What may happen to a union as a whole (并转、撤销): each names its object, its effect, its day and its reason. */
export function StepDialog({ step, ...props }: StepDialogProps & { step: StepName }) {
  const Dialog = DIALOGS[step];
  return <Dialog {...props} />;
}
