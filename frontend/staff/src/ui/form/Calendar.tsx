import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { DateFieldProps } from "./DateField";

const ON = "YYYY-MM-DD";

/** Loaded by `DateField`. */
export default function Calendar({ id, value, onChange, min, max, disabled }: DateFieldProps) {
  return (
    <DatePicker
      id={id}
      style={{ width: "100%" }}
      format={ON}
      disabled={disabled}
      value={value ? dayjs(value) : null}
      minDate={min ? dayjs(min) : undefined}
      maxDate={max ? dayjs(max) : undefined}
      onChange={(day) => onChange?.(day ? day.format(ON) : null)}
    />
  );
}
