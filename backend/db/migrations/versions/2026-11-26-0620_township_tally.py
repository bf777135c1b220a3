"""The sums of the townships, which a county or the city reads instead of its unions."""

import sqlalchemy as sa
from alembic import op

revision = "township_tally"
down_revision = "import_doors"
branch_labels = None
depends_on = None

CELLS = (
    "members",
    "male_1",
    "male_2",
    "male_3",
    "male_4",
    "male_5",
    "female_1",
    "female_2",
    "female_3",
    "female_4",
    "female_5",
    "migrants",
    "dispatched",
    "hardship",
    "carded",
    "complete",
    "education_doctor",
    "education_master",
    "education_bachelor",
    "education_college",
    "education_vocational",
    "education_high_school",
    "education_junior_high",
    "education_primary",
    "education_other",
    "education_unknown",
    "politics_cpc",
    "politics_cpc_probationary",
    "politics_cyl",
    "politics_rcck",
    "politics_cdl",
    "politics_cndca",
    "politics_capd",
    "politics_cpwdp",
    "politics_zhi_gong",
    "politics_jiusan",
    "politics_tdsl",
    "politics_no_party",
    "politics_masses",
    "politics_unknown",
    "kind_regular",
    "kind_dispatched",
    "kind_migrant",
    "kind_laid_off",
    "kind_retired",
    "kind_retired_cadre",
    "new_employment_truck_driver",
    "new_employment_courier",
    "new_employment_care_worker",
    "new_employment_domestic_worker",
    "new_employment_shop_promoter",
    "new_employment_food_rider",
    "new_employment_estate_agent",
    "new_employment_security_guard",
    "new_employment_ride_driver",
    "status_draft",
    "status_submitted",
    "status_returned",
    "status_active",
    "status_transfer_out_pending",
    "status_retained",
    "status_withdrawn",
    "status_auto_withdrawn",
    "status_expelled",
    "status_deceased",
    "unions_city_federation",
    "unions_county_federation",
    "unions_development_zone_union",
    "unions_township_federation",
    "unions_street_federation",
    "unions_line_federation",
    "unions_regional_joint",
    "unions_industry_joint",
    "unions_community_union",
    "unions_base_union",
    "unions_joint_union",
    "unions_branch",
    "unions_group",
    "employees",
    "officers_full_time",
    "officers_part_time",
    "officers_seconded",
    "committees_union",
    "committees_audit",
    "committees_women",
    "employers_covered",
    "employers_uncovered",
    "employers_due",
    "employees_covered",
    "employees_uncovered",
    "joined",
    "imported",
    "transferred_in",
    "reorganized_in",
    "withdrawn",
    "auto_withdrawn",
    "expelled",
    "deceased",
    "transferred_out",
    "reorganized_out",
)

INSIDE = "code between (select scope_low()) and (select scope_high())"

