import type { DemandSummaryRow, FittingDemand } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { seasons } from "../src/features/trip/data";
import { added, daysOf, matrixOf, seated, short } from "../src/features/trip/list/sums";
import { mostOf, readSeats, shared, sumOf } from "../src/features/trip/one/seats";
import { endsOf, spanOf } from "../src/ui/filter/params";

const row = (province: string, travel_on: string, people: number, driving: number, allotted: number) =>
  ({ province, travel_on, people, driving, allotted, demands: 1, confirmed: 0, travelled: 0 }) as DemandSummaryRow;

describe("the table for the railway", () => {
  const rows = [
    row("hunan", "2027-01-26", 10, 0, 4),
    row("sichuan", "2027-01-25", 46, 6, 40),
    row("sichuan", "2027-01-26", 80, 0, 60),
  ];

  it("counts who needs a seat and who has none", () => {
    expect(seated(added(rows))).toBe(130);
    expect(short(added(rows))).toBe(26);
  });

  it("has the most people first and every day once", () => {
    expect(matrixOf(rows).map((line) => [line.province, line.total.people])).toEqual([
      ["sichuan", 126],
      ["hunan", 10],
    ]);
    expect(daysOf(rows)).toEqual(["2027-01-25", "2027-01-26"]);
  });
});

describe("the seats of a trip", () => {
  const demand = (id: string, people: number, elsewhere: number) => ({ id, people, elsewhere }) as FittingDemand;

  it("go to each what is still wanted, while there are any", () => {
    const given = shared([demand("a", 40, 10), demand("b", 80, 0), demand("c", 5, 0)], 100);
    expect(given).toEqual({ a: 30, b: 70, c: 0 });
    expect(sumOf(given)).toBe(100);
    expect(mostOf(demand("a", 40, 10))).toBe(30);
  });

  it("are whole numbers, and nothing is none", () => {
    expect([" 12 ", "", "1.5", "-1", "12345"].map(readSeats)).toEqual([12, 0, undefined, undefined, undefined]);
  });
});

it("begins a winter in October", () => {
  expect(seasons("2026-09-30")[1]).toBe(2026);
  expect(seasons("2026-10-01")[1]).toBe(2027);
});

it("keeps days in the address and forgets what is none", () => {
  expect(endsOf("2027-01-08~")).toEqual({ from: "2027-01-08", to: undefined });
  expect(endsOf("soon~2027-01-10")).toEqual({ from: undefined, to: "2027-01-10" });
  expect(spanOf({ from: "2027-01-08" })).toBe("2027-01-08~");
  expect(spanOf({})).toBeUndefined();
});
