"""The nouns that the API is made of.

`ROUTERS` stand in the order in which a path is looked for, so what is asked for all day comes first; the manual has an
order of its own.
"""

from collections.abc import Sequence

from backend.api.account.admin_routes import router as administration
from backend.api.account.auth_routes import router as auth
from backend.api.account.me_routes import router as me
from backend.api.aid_application.my_routes import router as my_aid
from backend.api.aid_application.routes import router as aid_applications
from backend.api.aid_case.routes import router as aid_cases
from backend.api.aid_policy.routes import router as aid_policies
from backend.api.aid_program.routes import router as aid_programs
from backend.api.aid_station.my_routes import router as my_aid_stations
from backend.api.aid_station.routes import router as aid_stations
from backend.api.audit.routes import router as audit
from backend.api.budget.routes import router as budgets
from backend.api.client.routes import router as clients
from backend.api.committee.routes import router as committees
from backend.api.dictionary.routes import router as dictionaries
from backend.api.duty.routes import router as duties
from backend.api.employer.routes import router as employers
from backend.api.examination.routes import router as examinations
from backend.api.export.approval_routes import router as export_approvals
from backend.api.export.evidence_routes import router as evidence_packs
from backend.api.export.routes import router as exports
from backend.api.file.routes import router as files
from backend.api.fund.routes import router as funds
from backend.api.goods_lot.routes import router as goods_lots
from backend.api.honour.routes import router as honours
from backend.api.household.routes import router as households
from backend.api.imports.routes import router as imports
from backend.api.job.routes import router as jobs
from backend.api.line.routes import router as lines
from backend.api.member.batch.routes import router as member_batches
from backend.api.member.routes import router as members
from backend.api.needs_survey.routes import router as needs_surveys
from backend.api.notice.my_routes import router as my_notices
from backend.api.notice.routes import router as notices
from backend.api.officer.routes import router as officers
from backend.api.organization.routes import router as organizations
from backend.api.pairing.routes import router as pairings
from backend.api.paper.routes import router as papers
from backend.api.paper_request.my_routes import router as my_paper_requests
from backend.api.paper_request.routes import router as paper_requests
from backend.api.payment.routes import router as payments
from backend.api.protection.claim_routes import router as protection_claims
from backend.api.protection.routes import router as protections
from backend.api.qualification.routes import router as qualifications
from backend.api.reconciliation.routes import router as reconciliations
from backend.api.remittance.routes import router as remittances
from backend.api.report.routes import router as reports
from backend.api.routing import NounRouter
from backend.api.savings.loan_routes import router as savings_loans
from backend.api.savings.routes import router as savings
from backend.api.statistic.peer_routes import router as peers
from backend.api.statistic.pivot_routes import router as pivots
from backend.api.statistic.recount_routes import router as recounts
from backend.api.statistic.routes import router as statistics
from backend.api.statistic.sheet_routes import router as statistic_sheets
from backend.api.statistic.tile_routes import router as tile_maps
from backend.api.summary.routes import router as summaries
from backend.api.target.routes import router as targets
from backend.api.transfer.routes import router as transfers
from backend.api.trip.demand_routes import router as trip_demands
from backend.api.trip.routes import router as return_trips
from backend.api.urge.routes import router as urges
from backend.api.view.routes import router as saved_views
from backend.api.visit.routes import router as visits
from backend.api.webhook.routes import router as webhooks
from backend.api.work_calendar.routes import router as work_calendar

ROUTERS: Sequence[NounRouter] = (
    members,
    organizations,
    aid_cases,
    me,
    auth,
    transfers,
    employers,
    officers,
    committees,
    honours,
    urges,
    statistics,
    peers,
    statistic_sheets,
    pivots,
    tile_maps,
    recounts,
    targets,
    qualifications,
    reports,
    duties,
    households,
    notices,
    my_notices,
    pairings,
    needs_surveys,
    papers,
    trip_demands,
    return_trips,
    aid_applications,
    my_aid,
    paper_requests,
    my_paper_requests,
    aid_policies,
    aid_programs,
    aid_stations,
    my_aid_stations,
    funds,
    goods_lots,
    budgets,
    remittances,
    payments,
    reconciliations,
    protections,
    protection_claims,
    savings,
    savings_loans,
    examinations,
    visits,
    summaries,
    imports,
    member_batches,
    jobs,
    exports,
    export_approvals,
    evidence_packs,
    dictionaries,
    administration,
    lines,
    files,
    saved_views,
    clients,
    webhooks,
    audit,
    work_calendar,
)

MANUAL: Sequence[NounRouter] = (
    auth,
    me,
    administration,
    organizations,
    lines,
    employers,
    officers,
    committees,
    honours,
    papers,
    urges,
    members,
    member_batches,
    transfers,
    imports,
    households,
    notices,
    my_notices,
    pairings,
    needs_surveys,
    aid_applications,
    my_aid,
    paper_requests,
    my_paper_requests,
    my_aid_stations,
    aid_policies,
    aid_programs,
    aid_cases,
    aid_stations,
    funds,
    goods_lots,
    budgets,
    remittances,
    payments,
    reconciliations,
    protections,
    protection_claims,
    savings,
    savings_loans,
    examinations,
    work_calendar,
    visits,
    trip_demands,
    return_trips,
    summaries,
    statistics,
    peers,
    statistic_sheets,
    pivots,
    tile_maps,
    recounts,
    targets,
    qualifications,
    reports,
    duties,
    clients,
    webhooks,
    files,
    jobs,
    exports,
    export_approvals,
    evidence_packs,
    saved_views,
    audit,
    dictionaries,
)