TEXTS = (
    """
create or replace function tally_organization_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally (organization_id, code, line_code, township_id)
  select n.id, n.code, n.line_code, coalesce(
    (select p.township_id from organization_tally p where p.organization_id = n.parent_id),
    (select t.id from organization t where t.level = 3 and n.code between t.code and t.code_hi)
  ) from new_rows n;
  insert into township_tally (organization_id, code) select id, code from new_rows where level = 3;
  insert into organization_tally_delta (organization_id, month, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(unions_city_federation, 0), nullif(unions_county_federation, 0), nullif(unions_development_zone_union, 0), nullif(unions_township_federation, 0), nullif(unions_street_federation, 0), nullif(unions_line_federation, 0), nullif(unions_regional_joint, 0), nullif(unions_industry_joint, 0), nullif(unions_community_union, 0), nullif(unions_base_union, 0), nullif(unions_joint_union, 0), nullif(unions_branch, 0), nullif(unions_group, 0), nullif(employees, 0)
  from (
    select id as owner, sum(k * ((status = 'active' and kind = 'city_federation') is true)::int), sum(k * ((status = 'active' and kind = 'county_federation') is true)::int), sum(k * ((status = 'active' and kind = 'development_zone_union') is true)::int), sum(k * ((status = 'active' and kind = 'township_federation') is true)::int), sum(k * ((status = 'active' and kind = 'street_federation') is true)::int), sum(k * ((status = 'active' and kind = 'line_federation') is true)::int), sum(k * ((status = 'active' and kind = 'regional_joint') is true)::int), sum(k * ((status = 'active' and kind = 'industry_joint') is true)::int), sum(k * ((status = 'active' and kind = 'community_union') is true)::int), sum(k * ((status = 'active' and kind = 'base_union') is true)::int), sum(k * ((status = 'active' and kind = 'joint_union') is true)::int), sum(k * ((status = 'active' and kind = 'branch') is true)::int), sum(k * ((status = 'active' and kind = 'group') is true)::int), sum(k * (case when status = 'active' and level = 4 then employees else 0 end))
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  where unions_city_federation <> 0 or unions_county_federation <> 0 or unions_development_zone_union <> 0 or unions_township_federation <> 0 or unions_street_federation <> 0 or unions_line_federation <> 0 or unions_regional_joint <> 0 or unions_industry_joint <> 0 or unions_community_union <> 0 or unions_base_union <> 0 or unions_joint_union <> 0 or unions_branch <> 0 or unions_group <> 0 or employees <> 0;
  return null;
end $$
""",
    """
create or replace function fold_organization_tally(up_to date) returns bigint language plpgsql as $$
declare folded bigint;
begin
  with eaten as (delete from organization_tally_delta where month <= up_to returning *),
  changes as (
    select organization_id, coalesce(sum(members), 0) as members, coalesce(sum(male_1), 0) as male_1, coalesce(sum(male_2), 0) as male_2, coalesce(sum(male_3), 0) as male_3, coalesce(sum(male_4), 0) as male_4, coalesce(sum(male_5), 0) as male_5, coalesce(sum(female_1), 0) as female_1, coalesce(sum(female_2), 0) as female_2, coalesce(sum(female_3), 0) as female_3, coalesce(sum(female_4), 0) as female_4, coalesce(sum(female_5), 0) as female_5, coalesce(sum(migrants), 0) as migrants, coalesce(sum(dispatched), 0) as dispatched, coalesce(sum(hardship), 0) as hardship, coalesce(sum(carded), 0) as carded, coalesce(sum(complete), 0) as complete, coalesce(sum(education_doctor), 0) as education_doctor, coalesce(sum(education_master), 0) as education_master, coalesce(sum(education_bachelor), 0) as education_bachelor, coalesce(sum(education_college), 0) as education_college, coalesce(sum(education_vocational), 0) as education_vocational, coalesce(sum(education_high_school), 0) as education_high_school, coalesce(sum(education_junior_high), 0) as education_junior_high, coalesce(sum(education_primary), 0) as education_primary, coalesce(sum(education_other), 0) as education_other, coalesce(sum(education_unknown), 0) as education_unknown, coalesce(sum(politics_cpc), 0) as politics_cpc, coalesce(sum(politics_cpc_probationary), 0) as politics_cpc_probationary, coalesce(sum(politics_cyl), 0) as politics_cyl, coalesce(sum(politics_rcck), 0) as politics_rcck, coalesce(sum(politics_cdl), 0) as politics_cdl, coalesce(sum(politics_cndca), 0) as politics_cndca, coalesce(sum(politics_capd), 0) as politics_capd, coalesce(sum(politics_cpwdp), 0) as politics_cpwdp, coalesce(sum(politics_zhi_gong), 0) as politics_zhi_gong, coalesce(sum(politics_jiusan), 0) as politics_jiusan, coalesce(sum(politics_tdsl), 0) as politics_tdsl, coalesce(sum(politics_no_party), 0) as politics_no_party, coalesce(sum(politics_masses), 0) as politics_masses, coalesce(sum(politics_unknown), 0) as politics_unknown, coalesce(sum(kind_regular), 0) as kind_regular, coalesce(sum(kind_dispatched), 0) as kind_dispatched, coalesce(sum(kind_migrant), 0) as kind_migrant, coalesce(sum(kind_laid_off), 0) as kind_laid_off, coalesce(sum(kind_retired), 0) as kind_retired, coalesce(sum(kind_retired_cadre), 0) as kind_retired_cadre, coalesce(sum(new_employment_truck_driver), 0) as new_employment_truck_driver, coalesce(sum(new_employment_courier), 0) as new_employment_courier, coalesce(sum(new_employment_care_worker), 0) as new_employment_care_worker, coalesce(sum(new_employment_domestic_worker), 0) as new_employment_domestic_worker, coalesce(sum(new_employment_shop_promoter), 0) as new_employment_shop_promoter, coalesce(sum(new_employment_food_rider), 0) as new_employment_food_rider, coalesce(sum(new_employment_estate_agent), 0) as new_employment_estate_agent, coalesce(sum(new_employment_security_guard), 0) as new_employment_security_guard, coalesce(sum(new_employment_ride_driver), 0) as new_employment_ride_driver, coalesce(sum(status_draft), 0) as status_draft, coalesce(sum(status_submitted), 0) as status_submitted, coalesce(sum(status_returned), 0) as status_returned, coalesce(sum(status_active), 0) as status_active, coalesce(sum(status_transfer_out_pending), 0) as status_transfer_out_pending, coalesce(sum(status_retained), 0) as status_retained, coalesce(sum(status_withdrawn), 0) as status_withdrawn, coalesce(sum(status_auto_withdrawn), 0) as status_auto_withdrawn, coalesce(sum(status_expelled), 0) as status_expelled, coalesce(sum(status_deceased), 0) as status_deceased, coalesce(sum(unions_city_federation), 0) as unions_city_federation, coalesce(sum(unions_county_federation), 0) as unions_county_federation, coalesce(sum(unions_development_zone_union), 0) as unions_development_zone_union, coalesce(sum(unions_township_federation), 0) as unions_township_federation, coalesce(sum(unions_street_federation), 0) as unions_street_federation, coalesce(sum(unions_line_federation), 0) as unions_line_federation, coalesce(sum(unions_regional_joint), 0) as unions_regional_joint, coalesce(sum(unions_industry_joint), 0) as unions_industry_joint, coalesce(sum(unions_community_union), 0) as unions_community_union, coalesce(sum(unions_base_union), 0) as unions_base_union, coalesce(sum(unions_joint_union), 0) as unions_joint_union, coalesce(sum(unions_branch), 0) as unions_branch, coalesce(sum(unions_group), 0) as unions_group, coalesce(sum(employees), 0) as employees, coalesce(sum(officers_full_time), 0) as officers_full_time, coalesce(sum(officers_part_time), 0) as officers_part_time, coalesce(sum(officers_seconded), 0) as officers_seconded, coalesce(sum(committees_union), 0) as committees_union, coalesce(sum(committees_audit), 0) as committees_audit, coalesce(sum(committees_women), 0) as committees_women, coalesce(sum(employers_covered), 0) as employers_covered, coalesce(sum(employers_uncovered), 0) as employers_uncovered, coalesce(sum(employers_due), 0) as employers_due, coalesce(sum(employees_covered), 0) as employees_covered, coalesce(sum(employees_uncovered), 0) as employees_uncovered, coalesce(sum(joined), 0) as joined, coalesce(sum(imported), 0) as imported, coalesce(sum(transferred_in), 0) as transferred_in, coalesce(sum(reorganized_in), 0) as reorganized_in, coalesce(sum(withdrawn), 0) as withdrawn, coalesce(sum(auto_withdrawn), 0) as auto_withdrawn, coalesce(sum(expelled), 0) as expelled, coalesce(sum(deceased), 0) as deceased, coalesce(sum(transferred_out), 0) as transferred_out, coalesce(sum(reorganized_out), 0) as reorganized_out
    from eaten group by 1
  ), unions as (
    update organization_tally t set members = t.members + x.members, male_1 = t.male_1 + x.male_1, male_2 = t.male_2 + x.male_2, male_3 = t.male_3 + x.male_3, male_4 = t.male_4 + x.male_4, male_5 = t.male_5 + x.male_5, female_1 = t.female_1 + x.female_1, female_2 = t.female_2 + x.female_2, female_3 = t.female_3 + x.female_3, female_4 = t.female_4 + x.female_4, female_5 = t.female_5 + x.female_5, migrants = t.migrants + x.migrants, dispatched = t.dispatched + x.dispatched, hardship = t.hardship + x.hardship, carded = t.carded + x.carded, complete = t.complete + x.complete, education_doctor = t.education_doctor + x.education_doctor, education_master = t.education_master + x.education_master, education_bachelor = t.education_bachelor + x.education_bachelor, education_college = t.education_college + x.education_college, education_vocational = t.education_vocational + x.education_vocational, education_high_school = t.education_high_school + x.education_high_school, education_junior_high = t.education_junior_high + x.education_junior_high, education_primary = t.education_primary + x.education_primary, education_other = t.education_other + x.education_other, education_unknown = t.education_unknown + x.education_unknown, politics_cpc = t.politics_cpc + x.politics_cpc, politics_cpc_probationary = t.politics_cpc_probationary + x.politics_cpc_probationary, politics_cyl = t.politics_cyl + x.politics_cyl, politics_rcck = t.politics_rcck + x.politics_rcck, politics_cdl = t.politics_cdl + x.politics_cdl, politics_cndca = t.politics_cndca + x.politics_cndca, politics_capd = t.politics_capd + x.politics_capd, politics_cpwdp = t.politics_cpwdp + x.politics_cpwdp, politics_zhi_gong = t.politics_zhi_gong + x.politics_zhi_gong, politics_jiusan = t.politics_jiusan + x.politics_jiusan, politics_tdsl = t.politics_tdsl + x.politics_tdsl, politics_no_party = t.politics_no_party + x.politics_no_party, politics_masses = t.politics_masses + x.politics_masses, politics_unknown = t.politics_unknown + x.politics_unknown, kind_regular = t.kind_regular + x.kind_regular, kind_dispatched = t.kind_dispatched + x.kind_dispatched, kind_migrant = t.kind_migrant + x.kind_migrant, kind_laid_off = t.kind_laid_off + x.kind_laid_off, kind_retired = t.kind_retired + x.kind_retired, kind_retired_cadre = t.kind_retired_cadre + x.kind_retired_cadre, new_employment_truck_driver = t.new_employment_truck_driver + x.new_employment_truck_driver, new_employment_courier = t.new_employment_courier + x.new_employment_courier, new_employment_care_worker = t.new_employment_care_worker + x.new_employment_care_worker, new_employment_domestic_worker = t.new_employment_domestic_worker + x.new_employment_domestic_worker, new_employment_shop_promoter = t.new_employment_shop_promoter + x.new_employment_shop_promoter, new_employment_food_rider = t.new_employment_food_rider + x.new_employment_food_rider, new_employment_estate_agent = t.new_employment_estate_agent + x.new_employment_estate_agent, new_employment_security_guard = t.new_employment_security_guard + x.new_employment_security_guard, new_employment_ride_driver = t.new_employment_ride_driver + x.new_employment_ride_driver, status_draft = t.status_draft + x.status_draft, status_submitted = t.status_submitted + x.status_submitted, status_returned = t.status_returned + x.status_returned, status_active = t.status_active + x.status_active, status_transfer_out_pending = t.status_transfer_out_pending + x.status_transfer_out_pending, status_retained = t.status_retained + x.status_retained, status_withdrawn = t.status_withdrawn + x.status_withdrawn, status_auto_withdrawn = t.status_auto_withdrawn + x.status_auto_withdrawn, status_expelled = t.status_expelled + x.status_expelled, status_deceased = t.status_deceased + x.status_deceased, unions_city_federation = t.unions_city_federation + x.unions_city_federation, unions_county_federation = t.unions_county_federation + x.unions_county_federation, unions_development_zone_union = t.unions_development_zone_union + x.unions_development_zone_union, unions_township_federation = t.unions_township_federation + x.unions_township_federation, unions_street_federation = t.unions_street_federation + x.unions_street_federation, unions_line_federation = t.unions_line_federation + x.unions_line_federation, unions_regional_joint = t.unions_regional_joint + x.unions_regional_joint, unions_industry_joint = t.unions_industry_joint + x.unions_industry_joint, unions_community_union = t.unions_community_union + x.unions_community_union, unions_base_union = t.unions_base_union + x.unions_base_union, unions_joint_union = t.unions_joint_union + x.unions_joint_union, unions_branch = t.unions_branch + x.unions_branch, unions_group = t.unions_group + x.unions_group, employees = t.employees + x.employees, officers_full_time = t.officers_full_time + x.officers_full_time, officers_part_time = t.officers_part_time + x.officers_part_time, officers_seconded = t.officers_seconded + x.officers_seconded, committees_union = t.committees_union + x.committees_union, committees_audit = t.committees_audit + x.committees_audit, committees_women = t.committees_women + x.committees_women, employers_covered = t.employers_covered + x.employers_covered, employers_uncovered = t.employers_uncovered + x.employers_uncovered, employers_due = t.employers_due + x.employers_due, employees_covered = t.employees_covered + x.employees_covered, employees_uncovered = t.employees_uncovered + x.employees_uncovered, joined = t.joined + x.joined, imported = t.imported + x.imported, transferred_in = t.transferred_in + x.transferred_in, reorganized_in = t.reorganized_in + x.reorganized_in, withdrawn = t.withdrawn + x.withdrawn, auto_withdrawn = t.auto_withdrawn + x.auto_withdrawn, expelled = t.expelled + x.expelled, deceased = t.deceased + x.deceased, transferred_out = t.transferred_out + x.transferred_out, reorganized_out = t.reorganized_out + x.reorganized_out
    from changes x where x.organization_id = t.organization_id returning t.township_id, x.*
  ), townships as (
    select township_id, sum(members) as members, sum(male_1) as male_1, sum(male_2) as male_2, sum(male_3) as male_3, sum(male_4) as male_4, sum(male_5) as male_5, sum(female_1) as female_1, sum(female_2) as female_2, sum(female_3) as female_3, sum(female_4) as female_4, sum(female_5) as female_5, sum(migrants) as migrants, sum(dispatched) as dispatched, sum(hardship) as hardship, sum(carded) as carded, sum(complete) as complete, sum(education_doctor) as education_doctor, sum(education_master) as education_master, sum(education_bachelor) as education_bachelor, sum(education_college) as education_college, sum(education_vocational) as education_vocational, sum(education_high_school) as education_high_school, sum(education_junior_high) as education_junior_high, sum(education_primary) as education_primary, sum(education_other) as education_other, sum(education_unknown) as education_unknown, sum(politics_cpc) as politics_cpc, sum(politics_cpc_probationary) as politics_cpc_probationary, sum(politics_cyl) as politics_cyl, sum(politics_rcck) as politics_rcck, sum(politics_cdl) as politics_cdl, sum(politics_cndca) as politics_cndca, sum(politics_capd) as politics_capd, sum(politics_cpwdp) as politics_cpwdp, sum(politics_zhi_gong) as politics_zhi_gong, sum(politics_jiusan) as politics_jiusan, sum(politics_tdsl) as politics_tdsl, sum(politics_no_party) as politics_no_party, sum(politics_masses) as politics_masses, sum(politics_unknown) as politics_unknown, sum(kind_regular) as kind_regular, sum(kind_dispatched) as kind_dispatched, sum(kind_migrant) as kind_migrant, sum(kind_laid_off) as kind_laid_off, sum(kind_retired) as kind_retired, sum(kind_retired_cadre) as kind_retired_cadre, sum(new_employment_truck_driver) as new_employment_truck_driver, sum(new_employment_courier) as new_employment_courier, sum(new_employment_care_worker) as new_employment_care_worker, sum(new_employment_domestic_worker) as new_employment_domestic_worker, sum(new_employment_shop_promoter) as new_employment_shop_promoter, sum(new_employment_food_rider) as new_employment_food_rider, sum(new_employment_estate_agent) as new_employment_estate_agent, sum(new_employment_security_guard) as new_employment_security_guard, sum(new_employment_ride_driver) as new_employment_ride_driver, sum(status_draft) as status_draft, sum(status_submitted) as status_submitted, sum(status_returned) as status_returned, sum(status_active) as status_active, sum(status_transfer_out_pending) as status_transfer_out_pending, sum(status_retained) as status_retained, sum(status_withdrawn) as status_withdrawn, sum(status_auto_withdrawn) as status_auto_withdrawn, sum(status_expelled) as status_expelled, sum(status_deceased) as status_deceased, sum(unions_city_federation) as unions_city_federation, sum(unions_county_federation) as unions_county_federation, sum(unions_development_zone_union) as unions_development_zone_union, sum(unions_township_federation) as unions_township_federation, sum(unions_street_federation) as unions_street_federation, sum(unions_line_federation) as unions_line_federation, sum(unions_regional_joint) as unions_regional_joint, sum(unions_industry_joint) as unions_industry_joint, sum(unions_community_union) as unions_community_union, sum(unions_base_union) as unions_base_union, sum(unions_joint_union) as unions_joint_union, sum(unions_branch) as unions_branch, sum(unions_group) as unions_group, sum(employees) as employees, sum(officers_full_time) as officers_full_time, sum(officers_part_time) as officers_part_time, sum(officers_seconded) as officers_seconded, sum(committees_union) as committees_union, sum(committees_audit) as committees_audit, sum(committees_women) as committees_women, sum(employers_covered) as employers_covered, sum(employers_uncovered) as employers_uncovered, sum(employers_due) as employers_due, sum(employees_covered) as employees_covered, sum(employees_uncovered) as employees_uncovered, sum(joined) as joined, sum(imported) as imported, sum(transferred_in) as transferred_in, sum(reorganized_in) as reorganized_in, sum(withdrawn) as withdrawn, sum(auto_withdrawn) as auto_withdrawn, sum(expelled) as expelled, sum(deceased) as deceased, sum(transferred_out) as transferred_out, sum(reorganized_out) as reorganized_out
    from unions where township_id is not null group by 1
  ), gathered as (
    update township_tally t set members = t.members + x.members, male_1 = t.male_1 + x.male_1, male_2 = t.male_2 + x.male_2, male_3 = t.male_3 + x.male_3, male_4 = t.male_4 + x.male_4, male_5 = t.male_5 + x.male_5, female_1 = t.female_1 + x.female_1, female_2 = t.female_2 + x.female_2, female_3 = t.female_3 + x.female_3, female_4 = t.female_4 + x.female_4, female_5 = t.female_5 + x.female_5, migrants = t.migrants + x.migrants, dispatched = t.dispatched + x.dispatched, hardship = t.hardship + x.hardship, carded = t.carded + x.carded, complete = t.complete + x.complete, education_doctor = t.education_doctor + x.education_doctor, education_master = t.education_master + x.education_master, education_bachelor = t.education_bachelor + x.education_bachelor, education_college = t.education_college + x.education_college, education_vocational = t.education_vocational + x.education_vocational, education_high_school = t.education_high_school + x.education_high_school, education_junior_high = t.education_junior_high + x.education_junior_high, education_primary = t.education_primary + x.education_primary, education_other = t.education_other + x.education_other, education_unknown = t.education_unknown + x.education_unknown, politics_cpc = t.politics_cpc + x.politics_cpc, politics_cpc_probationary = t.politics_cpc_probationary + x.politics_cpc_probationary, politics_cyl = t.politics_cyl + x.politics_cyl, politics_rcck = t.politics_rcck + x.politics_rcck, politics_cdl = t.politics_cdl + x.politics_cdl, politics_cndca = t.politics_cndca + x.politics_cndca, politics_capd = t.politics_capd + x.politics_capd, politics_cpwdp = t.politics_cpwdp + x.politics_cpwdp, politics_zhi_gong = t.politics_zhi_gong + x.politics_zhi_gong, politics_jiusan = t.politics_jiusan + x.politics_jiusan, politics_tdsl = t.politics_tdsl + x.politics_tdsl, politics_no_party = t.politics_no_party + x.politics_no_party, politics_masses = t.politics_masses + x.politics_masses, politics_unknown = t.politics_unknown + x.politics_unknown, kind_regular = t.kind_regular + x.kind_regular, kind_dispatched = t.kind_dispatched + x.kind_dispatched, kind_migrant = t.kind_migrant + x.kind_migrant, kind_laid_off = t.kind_laid_off + x.kind_laid_off, kind_retired = t.kind_retired + x.kind_retired, kind_retired_cadre = t.kind_retired_cadre + x.kind_retired_cadre, new_employment_truck_driver = t.new_employment_truck_driver + x.new_employment_truck_driver, new_employment_courier = t.new_employment_courier + x.new_employment_courier, new_employment_care_worker = t.new_employment_care_worker + x.new_employment_care_worker, new_employment_domestic_worker = t.new_employment_domestic_worker + x.new_employment_domestic_worker, new_employment_shop_promoter = t.new_employment_shop_promoter + x.new_employment_shop_promoter, new_employment_food_rider = t.new_employment_food_rider + x.new_employment_food_rider, new_employment_estate_agent = t.new_employment_estate_agent + x.new_employment_estate_agent, new_employment_security_guard = t.new_employment_security_guard + x.new_employment_security_guard, new_employment_ride_driver = t.new_employment_ride_driver + x.new_employment_ride_driver, status_draft = t.status_draft + x.status_draft, status_submitted = t.status_submitted + x.status_submitted, status_returned = t.status_returned + x.status_returned, status_active = t.status_active + x.status_active, status_transfer_out_pending = t.status_transfer_out_pending + x.status_transfer_out_pending, status_retained = t.status_retained + x.status_retained, status_withdrawn = t.status_withdrawn + x.status_withdrawn, status_auto_withdrawn = t.status_auto_withdrawn + x.status_auto_withdrawn, status_expelled = t.status_expelled + x.status_expelled, status_deceased = t.status_deceased + x.status_deceased, unions_city_federation = t.unions_city_federation + x.unions_city_federation, unions_county_federation = t.unions_county_federation + x.unions_county_federation, unions_development_zone_union = t.unions_development_zone_union + x.unions_development_zone_union, unions_township_federation = t.unions_township_federation + x.unions_township_federation, unions_street_federation = t.unions_street_federation + x.unions_street_federation, unions_line_federation = t.unions_line_federation + x.unions_line_federation, unions_regional_joint = t.unions_regional_joint + x.unions_regional_joint, unions_industry_joint = t.unions_industry_joint + x.unions_industry_joint, unions_community_union = t.unions_community_union + x.unions_community_union, unions_base_union = t.unions_base_union + x.unions_base_union, unions_joint_union = t.unions_joint_union + x.unions_joint_union, unions_branch = t.unions_branch + x.unions_branch, unions_group = t.unions_group + x.unions_group, employees = t.employees + x.employees, officers_full_time = t.officers_full_time + x.officers_full_time, officers_part_time = t.officers_part_time + x.officers_part_time, officers_seconded = t.officers_seconded + x.officers_seconded, committees_union = t.committees_union + x.committees_union, committees_audit = t.committees_audit + x.committees_audit, committees_women = t.committees_women + x.committees_women, employers_covered = t.employers_covered + x.employers_covered, employers_uncovered = t.employers_uncovered + x.employers_uncovered, employers_due = t.employers_due + x.employers_due, employees_covered = t.employees_covered + x.employees_covered, employees_uncovered = t.employees_uncovered + x.employees_uncovered, joined = t.joined + x.joined, imported = t.imported + x.imported, transferred_in = t.transferred_in + x.transferred_in, reorganized_in = t.reorganized_in + x.reorganized_in, withdrawn = t.withdrawn + x.withdrawn, auto_withdrawn = t.auto_withdrawn + x.auto_withdrawn, expelled = t.expelled + x.expelled, deceased = t.deceased + x.deceased, transferred_out = t.transferred_out + x.transferred_out, reorganized_out = t.reorganized_out + x.reorganized_out
    from townships x where x.township_id = t.organization_id
  )
  select count(*) into folded from unions;
  return folded;
end $$
""",
)

