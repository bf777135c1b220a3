import { useTranslation } from "react-i18next";
import styles from "./calendar.module.css";
import { type Days, monthOf, spentOn, weekdayOf } from "./year";

interface MonthProps {
  year: number;
  /** 1 to 12. */
  month: number;
  days: Days;
  /** Without it the month is only looked at. */
  onTurn?: (on: string) => void;
}

const LOOKS = { off: styles.off, made_up: styles.makeup, worked: undefined, free: styles.free } as const;
const MARKED = { off: true, made_up: true, worked: false, free: false } as const;

/** A month from Monday to Sunday. What is said of a day is told by a word, a shape and a colour. */
export function Month({ year, month, days, onTurn }: MonthProps) {
  const { t } = useTranslation();
  const all = monthOf(year, month);
  const first = all[0] ?? "";
  return (
    <section className={styles.month} aria-label={t("calendar:month", { month })}>
      <h2>{t("calendar:month", { month })}</h2>
      <ol className={styles.weekdays} aria-hidden>
        {t("calendar:weekdays")
          .split(" ")
          .map((day) => (
            <li key={day}>{day}</li>
          ))}
      </ol>
      <ol className={styles.days}>
        {all.map((on) => {
          const spent = spentOn(days, on);
          const name = days.get(on)?.name ?? "";
          const said = `${on} ${t(`calendar:kind.${spent}`)} ${name}`.trim();
          const start = on === first ? { gridColumnStart: weekdayOf(on) + 1 } : undefined;
          const day = Number(on.slice(8));
          const mark = MARKED[spent] ? t(`calendar:mark.${spent}`) : "";
          const number = (
            <>
              {day}
              {mark && <i aria-hidden>{mark}</i>}
            </>
          );
          return (
            <li key={on} style={start}>
              {onTurn ? (
                <button
                  type="button"
                  className={LOOKS[spent]}
                  title={said}
                  aria-label={`${day}${mark} ${said}`}
                  onClick={() => onTurn(on)}
                >
                  {number}
                </button>
              ) : (
                <span className={LOOKS[spent]} title={said}>
                  {number}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
