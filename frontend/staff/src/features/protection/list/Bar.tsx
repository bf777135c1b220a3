import type { ParticipationOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import styles from "../protection.module.css";

type Shown = Pick<ParticipationOut, "staff" | "insured" | "needed" | "percent">;

/** How many of the staff are insured, with a stroke where the bar lies. The figures stand beside it in words. */
export function Bar({ staff, insured, needed, percent }: Shown) {
  const share = (part: number) => `${staff === 0 ? 0 : Math.min(100, (100 * part) / staff)}%`;
  return (
    <span>
      <span className={styles.bar} aria-hidden="true">
        <i style={{ width: share(insured) }} />
        <b style={{ left: share(needed) }} />
      </span>
      {count(insured)}/{count(staff)}
      {percent !== null && ` (${percent}%)`}
    </span>
  );
}
