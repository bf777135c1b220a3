import { Labelled } from "./Labelled";
import { YuanInput, type YuanInputProps } from "./YuanInput";

interface YuanFieldProps extends Omit<YuanInputProps, "id" | "onChange" | "aria-label"> {
  label: string;
  onChange(fen: number | null): void;
}

/** An amount with its label above, for the few questions of a dialog. */
export function YuanField({ label, ...rest }: YuanFieldProps) {
  return <Labelled label={label}>{(id) => <YuanInput {...rest} id={id} />}</Labelled>;
}