BEFORE = (
    """
create or replace function tally_organization_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally (organization_id, code, line_code) select id, code, line_code from new_rows;
  insert into organization_tally_delta (organization_id, month, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(unions_city_federation, 0), nullif(unions_county_federation, 0), nullif(unions_development_zone_union, 0), nullif(unions_township_federation, 0), nullif(unions_street_federation, 0), nullif(unions_line_federation, 0), nullif(unions_regional_joint, 0), nullif(unions_industry_joint, 0), nullif(unions_community_union, 0), nullif(unions_base_union, 0), nullif(unions_joint_union, 0), nullif(unions_branch, 0), nullif(unions_group, 0), nullif(employees, 0)
  from (
    select id as owner, sum(k * ((status = 'active' and kind = 'city_federation') is true)::int), sum(k * ((status = 'active' and kind = 'county_federation') is true)::int), sum(k * ((status = 'active' and kind = 'development_zone_union') is true)::int), sum(k * ((status = 'active' and kind = 'township_federation') is true)::int), sum(k * ((status = 'active' and kind = 'street_federation') is true)::int), sum(k * ((status = 'active' and kind = 'line_federation') is true)::int), sum(k * ((status = 'active' and kind = 'regional_joint') is true)::int), sum(k * ((status = 'active' and kind = 'industry_joint') is true)::int), sum(k * ((status = 'active' and kind = 'community_union') is true)::int), sum(k * ((status = 'active' and kind = 'base_union') is true)::int), sum(k * ((status = 'active' and kind = 'joint_union') is true)::int), sum(k * ((status = 'active' and kind = 'branch') is true)::int), sum(k * ((status = 'active' and kind = 'group') is true)::int), sum(k * (case when status = 'active' and level = 4 then employees else 0 end))
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  where unions_city_federation <> 0 or unions_county_federation <> 0 or unions_development_zone_union <> 0 or unions_township_federation <> 0 or unions_street_federation <> 0 or unions_line_federation <> 0 or unions_regional_joint <> 0 or unions_industry_joint <> 0 or unions_community_union <> 0 or unions_base_union <> 0 or unions_joint_union <> 0 or unions_branch <> 0 or unions_group <> 0 or employees <> 0;
  return null;
end $$
""",
    f"""
create or replace function fold_organization_tally(up_to date) returns bigint language plpgsql as $$
declare folded bigint;
begin
  with eaten as (delete from organization_tally_delta where month <= up_to returning *),
  changes as (
    select organization_id, {", ".join(f"coalesce(sum({cell}), 0) as {cell}" for cell in CELLS)}
    from eaten group by 1
  )
  update organization_tally t set {", ".join(f"{cell} = t.{cell} + x.{cell}" for cell in CELLS)}
  from changes x where x.organization_id = t.organization_id;
  get diagnostics folded = row_count;
  return folded;
end $$
""",
)


