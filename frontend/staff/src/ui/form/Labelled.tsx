import { type ReactNode, useId } from "react";

export interface LabelledProps {
  label: ReactNode;
  /** One input, which is given the id. */
  children(id: string): ReactNode;
}

/** A label above an input, for the few questions of a dialog: forms have `FormField`. */
export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div style={{ display: "grid", gap: 4 }}>
      <label htmlFor={id} style={{ fontSize: 13 }}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}
