import { OrgPicker, type OrgPickerProps } from "./OrgPicker";
import { useOrgSource } from "./orgSource";

/** `OrgPicker` over the caller's own tree: the field of a form. Its value is `{ id, label }`. */
export function OrgField(props: Omit<OrgPickerProps, "load" | "find">) {
  const source = useOrgSource();
  return <OrgPicker {...props} {...source} />;
}
