import { lazy, Suspense } from "react";

/** The calendar weighs as much as five pages, so it comes when the first date is asked for. */
const Calendar = lazy(() => import("./Calendar"));
const CalendarRange = lazy(() => import("./CalendarRange"));

export interface DateFieldProps {
  id?: string;
  /** A plain date, as on the wire: "2026-11-20". */
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** Days that cannot be picked, before and after. */
  min?: string;
  max?: string;
  disabled?: boolean;
}

export function DateField(props: DateFieldProps) {
  return (
    <Suspense
      fallback={
        <input
          id={props.id}
          disabled
          aria-busy
          style={{ width: "100%", height: 32, border: "1px solid var(--edge)", borderRadius: 4 }}
        />
      }
    >
      <Calendar {...props} />
    </Suspense>
  );
}

export interface DateBounds {
  from?: string;
  to?: string;
}

export interface DateRangeFieldProps {
  value: DateBounds;
  onChange(value: DateBounds): void;
}

/** Two plain dates, either end open. */
export function DateRangeField(props: DateRangeFieldProps) {
  return (
    <Suspense fallback={null}>
      <CalendarRange {...props} />
    </Suspense>
  );
}
