/**
 * Who holds what, and down to which level of union: the table `PERMISSIONS` of `backend/domain/access.py`, which a test
 * compares line by line. The server asks its own.
 */
export interface Held {
  permission: string;
  roles: readonly string[];
  /** 1 city, 2 county, 3 township, 4 basic union, 6 group: the lowest level on which the role has it. */
  down_to: number;
}

const WRITE = ["chair", "officer"] as const;
const READ = ["chair", "officer", "finance", "auditor"] as const;

export const PERMISSIONS: readonly Held[] = [
  { permission: "organization:read", roles: [...READ, "system_admin", "security_admin", "integrator"], down_to: 6 },
  { permission: "organization:edit", roles: WRITE, down_to: 4 },
  { permission: "organization:found", roles: WRITE, down_to: 4 },
  { permission: "organization:restructure", roles: WRITE, down_to: 2 },
  { permission: "line:read", roles: READ, down_to: 6 },
  { permission: "line:edit", roles: WRITE, down_to: 2 },
  { permission: "employer:read", roles: READ, down_to: 4 },
  { permission: "employer:edit", roles: WRITE, down_to: 3 },
  { permission: "officer:read", roles: READ, down_to: 6 },
  { permission: "officer:edit", roles: WRITE, down_to: 4 },
  { permission: "committee:read", roles: READ, down_to: 6 },
  { permission: "committee:edit", roles: WRITE, down_to: 4 },
  { permission: "urge:read", roles: WRITE, down_to: 4 },
  { permission: "urge:send", roles: WRITE, down_to: 3 },
  { permission: "target:set", roles: WRITE, down_to: 3 },
  { permission: "qualification:edit", roles: WRITE, down_to: 1 },
  { permission: "member:read", roles: READ, down_to: 6 },
  { permission: "member:edit", roles: WRITE, down_to: 6 },
  { permission: "member:approve", roles: WRITE, down_to: 6 },
  { permission: "member:transfer", roles: WRITE, down_to: 6 },
  { permission: "member:leave", roles: WRITE, down_to: 6 },
  { permission: "member:import", roles: WRITE, down_to: 6 },
  { permission: "member:reveal", roles: [...WRITE, "auditor"], down_to: 6 },
  { permission: "aid:read", roles: READ, down_to: 6 },
  { permission: "aid:see", roles: [...WRITE, "auditor"], down_to: 6 },
  { permission: "aid:edit", roles: WRITE, down_to: 6 },
  { permission: "aid:reveal", roles: [...WRITE, "auditor"], down_to: 6 },
  { permission: "aid:review", roles: WRITE, down_to: 3 },
  { permission: "aid:approve", roles: WRITE, down_to: 2 },
  { permission: "aid:approve_city", roles: WRITE, down_to: 1 },
  { permission: "aid:examine", roles: ["finance", "auditor"], down_to: 6 },
  { permission: "aid:policy", roles: WRITE, down_to: 2 },
  { permission: "fund:read", roles: READ, down_to: 6 },
  { permission: "fund:edit", roles: ["finance"], down_to: 6 },
  { permission: "fund:pay", roles: ["finance"], down_to: 6 },
  { permission: "savings:read", roles: READ, down_to: 6 },
  { permission: "savings:keep", roles: [...WRITE, "finance"], down_to: 6 },
  { permission: "savings:decide", roles: [...WRITE, "finance"], down_to: 6 },
  { permission: "statistic:read", roles: READ, down_to: 6 },
  { permission: "statistic:recount", roles: WRITE, down_to: 1 },
  { permission: "report:read", roles: READ, down_to: 4 },
  { permission: "report:edit", roles: WRITE, down_to: 4 },
  { permission: "export:unmask", roles: WRITE, down_to: 6 },
  { permission: "export:approve", roles: WRITE, down_to: 4 },
  { permission: "file:write", roles: [...WRITE, "finance", "member"], down_to: 6 },
  { permission: "work_calendar:edit", roles: WRITE, down_to: 1 },
  { permission: "user:read", roles: ["system_admin", "security_admin"], down_to: 2 },
  { permission: "user:make", roles: ["system_admin"], down_to: 2 },
  { permission: "user:approve", roles: ["security_admin"], down_to: 2 },
  { permission: "grant:read", roles: ["system_admin", "security_admin"], down_to: 2 },
  { permission: "grant:make", roles: ["security_admin"], down_to: 2 },
  { permission: "grant:approve", roles: ["security_admin"], down_to: 2 },
  { permission: "client:read", roles: [...WRITE, "auditor", "integrator"], down_to: 2 },
  { permission: "client:edit", roles: ["chair", "integrator"], down_to: 2 },
  { permission: "audit:read", roles: ["audit_admin"], down_to: 6 },
];

/** The columns: duties of the work, then the three administrators, which nobody holds two of, and the integrator. */
export const ROLES = [...READ, "system_admin", "security_admin", "audit_admin", "integrator"] as const;
