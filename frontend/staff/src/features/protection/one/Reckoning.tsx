import type { ClaimReckoningOut } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import styles from "../protection.module.css";

/** How an amount comes about, line by line; the last one is what is paid. */
export function Reckoning({ lines }: { lines: readonly ClaimReckoningOut[] }) {
  return (
    <table className={styles.sheet}>
      <tbody>
        {lines.map((each) => (
          <tr key={each.line}>
            <td>{each.label}</td>
            <td data-end>
              {each.unit === "fen" ? yuan(each.value) : `${count(each.value)}${each.unit === "percent" ? "%" : ""}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
