import { yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { Labelled } from "../../ui/form/Labelled";
import { fenTyped } from "./data";

interface AmountFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** An amount in yuan as it is typed, read back beside it. */
export function AmountField({ label, value, onChange }: AmountFieldProps) {
  const fen = fenTyped(value);
  return (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          inputMode="decimal"
          value={value}
          suffix={fen === null ? undefined : yuanInText(fen)}
          status={value !== "" && fen === null ? "error" : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}
