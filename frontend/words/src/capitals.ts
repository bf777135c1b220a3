const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/** Four digits with their places; a nought inside is said once, at the end not at all. */
function group(value: number): string {
  let said = "";
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = said !== "";
      continue;
    }
    said += `${gap ? "零" : ""}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return said;
}

/** Fen as a voucher writes it: 1234500 -> "壹万贰仟叁佰肆拾伍元整" (GB/T 15835; 会计基础工作规范). */
export function capitals(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const [jiao, rest] = [Math.floor(fen / 10) % 10, fen % 10];
  let whole = "";
  let gap = false;
  for (let place = GROUPS.length - 1; place >= 0; place--) {
    const value = Math.floor(yuan / 10_000 ** place) % 10_000;
    if (value === 0) {
      gap = whole !== "";
      continue;
    }
    whole += `${gap || (whole !== "" && value < 1000) ? "零" : ""}${group(value)}${GROUPS[place]}`;
    gap = false;
  }
  const head = whole ? `${whole}元` : "";
  if (jiao === 0 && rest === 0) return `${head || "零元"}整`;
  const small = `${jiao ? `${DIGITS[jiao]}角` : head ? "零" : ""}${rest ? `${DIGITS[rest]}分` : ""}`;
  return `${head}${small}${rest ? "" : "整"}`;
}
