import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { DateRangeFieldProps } from "./DateField";

const ON = "YYYY-MM-DD";
const day = (text: string | undefined) => (text ? dayjs(text) : null);

/** Loaded by `DateRangeField`. */
export default function CalendarRange({ value, onChange }: DateRangeFieldProps) {
  return (
    <DatePicker.RangePicker
      size="small"
      format={ON}
      allowEmpty={[true, true]}
      value={[day(value.from), day(value.to)]}
      onChange={(range) => onChange({ from: range?.[0]?.format(ON), to: range?.[1]?.format(ON) })}
    />
  );
}
