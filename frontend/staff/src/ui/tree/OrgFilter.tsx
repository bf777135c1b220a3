import { OrgChooser, type PickedOrg } from "./OrgPicker";
import { useOrgSource } from "./orgSource";

interface OrgFilterProps {
  label: string;
  selected: string | null;
  onPick(org: PickedOrg): void;
}

/** The editor of a filter token that asks for a place in the tree. */
export function OrgFilter({ label, selected, onPick }: OrgFilterProps) {
  const source = useOrgSource();
  return (
    <OrgChooser
      label={label}
      selected={selected}
      {...source}
      onPick={(node) => onPick({ id: node.id, label: node.label })}
    />
  );
}
