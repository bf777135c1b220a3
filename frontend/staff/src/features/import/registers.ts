import type { RegisterKind } from "@unionhome/client/model";
import type { Access } from "../../ui/page/person";

/** What a register looks like in the table of its rows, and where its records are once they are written. */
export interface RegisterShape {
  kind: RegisterKind;
  /** Pinyin initials for the command line. */
  initials: string;
  may(access: Access): boolean;
  /** The columns that say which row this is, with their widths; their titles stand with the words of the fields. */
  columns: readonly { field: string; title?: string; width?: number }[];
  /** Fields that always show, also beside what changes. */
  kept: readonly string[];
  /** The list where what was written can be seen. Features do not know each other, so an address is text here. */
  list(union: string): string;
  record?(id: string): string;
  /** What the pages of the register have read before. */
  queries: readonly string[];
}

/** In the order of the picker. */
export const REGISTERS: readonly RegisterShape[] = [
  {
    kind: "members",
    initials: "drhmc",
    may: (access) => access.importMembers,
    columns: [
      { field: "name", width: 84 },
      { field: "id_number", width: 168 },
      { field: "phone", width: 120 },
      { field: "kind", width: 104 },
      { field: "joined_on", width: 104 },
    ],
    kept: ["name", "id_number"],
    list: (union) => `/members?org=${union}&sort=-created`,
    record: (id) => `/members/${id}`,
    queries: ["members"],
  },
  {
    kind: "unions",
    initials: "drjcgh",
    may: (access) => access.foundOrganizations,
    columns: [
      { field: "name", title: "title", width: 220 },
      { field: "kind", width: 104 },
      { field: "parent", width: 168 },
      { field: "credit_code", width: 168 },
      { field: "established_on", width: 104 },
      { field: "employees", width: 84 },
    ],
    kept: ["name", "credit_code"],
    list: () => "/organizations",
    record: (id) => `/organizations/${id}`,
    queries: ["organizations"],
  },
  {
    kind: "officers",
    initials: "drghgb",
    may: (access) => access.editOfficers,
    columns: [
      { field: "name", width: 84 },
      { field: "post", width: 120 },
      { field: "form", width: 84 },
      { field: "phone", width: 128 },
      { field: "started_on", width: 104 },
    ],
    kept: ["name", "post"],
    list: () => "/officers",
    record: (id) => `/officers?look=${id}`,
    queries: ["officers"],
  },
  {
    kind: "transfers",
    initials: "drhjjz",
    may: (access) => access.transferMembers,
    columns: [
      { field: "name", width: 84 },
      { field: "id_number", width: 168 },
      { field: "to", width: 220 },
      { field: "reason", width: 128 },
      { field: "note", width: 160 },
    ],
    kept: ["name", "id_number", "to"],
    list: () => "/transfers?view=out",
    queries: ["transfers", "members"],
  },
  {
    kind: "employers",
    initials: "drfrdw",
    may: (access) => access.editEmployers,
    columns: [
      { field: "name", title: "employer_name", width: 220 },
      { field: "credit_code", width: 168 },
      { field: "employees", width: 84 },
      { field: "ownership", width: 104 },
      { field: "territory", width: 160 },
      { field: "union", width: 180 },
    ],
    kept: ["name", "credit_code"],
    list: (union) => `/employers?under_id=${union}`,
    record: (id) => `/employers?look=${id}`,
    queries: ["employers"],
  },
];

/** One of them. An address that names no register is that of the roster. */
export const shapeOf = (kind: string): RegisterShape =>
  REGISTERS.find((one) => one.kind === kind) ?? (REGISTERS[0] as RegisterShape);
