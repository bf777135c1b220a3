/** What a caller may do somewhere in their scope: the slugs of `backend/domain/access.py`. */
export type Held = readonly string[];

/**
 * From the permissions in `/me` to named booleans: what the frame offers. It hides doors that lead nowhere and guards
 * nothing: the server decides, and what may happen to one record is in that record's `steps`.
 *
 * `territory`: at least one grant is over a place. A line has no employers that no union covers, so no coverage either.
 */
export function accessOf(held: Held, territory = true) {
  const has = (permission: string) => held.includes(permission);
  return {
    seeOrganizations: has("organization:read"),
    foundOrganizations: has("organization:found"),
    restructureOrganizations: has("organization:restructure"),
    // Administrators of the system read unions; the cabinets of unions are none of their work.
    seePapers: has("organization:read") && has("officer:read"),
    editPapers: has("organization:edit"),
    seeLines: has("line:read"),
    editLines: has("line:edit"),
    seeOfficers: has("officer:read"),
    editOfficers: has("officer:edit"),
    editCommittees: has("committee:edit"),
    seeUrges: has("urge:read"),
    sendUrges: has("urge:send"),
    seeEmployers: has("employer:read"),
    seeCoverage: territory && has("employer:read"),
    editEmployers: has("employer:edit"),
    seeMembers: has("member:read"),
    registerMembers: has("member:edit"),
    approveMembers: has("member:approve"),
    endMemberships: has("member:leave"),
    importMembers: has("member:import"),
    transferMembers: has("member:transfer"),
    revealFields: has("member:reveal"),
    unmaskExports: has("export:unmask"),
    seeHouseholds: has("aid:read"),
    editHouseholds: has("aid:edit"),
    revealHouseholds: has("aid:reveal"),
    seeFunds: has("fund:read"),
    editFunds: has("fund:edit"),
    payAid: has("fund:pay"),
    seeSavings: has("savings:read"),
    keepSavings: has("savings:keep"),
    decideSavings: has("savings:decide"),
    examineAid: has("aid:examine"),
    setAidPolicies: has("aid:policy"),
    /** Held where trips are run: by counties and the city. */
    planTrips: has("aid:policy"),
    balanceAid: has("aid:approve"),
    /** Whoever works over a place sees it by lines too; a line has no places of its own. */
    seeBothTrees: territory && has("statistic:read") && has("line:read"),
    recountStatistics: has("statistic:recount"),
    seeStatistics: has("statistic:read"),
    seeReports: territory && has("report:read"),
    fillReports: territory && has("report:edit"),
    /** Unions are judged down the tree of places; a line has no sheet. */
    seeQualifications: territory && has("statistic:read"),
    seeTargets: territory && has("statistic:read"),
    seeUsers: has("user:read"),
    makeUsers: has("user:make"),
    approveUsers: has("user:approve"),
    seeGrants: has("grant:read"),
    makeGrants: has("grant:make"),
    readAudit: has("audit:read"),
    seeClients: has("client:read"),
    editClients: has("client:edit"),
  } as const;
}

declare module "../ui/page/person" {
  interface Access extends ReturnType<typeof accessOf> {}
}