def upgrade() -> None:
    op.add_column("organization_tally", sa.Column("township_id", sa.Uuid(), nullable=True))
    op.create_index(
        "organization_tally_outside_idx",
        "organization_tally",
        ["code"],
        postgresql_where=sa.text("township_id is null"),
    )
    op.create_table(
        "township_tally",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        *[sa.Column(cell, sa.Integer(), server_default=sa.text("0"), nullable=False) for cell in CELLS],
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("township_tally_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("township_tally_pkey")),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_index(op.f("township_tally_code_idx"), "township_tally", ["code"])
    op.execute("select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)")
    op.execute(
        "update organization_tally c set township_id = t.id from organization t "
        "where t.level = 3 and c.code between t.code and t.code_hi"
    )
    sums = ", ".join(f"coalesce(sum(c.{cell}), 0)" for cell in CELLS)
    op.execute(
        f"insert into township_tally (organization_id, code, {', '.join(CELLS)}) select t.id, t.code, {sums} "
        "from organization t left join organization_tally c on c.township_id = t.id where t.level = 3 group by t.id"
    )
    for text in TEXTS:
        op.execute(text)
    op.execute("alter table township_tally enable row level security")
    op.execute("alter table township_tally force row level security")
    op.execute(f"create policy township_tally_scope on township_tally for all using ({INSIDE}) with check ({INSIDE})")
    op.execute('revoke all on township_tally from "unionhome_app"')
    op.execute('grant select, insert, update, delete on township_tally to "unionhome_app"')


def downgrade() -> None:
    for text in BEFORE:
        op.execute(text)
    op.drop_table("township_tally")
    op.drop_index("organization_tally_outside_idx", "organization_tally")
    op.drop_column("organization_tally", "township_id")
