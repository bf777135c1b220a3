"""The statistics: counters of every union, the queue of their changes, the months that are closed."""

import sqlalchemy as sa
from alembic import op

revision = "statistics"
down_revision = "honours_and_urges"
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

# The texts of backend/db/tally.py as they were on this day.
TEXTS = (
    """
create function tally_member_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(members, 0), nullif(male_1, 0), nullif(male_2, 0), nullif(male_3, 0), nullif(male_4, 0), nullif(male_5, 0), nullif(female_1, 0), nullif(female_2, 0), nullif(female_3, 0), nullif(female_4, 0), nullif(female_5, 0), nullif(migrants, 0), nullif(dispatched, 0), nullif(hardship, 0), nullif(carded, 0), nullif(complete, 0), nullif(education_doctor, 0), nullif(education_master, 0), nullif(education_bachelor, 0), nullif(education_college, 0), nullif(education_vocational, 0), nullif(education_high_school, 0), nullif(education_junior_high, 0), nullif(education_primary, 0), nullif(education_other, 0), nullif(education_unknown, 0), nullif(politics_cpc, 0), nullif(politics_cpc_probationary, 0), nullif(politics_cyl, 0), nullif(politics_rcck, 0), nullif(politics_cdl, 0), nullif(politics_cndca, 0), nullif(politics_capd, 0), nullif(politics_cpwdp, 0), nullif(politics_zhi_gong, 0), nullif(politics_jiusan, 0), nullif(politics_tdsl, 0), nullif(politics_no_party, 0), nullif(politics_masses, 0), nullif(politics_unknown, 0), nullif(kind_regular, 0), nullif(kind_dispatched, 0), nullif(kind_migrant, 0), nullif(kind_laid_off, 0), nullif(kind_retired, 0), nullif(kind_retired_cadre, 0), nullif(new_employment_truck_driver, 0), nullif(new_employment_courier, 0), nullif(new_employment_care_worker, 0), nullif(new_employment_domestic_worker, 0), nullif(new_employment_shop_promoter, 0), nullif(new_employment_food_rider, 0), nullif(new_employment_estate_agent, 0), nullif(new_employment_security_guard, 0), nullif(new_employment_ride_driver, 0), nullif(status_draft, 0), nullif(status_submitted, 0), nullif(status_returned, 0), nullif(status_active, 0), nullif(status_transfer_out_pending, 0), nullif(status_retained, 0), nullif(status_withdrawn, 0), nullif(status_auto_withdrawn, 0), nullif(status_expelled, 0), nullif(status_deceased, 0)
  from (
    select organization_id as owner, sum(k * ((status in ('active', 'transfer_out_pending')) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and migrant) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and dispatched) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and hardship) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and card_issued_on is not null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and completeness = 100) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'doctor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'master') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'bachelor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'college') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'vocational') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'high_school') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'junior_high') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'primary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'other') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc_probationary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cyl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'rcck') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cdl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cndca') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'capd') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpwdp') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'zhi_gong') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'jiusan') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'tdsl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'no_party') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'masses') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'regular') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'dispatched') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'migrant') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'laid_off') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired_cadre') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'truck_driver') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'courier') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'care_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'domestic_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'shop_promoter') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'food_rider') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'estate_agent') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'security_guard') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'ride_driver') is true)::int), sum(k * ((status = 'draft') is true)::int), sum(k * ((status = 'submitted') is true)::int), sum(k * ((status = 'returned') is true)::int), sum(k * ((status = 'active') is true)::int), sum(k * ((status = 'transfer_out_pending') is true)::int), sum(k * ((status = 'retained') is true)::int), sum(k * ((status = 'withdrawn') is true)::int), sum(k * ((status = 'auto_withdrawn') is true)::int), sum(k * ((status = 'expelled') is true)::int), sum(k * ((status = 'deceased') is true)::int)
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  where members <> 0 or male_1 <> 0 or male_2 <> 0 or male_3 <> 0 or male_4 <> 0 or male_5 <> 0 or female_1 <> 0 or female_2 <> 0 or female_3 <> 0 or female_4 <> 0 or female_5 <> 0 or migrants <> 0 or dispatched <> 0 or hardship <> 0 or carded <> 0 or complete <> 0 or education_doctor <> 0 or education_master <> 0 or education_bachelor <> 0 or education_college <> 0 or education_vocational <> 0 or education_high_school <> 0 or education_junior_high <> 0 or education_primary <> 0 or education_other <> 0 or education_unknown <> 0 or politics_cpc <> 0 or politics_cpc_probationary <> 0 or politics_cyl <> 0 or politics_rcck <> 0 or politics_cdl <> 0 or politics_cndca <> 0 or politics_capd <> 0 or politics_cpwdp <> 0 or politics_zhi_gong <> 0 or politics_jiusan <> 0 or politics_tdsl <> 0 or politics_no_party <> 0 or politics_masses <> 0 or politics_unknown <> 0 or kind_regular <> 0 or kind_dispatched <> 0 or kind_migrant <> 0 or kind_laid_off <> 0 or kind_retired <> 0 or kind_retired_cadre <> 0 or new_employment_truck_driver <> 0 or new_employment_courier <> 0 or new_employment_care_worker <> 0 or new_employment_domestic_worker <> 0 or new_employment_shop_promoter <> 0 or new_employment_food_rider <> 0 or new_employment_estate_agent <> 0 or new_employment_security_guard <> 0 or new_employment_ride_driver <> 0 or status_draft <> 0 or status_submitted <> 0 or status_returned <> 0 or status_active <> 0 or status_transfer_out_pending <> 0 or status_retained <> 0 or status_withdrawn <> 0 or status_auto_withdrawn <> 0 or status_expelled <> 0 or status_deceased <> 0;
  return null;
end $$
""",
    """
create function tally_member_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(members, 0), nullif(male_1, 0), nullif(male_2, 0), nullif(male_3, 0), nullif(male_4, 0), nullif(male_5, 0), nullif(female_1, 0), nullif(female_2, 0), nullif(female_3, 0), nullif(female_4, 0), nullif(female_5, 0), nullif(migrants, 0), nullif(dispatched, 0), nullif(hardship, 0), nullif(carded, 0), nullif(complete, 0), nullif(education_doctor, 0), nullif(education_master, 0), nullif(education_bachelor, 0), nullif(education_college, 0), nullif(education_vocational, 0), nullif(education_high_school, 0), nullif(education_junior_high, 0), nullif(education_primary, 0), nullif(education_other, 0), nullif(education_unknown, 0), nullif(politics_cpc, 0), nullif(politics_cpc_probationary, 0), nullif(politics_cyl, 0), nullif(politics_rcck, 0), nullif(politics_cdl, 0), nullif(politics_cndca, 0), nullif(politics_capd, 0), nullif(politics_cpwdp, 0), nullif(politics_zhi_gong, 0), nullif(politics_jiusan, 0), nullif(politics_tdsl, 0), nullif(politics_no_party, 0), nullif(politics_masses, 0), nullif(politics_unknown, 0), nullif(kind_regular, 0), nullif(kind_dispatched, 0), nullif(kind_migrant, 0), nullif(kind_laid_off, 0), nullif(kind_retired, 0), nullif(kind_retired_cadre, 0), nullif(new_employment_truck_driver, 0), nullif(new_employment_courier, 0), nullif(new_employment_care_worker, 0), nullif(new_employment_domestic_worker, 0), nullif(new_employment_shop_promoter, 0), nullif(new_employment_food_rider, 0), nullif(new_employment_estate_agent, 0), nullif(new_employment_security_guard, 0), nullif(new_employment_ride_driver, 0), nullif(status_draft, 0), nullif(status_submitted, 0), nullif(status_returned, 0), nullif(status_active, 0), nullif(status_transfer_out_pending, 0), nullif(status_retained, 0), nullif(status_withdrawn, 0), nullif(status_auto_withdrawn, 0), nullif(status_expelled, 0), nullif(status_deceased, 0)
  from (
    select organization_id as owner, sum(k * ((status in ('active', 'transfer_out_pending')) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and migrant) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and dispatched) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and hardship) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and card_issued_on is not null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and completeness = 100) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'doctor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'master') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'bachelor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'college') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'vocational') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'high_school') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'junior_high') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'primary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'other') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc_probationary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cyl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'rcck') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cdl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cndca') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'capd') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpwdp') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'zhi_gong') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'jiusan') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'tdsl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'no_party') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'masses') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'regular') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'dispatched') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'migrant') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'laid_off') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired_cadre') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'truck_driver') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'courier') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'care_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'domestic_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'shop_promoter') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'food_rider') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'estate_agent') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'security_guard') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'ride_driver') is true)::int), sum(k * ((status = 'draft') is true)::int), sum(k * ((status = 'submitted') is true)::int), sum(k * ((status = 'returned') is true)::int), sum(k * ((status = 'active') is true)::int), sum(k * ((status = 'transfer_out_pending') is true)::int), sum(k * ((status = 'retained') is true)::int), sum(k * ((status = 'withdrawn') is true)::int), sum(k * ((status = 'auto_withdrawn') is true)::int), sum(k * ((status = 'expelled') is true)::int), sum(k * ((status = 'deceased') is true)::int)
    from (select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  where members <> 0 or male_1 <> 0 or male_2 <> 0 or male_3 <> 0 or male_4 <> 0 or male_5 <> 0 or female_1 <> 0 or female_2 <> 0 or female_3 <> 0 or female_4 <> 0 or female_5 <> 0 or migrants <> 0 or dispatched <> 0 or hardship <> 0 or carded <> 0 or complete <> 0 or education_doctor <> 0 or education_master <> 0 or education_bachelor <> 0 or education_college <> 0 or education_vocational <> 0 or education_high_school <> 0 or education_junior_high <> 0 or education_primary <> 0 or education_other <> 0 or education_unknown <> 0 or politics_cpc <> 0 or politics_cpc_probationary <> 0 or politics_cyl <> 0 or politics_rcck <> 0 or politics_cdl <> 0 or politics_cndca <> 0 or politics_capd <> 0 or politics_cpwdp <> 0 or politics_zhi_gong <> 0 or politics_jiusan <> 0 or politics_tdsl <> 0 or politics_no_party <> 0 or politics_masses <> 0 or politics_unknown <> 0 or kind_regular <> 0 or kind_dispatched <> 0 or kind_migrant <> 0 or kind_laid_off <> 0 or kind_retired <> 0 or kind_retired_cadre <> 0 or new_employment_truck_driver <> 0 or new_employment_courier <> 0 or new_employment_care_worker <> 0 or new_employment_domestic_worker <> 0 or new_employment_shop_promoter <> 0 or new_employment_food_rider <> 0 or new_employment_estate_agent <> 0 or new_employment_security_guard <> 0 or new_employment_ride_driver <> 0 or status_draft <> 0 or status_submitted <> 0 or status_returned <> 0 or status_active <> 0 or status_transfer_out_pending <> 0 or status_retained <> 0 or status_withdrawn <> 0 or status_auto_withdrawn <> 0 or status_expelled <> 0 or status_deceased <> 0;
  return null;
end $$
""",
    """
create function tally_member_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(members, 0), nullif(male_1, 0), nullif(male_2, 0), nullif(male_3, 0), nullif(male_4, 0), nullif(male_5, 0), nullif(female_1, 0), nullif(female_2, 0), nullif(female_3, 0), nullif(female_4, 0), nullif(female_5, 0), nullif(migrants, 0), nullif(dispatched, 0), nullif(hardship, 0), nullif(carded, 0), nullif(complete, 0), nullif(education_doctor, 0), nullif(education_master, 0), nullif(education_bachelor, 0), nullif(education_college, 0), nullif(education_vocational, 0), nullif(education_high_school, 0), nullif(education_junior_high, 0), nullif(education_primary, 0), nullif(education_other, 0), nullif(education_unknown, 0), nullif(politics_cpc, 0), nullif(politics_cpc_probationary, 0), nullif(politics_cyl, 0), nullif(politics_rcck, 0), nullif(politics_cdl, 0), nullif(politics_cndca, 0), nullif(politics_capd, 0), nullif(politics_cpwdp, 0), nullif(politics_zhi_gong, 0), nullif(politics_jiusan, 0), nullif(politics_tdsl, 0), nullif(politics_no_party, 0), nullif(politics_masses, 0), nullif(politics_unknown, 0), nullif(kind_regular, 0), nullif(kind_dispatched, 0), nullif(kind_migrant, 0), nullif(kind_laid_off, 0), nullif(kind_retired, 0), nullif(kind_retired_cadre, 0), nullif(new_employment_truck_driver, 0), nullif(new_employment_courier, 0), nullif(new_employment_care_worker, 0), nullif(new_employment_domestic_worker, 0), nullif(new_employment_shop_promoter, 0), nullif(new_employment_food_rider, 0), nullif(new_employment_estate_agent, 0), nullif(new_employment_security_guard, 0), nullif(new_employment_ride_driver, 0), nullif(status_draft, 0), nullif(status_submitted, 0), nullif(status_returned, 0), nullif(status_active, 0), nullif(status_transfer_out_pending, 0), nullif(status_retained, 0), nullif(status_withdrawn, 0), nullif(status_auto_withdrawn, 0), nullif(status_expelled, 0), nullif(status_deceased, 0)
  from (
    select organization_id as owner, sum(k * ((status in ('active', 'transfer_out_pending')) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 1) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 2) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 3) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 4) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 5) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and migrant) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and dispatched) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and hardship) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and card_issued_on is not null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and completeness = 100) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'doctor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'master') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'bachelor') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'college') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'vocational') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'high_school') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'junior_high') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'primary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education = 'other') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and education is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpc_probationary') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cyl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'rcck') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cdl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cndca') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'capd') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'cpwdp') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'zhi_gong') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'jiusan') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'tdsl') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'no_party') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics = 'masses') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and politics is null) is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'regular') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'dispatched') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'migrant') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'laid_off') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and kind = 'retired_cadre') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'truck_driver') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'courier') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'care_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'domestic_worker') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'shop_promoter') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'food_rider') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'estate_agent') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'security_guard') is true)::int), sum(k * ((status in ('active', 'transfer_out_pending') and new_employment = 'ride_driver') is true)::int), sum(k * ((status = 'draft') is true)::int), sum(k * ((status = 'submitted') is true)::int), sum(k * ((status = 'returned') is true)::int), sum(k * ((status = 'active') is true)::int), sum(k * ((status = 'transfer_out_pending') is true)::int), sum(k * ((status = 'retained') is true)::int), sum(k * ((status = 'withdrawn') is true)::int), sum(k * ((status = 'auto_withdrawn') is true)::int), sum(k * ((status = 'expelled') is true)::int), sum(k * ((status = 'deceased') is true)::int)
    from (select 1 as k, * from new_rows union all select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, members, male_1, male_2, male_3, male_4, male_5, female_1, female_2, female_3, female_4, female_5, migrants, dispatched, hardship, carded, complete, education_doctor, education_master, education_bachelor, education_college, education_vocational, education_high_school, education_junior_high, education_primary, education_other, education_unknown, politics_cpc, politics_cpc_probationary, politics_cyl, politics_rcck, politics_cdl, politics_cndca, politics_capd, politics_cpwdp, politics_zhi_gong, politics_jiusan, politics_tdsl, politics_no_party, politics_masses, politics_unknown, kind_regular, kind_dispatched, kind_migrant, kind_laid_off, kind_retired, kind_retired_cadre, new_employment_truck_driver, new_employment_courier, new_employment_care_worker, new_employment_domestic_worker, new_employment_shop_promoter, new_employment_food_rider, new_employment_estate_agent, new_employment_security_guard, new_employment_ride_driver, status_draft, status_submitted, status_returned, status_active, status_transfer_out_pending, status_retained, status_withdrawn, status_auto_withdrawn, status_expelled, status_deceased)
  where members <> 0 or male_1 <> 0 or male_2 <> 0 or male_3 <> 0 or male_4 <> 0 or male_5 <> 0 or female_1 <> 0 or female_2 <> 0 or female_3 <> 0 or female_4 <> 0 or female_5 <> 0 or migrants <> 0 or dispatched <> 0 or hardship <> 0 or carded <> 0 or complete <> 0 or education_doctor <> 0 or education_master <> 0 or education_bachelor <> 0 or education_college <> 0 or education_vocational <> 0 or education_high_school <> 0 or education_junior_high <> 0 or education_primary <> 0 or education_other <> 0 or education_unknown <> 0 or politics_cpc <> 0 or politics_cpc_probationary <> 0 or politics_cyl <> 0 or politics_rcck <> 0 or politics_cdl <> 0 or politics_cndca <> 0 or politics_capd <> 0 or politics_cpwdp <> 0 or politics_zhi_gong <> 0 or politics_jiusan <> 0 or politics_tdsl <> 0 or politics_no_party <> 0 or politics_masses <> 0 or politics_unknown <> 0 or kind_regular <> 0 or kind_dispatched <> 0 or kind_migrant <> 0 or kind_laid_off <> 0 or kind_retired <> 0 or kind_retired_cadre <> 0 or new_employment_truck_driver <> 0 or new_employment_courier <> 0 or new_employment_care_worker <> 0 or new_employment_domestic_worker <> 0 or new_employment_shop_promoter <> 0 or new_employment_food_rider <> 0 or new_employment_estate_agent <> 0 or new_employment_security_guard <> 0 or new_employment_ride_driver <> 0 or status_draft <> 0 or status_submitted <> 0 or status_returned <> 0 or status_active <> 0 or status_transfer_out_pending <> 0 or status_retained <> 0 or status_withdrawn <> 0 or status_auto_withdrawn <> 0 or status_expelled <> 0 or status_deceased <> 0;
  return null;
end $$
""",
    """
create function tally_organization_on_insert() returns trigger language plpgsql as $$
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
    """
create function tally_organization_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(unions_city_federation, 0), nullif(unions_county_federation, 0), nullif(unions_development_zone_union, 0), nullif(unions_township_federation, 0), nullif(unions_street_federation, 0), nullif(unions_line_federation, 0), nullif(unions_regional_joint, 0), nullif(unions_industry_joint, 0), nullif(unions_community_union, 0), nullif(unions_base_union, 0), nullif(unions_joint_union, 0), nullif(unions_branch, 0), nullif(unions_group, 0), nullif(employees, 0)
  from (
    select id as owner, sum(k * ((status = 'active' and kind = 'city_federation') is true)::int), sum(k * ((status = 'active' and kind = 'county_federation') is true)::int), sum(k * ((status = 'active' and kind = 'development_zone_union') is true)::int), sum(k * ((status = 'active' and kind = 'township_federation') is true)::int), sum(k * ((status = 'active' and kind = 'street_federation') is true)::int), sum(k * ((status = 'active' and kind = 'line_federation') is true)::int), sum(k * ((status = 'active' and kind = 'regional_joint') is true)::int), sum(k * ((status = 'active' and kind = 'industry_joint') is true)::int), sum(k * ((status = 'active' and kind = 'community_union') is true)::int), sum(k * ((status = 'active' and kind = 'base_union') is true)::int), sum(k * ((status = 'active' and kind = 'joint_union') is true)::int), sum(k * ((status = 'active' and kind = 'branch') is true)::int), sum(k * ((status = 'active' and kind = 'group') is true)::int), sum(k * (case when status = 'active' and level = 4 then employees else 0 end))
    from (select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  where unions_city_federation <> 0 or unions_county_federation <> 0 or unions_development_zone_union <> 0 or unions_township_federation <> 0 or unions_street_federation <> 0 or unions_line_federation <> 0 or unions_regional_joint <> 0 or unions_industry_joint <> 0 or unions_community_union <> 0 or unions_base_union <> 0 or unions_joint_union <> 0 or unions_branch <> 0 or unions_group <> 0 or employees <> 0;
  return null;
end $$
""",
    """
create function tally_organization_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(unions_city_federation, 0), nullif(unions_county_federation, 0), nullif(unions_development_zone_union, 0), nullif(unions_township_federation, 0), nullif(unions_street_federation, 0), nullif(unions_line_federation, 0), nullif(unions_regional_joint, 0), nullif(unions_industry_joint, 0), nullif(unions_community_union, 0), nullif(unions_base_union, 0), nullif(unions_joint_union, 0), nullif(unions_branch, 0), nullif(unions_group, 0), nullif(employees, 0)
  from (
    select id as owner, sum(k * ((status = 'active' and kind = 'city_federation') is true)::int), sum(k * ((status = 'active' and kind = 'county_federation') is true)::int), sum(k * ((status = 'active' and kind = 'development_zone_union') is true)::int), sum(k * ((status = 'active' and kind = 'township_federation') is true)::int), sum(k * ((status = 'active' and kind = 'street_federation') is true)::int), sum(k * ((status = 'active' and kind = 'line_federation') is true)::int), sum(k * ((status = 'active' and kind = 'regional_joint') is true)::int), sum(k * ((status = 'active' and kind = 'industry_joint') is true)::int), sum(k * ((status = 'active' and kind = 'community_union') is true)::int), sum(k * ((status = 'active' and kind = 'base_union') is true)::int), sum(k * ((status = 'active' and kind = 'joint_union') is true)::int), sum(k * ((status = 'active' and kind = 'branch') is true)::int), sum(k * ((status = 'active' and kind = 'group') is true)::int), sum(k * (case when status = 'active' and level = 4 then employees else 0 end))
    from (select 1 as k, * from new_rows union all select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, unions_city_federation, unions_county_federation, unions_development_zone_union, unions_township_federation, unions_street_federation, unions_line_federation, unions_regional_joint, unions_industry_joint, unions_community_union, unions_base_union, unions_joint_union, unions_branch, unions_group, employees)
  where unions_city_federation <> 0 or unions_county_federation <> 0 or unions_development_zone_union <> 0 or unions_township_federation <> 0 or unions_street_federation <> 0 or unions_line_federation <> 0 or unions_regional_joint <> 0 or unions_industry_joint <> 0 or unions_community_union <> 0 or unions_base_union <> 0 or unions_joint_union <> 0 or unions_branch <> 0 or unions_group <> 0 or employees <> 0;
  return null;
end $$
""",
    """
create function tally_officer_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, officers_full_time, officers_part_time, officers_seconded)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(officers_full_time, 0), nullif(officers_part_time, 0), nullif(officers_seconded, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and form = 'full_time') is true)::int), sum(k * ((ended_on is null and form = 'part_time') is true)::int), sum(k * ((ended_on is null and form = 'seconded') is true)::int)
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, officers_full_time, officers_part_time, officers_seconded)
  where officers_full_time <> 0 or officers_part_time <> 0 or officers_seconded <> 0;
  return null;
end $$
""",
    """
create function tally_officer_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, officers_full_time, officers_part_time, officers_seconded)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(officers_full_time, 0), nullif(officers_part_time, 0), nullif(officers_seconded, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and form = 'full_time') is true)::int), sum(k * ((ended_on is null and form = 'part_time') is true)::int), sum(k * ((ended_on is null and form = 'seconded') is true)::int)
    from (select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, officers_full_time, officers_part_time, officers_seconded)
  where officers_full_time <> 0 or officers_part_time <> 0 or officers_seconded <> 0;
  return null;
end $$
""",
    """
create function tally_officer_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, officers_full_time, officers_part_time, officers_seconded)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(officers_full_time, 0), nullif(officers_part_time, 0), nullif(officers_seconded, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and form = 'full_time') is true)::int), sum(k * ((ended_on is null and form = 'part_time') is true)::int), sum(k * ((ended_on is null and form = 'seconded') is true)::int)
    from (select 1 as k, * from new_rows union all select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, officers_full_time, officers_part_time, officers_seconded)
  where officers_full_time <> 0 or officers_part_time <> 0 or officers_seconded <> 0;
  return null;
end $$
""",
    """
create function tally_committee_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, committees_union, committees_audit, committees_women)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(committees_union, 0), nullif(committees_audit, 0), nullif(committees_women, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and kind = 'union') is true)::int), sum(k * ((ended_on is null and kind = 'audit') is true)::int), sum(k * ((ended_on is null and kind = 'women') is true)::int)
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, committees_union, committees_audit, committees_women)
  where committees_union <> 0 or committees_audit <> 0 or committees_women <> 0;
  return null;
end $$
""",
    """
create function tally_committee_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, committees_union, committees_audit, committees_women)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(committees_union, 0), nullif(committees_audit, 0), nullif(committees_women, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and kind = 'union') is true)::int), sum(k * ((ended_on is null and kind = 'audit') is true)::int), sum(k * ((ended_on is null and kind = 'women') is true)::int)
    from (select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, committees_union, committees_audit, committees_women)
  where committees_union <> 0 or committees_audit <> 0 or committees_women <> 0;
  return null;
end $$
""",
    """
create function tally_committee_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, committees_union, committees_audit, committees_women)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(committees_union, 0), nullif(committees_audit, 0), nullif(committees_women, 0)
  from (
    select organization_id as owner, sum(k * ((ended_on is null and kind = 'union') is true)::int), sum(k * ((ended_on is null and kind = 'audit') is true)::int), sum(k * ((ended_on is null and kind = 'women') is true)::int)
    from (select 1 as k, * from new_rows union all select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, committees_union, committees_audit, committees_women)
  where committees_union <> 0 or committees_audit <> 0 or committees_women <> 0;
  return null;
end $$
""",
    """
create function tally_employer_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(employers_covered, 0), nullif(employers_uncovered, 0), nullif(employers_due, 0), nullif(employees_covered, 0), nullif(employees_uncovered, 0)
  from (
    select coalesce(union_id, territory_id) as owner, sum(k * ((closed_on is null and union_id is not null) is true)::int), sum(k * ((closed_on is null and union_id is null) is true)::int), sum(k * ((closed_on is null and union_id is null and employees >= 25) is true)::int), sum(k * (case when closed_on is null and union_id is not null then employees else 0 end)), sum(k * (case when closed_on is null and union_id is null then employees else 0 end))
    from (select 1 as k, * from new_rows) as rows group by 1
  ) as changes (owner, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  where employers_covered <> 0 or employers_uncovered <> 0 or employers_due <> 0 or employees_covered <> 0 or employees_uncovered <> 0;
  return null;
end $$
""",
    """
create function tally_employer_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(employers_covered, 0), nullif(employers_uncovered, 0), nullif(employers_due, 0), nullif(employees_covered, 0), nullif(employees_uncovered, 0)
  from (
    select coalesce(union_id, territory_id) as owner, sum(k * ((closed_on is null and union_id is not null) is true)::int), sum(k * ((closed_on is null and union_id is null) is true)::int), sum(k * ((closed_on is null and union_id is null and employees >= 25) is true)::int), sum(k * (case when closed_on is null and union_id is not null then employees else 0 end)), sum(k * (case when closed_on is null and union_id is null then employees else 0 end))
    from (select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  where employers_covered <> 0 or employers_uncovered <> 0 or employers_due <> 0 or employees_covered <> 0 or employees_uncovered <> 0;
  return null;
end $$
""",
    """
create function tally_employer_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(employers_covered, 0), nullif(employers_uncovered, 0), nullif(employers_due, 0), nullif(employees_covered, 0), nullif(employees_uncovered, 0)
  from (
    select coalesce(union_id, territory_id) as owner, sum(k * ((closed_on is null and union_id is not null) is true)::int), sum(k * ((closed_on is null and union_id is null) is true)::int), sum(k * ((closed_on is null and union_id is null and employees >= 25) is true)::int), sum(k * (case when closed_on is null and union_id is not null then employees else 0 end)), sum(k * (case when closed_on is null and union_id is null then employees else 0 end))
    from (select 1 as k, * from new_rows union all select -1 as k, * from old_rows) as rows group by 1
  ) as changes (owner, employers_covered, employers_uncovered, employers_due, employees_covered, employees_uncovered)
  where employers_covered <> 0 or employers_uncovered <> 0 or employers_due <> 0 or employees_covered <> 0 or employees_uncovered <> 0;
  return null;
end $$
""",
    """
create function tally_membership_on_insert() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(joined, 0), nullif(imported, 0), nullif(transferred_in, 0), nullif(reorganized_in, 0), nullif(withdrawn, 0), nullif(auto_withdrawn, 0), nullif(expelled, 0), nullif(deceased, 0), nullif(transferred_out, 0), nullif(reorganized_out, 0)
  from (select organization_id, count(*) filter (where direction = 1 and how in ('joined')), count(*) filter (where direction = 1 and how in ('imported')), count(*) filter (where direction = 1 and how in ('transferred', 'transfer_accepted')), count(*) filter (where direction = 1 and coalesce(how, '') not in ('joined', 'imported', 'transferred', 'transfer_accepted')), count(*) filter (where direction = -1 and how in ('withdrawn')), count(*) filter (where direction = -1 and how in ('auto_withdrawn')), count(*) filter (where direction = -1 and how in ('expelled')), count(*) filter (where direction = -1 and how in ('deceased')), count(*) filter (where direction = -1 and how in ('transferred')), count(*) filter (where direction = -1 and coalesce(how, '') not in ('withdrawn', 'auto_withdrawn', 'expelled', 'deceased', 'transferred')) from (select organization_id, began_by as how, 1 as direction from new_rows where ended_on is null) as rows group by 1)
    as changes (owner, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out);
  return null;
end $$
""",
    """
create function tally_membership_on_delete() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(joined, 0), nullif(imported, 0), nullif(transferred_in, 0), nullif(reorganized_in, 0), nullif(withdrawn, 0), nullif(auto_withdrawn, 0), nullif(expelled, 0), nullif(deceased, 0), nullif(transferred_out, 0), nullif(reorganized_out, 0)
  from (select organization_id, count(*) filter (where direction = 1 and how in ('joined')), count(*) filter (where direction = 1 and how in ('imported')), count(*) filter (where direction = 1 and how in ('transferred', 'transfer_accepted')), count(*) filter (where direction = 1 and coalesce(how, '') not in ('joined', 'imported', 'transferred', 'transfer_accepted')), count(*) filter (where direction = -1 and how in ('withdrawn')), count(*) filter (where direction = -1 and how in ('auto_withdrawn')), count(*) filter (where direction = -1 and how in ('expelled')), count(*) filter (where direction = -1 and how in ('deceased')), count(*) filter (where direction = -1 and how in ('transferred')), count(*) filter (where direction = -1 and coalesce(how, '') not in ('withdrawn', 'auto_withdrawn', 'expelled', 'deceased', 'transferred')) from (select organization_id, 'removed' as how, -1 as direction from old_rows where ended_on is null) as rows group by 1)
    as changes (owner, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out);
  return null;
end $$
""",
    """
create function tally_membership_on_update() returns trigger language plpgsql as $$
begin
  insert into organization_tally_delta (organization_id, month, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out)
  select owner, date_trunc('month', now() at time zone 'Asia/Shanghai')::date, nullif(joined, 0), nullif(imported, 0), nullif(transferred_in, 0), nullif(reorganized_in, 0), nullif(withdrawn, 0), nullif(auto_withdrawn, 0), nullif(expelled, 0), nullif(deceased, 0), nullif(transferred_out, 0), nullif(reorganized_out, 0)
  from (select organization_id, count(*) filter (where direction = 1 and how in ('joined')), count(*) filter (where direction = 1 and how in ('imported')), count(*) filter (where direction = 1 and how in ('transferred', 'transfer_accepted')), count(*) filter (where direction = 1 and coalesce(how, '') not in ('joined', 'imported', 'transferred', 'transfer_accepted')), count(*) filter (where direction = -1 and how in ('withdrawn')), count(*) filter (where direction = -1 and how in ('auto_withdrawn')), count(*) filter (where direction = -1 and how in ('expelled')), count(*) filter (where direction = -1 and how in ('deceased')), count(*) filter (where direction = -1 and how in ('transferred')), count(*) filter (where direction = -1 and coalesce(how, '') not in ('withdrawn', 'auto_withdrawn', 'expelled', 'deceased', 'transferred')) from (
    select n.organization_id, 'regrouped' as how, 1 as direction from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is null and n.ended_on is null and o.organization_id <> n.organization_id
    union all
    select o.organization_id, case when n.ended_on is null then 'regrouped' else n.ended_by end, -1
    from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is null and (n.ended_on is not null or o.organization_id <> n.organization_id)
    union all
    select n.organization_id, 'reopened', 1 from new_rows n join old_rows o on o.id = n.id
    where o.ended_on is not null and n.ended_on is null
) as rows group by 1)
    as changes (owner, joined, imported, transferred_in, reorganized_in, withdrawn, auto_withdrawn, expelled, deceased, transferred_out, reorganized_out);
  return null;
end $$
""",
    """
create function fold_organization_tally(up_to date) returns bigint language plpgsql as $$
declare folded bigint;
begin
  with eaten as (delete from organization_tally_delta where month <= up_to returning *),
  changes as (
    select organization_id, coalesce(sum(members), 0) as members, coalesce(sum(male_1), 0) as male_1, coalesce(sum(male_2), 0) as male_2, coalesce(sum(male_3), 0) as male_3, coalesce(sum(male_4), 0) as male_4, coalesce(sum(male_5), 0) as male_5, coalesce(sum(female_1), 0) as female_1, coalesce(sum(female_2), 0) as female_2, coalesce(sum(female_3), 0) as female_3, coalesce(sum(female_4), 0) as female_4, coalesce(sum(female_5), 0) as female_5, coalesce(sum(migrants), 0) as migrants, coalesce(sum(dispatched), 0) as dispatched, coalesce(sum(hardship), 0) as hardship, coalesce(sum(carded), 0) as carded, coalesce(sum(complete), 0) as complete, coalesce(sum(education_doctor), 0) as education_doctor, coalesce(sum(education_master), 0) as education_master, coalesce(sum(education_bachelor), 0) as education_bachelor, coalesce(sum(education_college), 0) as education_college, coalesce(sum(education_vocational), 0) as education_vocational, coalesce(sum(education_high_school), 0) as education_high_school, coalesce(sum(education_junior_high), 0) as education_junior_high, coalesce(sum(education_primary), 0) as education_primary, coalesce(sum(education_other), 0) as education_other, coalesce(sum(education_unknown), 0) as education_unknown, coalesce(sum(politics_cpc), 0) as politics_cpc, coalesce(sum(politics_cpc_probationary), 0) as politics_cpc_probationary, coalesce(sum(politics_cyl), 0) as politics_cyl, coalesce(sum(politics_rcck), 0) as politics_rcck, coalesce(sum(politics_cdl), 0) as politics_cdl, coalesce(sum(politics_cndca), 0) as politics_cndca, coalesce(sum(politics_capd), 0) as politics_capd, coalesce(sum(politics_cpwdp), 0) as politics_cpwdp, coalesce(sum(politics_zhi_gong), 0) as politics_zhi_gong, coalesce(sum(politics_jiusan), 0) as politics_jiusan, coalesce(sum(politics_tdsl), 0) as politics_tdsl, coalesce(sum(politics_no_party), 0) as politics_no_party, coalesce(sum(politics_masses), 0) as politics_masses, coalesce(sum(politics_unknown), 0) as politics_unknown, coalesce(sum(kind_regular), 0) as kind_regular, coalesce(sum(kind_dispatched), 0) as kind_dispatched, coalesce(sum(kind_migrant), 0) as kind_migrant, coalesce(sum(kind_laid_off), 0) as kind_laid_off, coalesce(sum(kind_retired), 0) as kind_retired, coalesce(sum(kind_retired_cadre), 0) as kind_retired_cadre, coalesce(sum(new_employment_truck_driver), 0) as new_employment_truck_driver, coalesce(sum(new_employment_courier), 0) as new_employment_courier, coalesce(sum(new_employment_care_worker), 0) as new_employment_care_worker, coalesce(sum(new_employment_domestic_worker), 0) as new_employment_domestic_worker, coalesce(sum(new_employment_shop_promoter), 0) as new_employment_shop_promoter, coalesce(sum(new_employment_food_rider), 0) as new_employment_food_rider, coalesce(sum(new_employment_estate_agent), 0) as new_employment_estate_agent, coalesce(sum(new_employment_security_guard), 0) as new_employment_security_guard, coalesce(sum(new_employment_ride_driver), 0) as new_employment_ride_driver, coalesce(sum(status_draft), 0) as status_draft, coalesce(sum(status_submitted), 0) as status_submitted, coalesce(sum(status_returned), 0) as status_returned, coalesce(sum(status_active), 0) as status_active, coalesce(sum(status_transfer_out_pending), 0) as status_transfer_out_pending, coalesce(sum(status_retained), 0) as status_retained, coalesce(sum(status_withdrawn), 0) as status_withdrawn, coalesce(sum(status_auto_withdrawn), 0) as status_auto_withdrawn, coalesce(sum(status_expelled), 0) as status_expelled, coalesce(sum(status_deceased), 0) as status_deceased, coalesce(sum(unions_city_federation), 0) as unions_city_federation, coalesce(sum(unions_county_federation), 0) as unions_county_federation, coalesce(sum(unions_development_zone_union), 0) as unions_development_zone_union, coalesce(sum(unions_township_federation), 0) as unions_township_federation, coalesce(sum(unions_street_federation), 0) as unions_street_federation, coalesce(sum(unions_line_federation), 0) as unions_line_federation, coalesce(sum(unions_regional_joint), 0) as unions_regional_joint, coalesce(sum(unions_industry_joint), 0) as unions_industry_joint, coalesce(sum(unions_community_union), 0) as unions_community_union, coalesce(sum(unions_base_union), 0) as unions_base_union, coalesce(sum(unions_joint_union), 0) as unions_joint_union, coalesce(sum(unions_branch), 0) as unions_branch, coalesce(sum(unions_group), 0) as unions_group, coalesce(sum(employees), 0) as employees, coalesce(sum(officers_full_time), 0) as officers_full_time, coalesce(sum(officers_part_time), 0) as officers_part_time, coalesce(sum(officers_seconded), 0) as officers_seconded, coalesce(sum(committees_union), 0) as committees_union, coalesce(sum(committees_audit), 0) as committees_audit, coalesce(sum(committees_women), 0) as committees_women, coalesce(sum(employers_covered), 0) as employers_covered, coalesce(sum(employers_uncovered), 0) as employers_uncovered, coalesce(sum(employers_due), 0) as employers_due, coalesce(sum(employees_covered), 0) as employees_covered, coalesce(sum(employees_uncovered), 0) as employees_uncovered, coalesce(sum(joined), 0) as joined, coalesce(sum(imported), 0) as imported, coalesce(sum(transferred_in), 0) as transferred_in, coalesce(sum(reorganized_in), 0) as reorganized_in, coalesce(sum(withdrawn), 0) as withdrawn, coalesce(sum(auto_withdrawn), 0) as auto_withdrawn, coalesce(sum(expelled), 0) as expelled, coalesce(sum(deceased), 0) as deceased, coalesce(sum(transferred_out), 0) as transferred_out, coalesce(sum(reorganized_out), 0) as reorganized_out
    from eaten group by 1
  )
  update organization_tally t set members = t.members + x.members, male_1 = t.male_1 + x.male_1, male_2 = t.male_2 + x.male_2, male_3 = t.male_3 + x.male_3, male_4 = t.male_4 + x.male_4, male_5 = t.male_5 + x.male_5, female_1 = t.female_1 + x.female_1, female_2 = t.female_2 + x.female_2, female_3 = t.female_3 + x.female_3, female_4 = t.female_4 + x.female_4, female_5 = t.female_5 + x.female_5, migrants = t.migrants + x.migrants, dispatched = t.dispatched + x.dispatched, hardship = t.hardship + x.hardship, carded = t.carded + x.carded, complete = t.complete + x.complete, education_doctor = t.education_doctor + x.education_doctor, education_master = t.education_master + x.education_master, education_bachelor = t.education_bachelor + x.education_bachelor, education_college = t.education_college + x.education_college, education_vocational = t.education_vocational + x.education_vocational, education_high_school = t.education_high_school + x.education_high_school, education_junior_high = t.education_junior_high + x.education_junior_high, education_primary = t.education_primary + x.education_primary, education_other = t.education_other + x.education_other, education_unknown = t.education_unknown + x.education_unknown, politics_cpc = t.politics_cpc + x.politics_cpc, politics_cpc_probationary = t.politics_cpc_probationary + x.politics_cpc_probationary, politics_cyl = t.politics_cyl + x.politics_cyl, politics_rcck = t.politics_rcck + x.politics_rcck, politics_cdl = t.politics_cdl + x.politics_cdl, politics_cndca = t.politics_cndca + x.politics_cndca, politics_capd = t.politics_capd + x.politics_capd, politics_cpwdp = t.politics_cpwdp + x.politics_cpwdp, politics_zhi_gong = t.politics_zhi_gong + x.politics_zhi_gong, politics_jiusan = t.politics_jiusan + x.politics_jiusan, politics_tdsl = t.politics_tdsl + x.politics_tdsl, politics_no_party = t.politics_no_party + x.politics_no_party, politics_masses = t.politics_masses + x.politics_masses, politics_unknown = t.politics_unknown + x.politics_unknown, kind_regular = t.kind_regular + x.kind_regular, kind_dispatched = t.kind_dispatched + x.kind_dispatched, kind_migrant = t.kind_migrant + x.kind_migrant, kind_laid_off = t.kind_laid_off + x.kind_laid_off, kind_retired = t.kind_retired + x.kind_retired, kind_retired_cadre = t.kind_retired_cadre + x.kind_retired_cadre, new_employment_truck_driver = t.new_employment_truck_driver + x.new_employment_truck_driver, new_employment_courier = t.new_employment_courier + x.new_employment_courier, new_employment_care_worker = t.new_employment_care_worker + x.new_employment_care_worker, new_employment_domestic_worker = t.new_employment_domestic_worker + x.new_employment_domestic_worker, new_employment_shop_promoter = t.new_employment_shop_promoter + x.new_employment_shop_promoter, new_employment_food_rider = t.new_employment_food_rider + x.new_employment_food_rider, new_employment_estate_agent = t.new_employment_estate_agent + x.new_employment_estate_agent, new_employment_security_guard = t.new_employment_security_guard + x.new_employment_security_guard, new_employment_ride_driver = t.new_employment_ride_driver + x.new_employment_ride_driver, status_draft = t.status_draft + x.status_draft, status_submitted = t.status_submitted + x.status_submitted, status_returned = t.status_returned + x.status_returned, status_active = t.status_active + x.status_active, status_transfer_out_pending = t.status_transfer_out_pending + x.status_transfer_out_pending, status_retained = t.status_retained + x.status_retained, status_withdrawn = t.status_withdrawn + x.status_withdrawn, status_auto_withdrawn = t.status_auto_withdrawn + x.status_auto_withdrawn, status_expelled = t.status_expelled + x.status_expelled, status_deceased = t.status_deceased + x.status_deceased, unions_city_federation = t.unions_city_federation + x.unions_city_federation, unions_county_federation = t.unions_county_federation + x.unions_county_federation, unions_development_zone_union = t.unions_development_zone_union + x.unions_development_zone_union, unions_township_federation = t.unions_township_federation + x.unions_township_federation, unions_street_federation = t.unions_street_federation + x.unions_street_federation, unions_line_federation = t.unions_line_federation + x.unions_line_federation, unions_regional_joint = t.unions_regional_joint + x.unions_regional_joint, unions_industry_joint = t.unions_industry_joint + x.unions_industry_joint, unions_community_union = t.unions_community_union + x.unions_community_union, unions_base_union = t.unions_base_union + x.unions_base_union, unions_joint_union = t.unions_joint_union + x.unions_joint_union, unions_branch = t.unions_branch + x.unions_branch, unions_group = t.unions_group + x.unions_group, employees = t.employees + x.employees, officers_full_time = t.officers_full_time + x.officers_full_time, officers_part_time = t.officers_part_time + x.officers_part_time, officers_seconded = t.officers_seconded + x.officers_seconded, committees_union = t.committees_union + x.committees_union, committees_audit = t.committees_audit + x.committees_audit, committees_women = t.committees_women + x.committees_women, employers_covered = t.employers_covered + x.employers_covered, employers_uncovered = t.employers_uncovered + x.employers_uncovered, employers_due = t.employers_due + x.employers_due, employees_covered = t.employees_covered + x.employees_covered, employees_uncovered = t.employees_uncovered + x.employees_uncovered, joined = t.joined + x.joined, imported = t.imported + x.imported, transferred_in = t.transferred_in + x.transferred_in, reorganized_in = t.reorganized_in + x.reorganized_in, withdrawn = t.withdrawn + x.withdrawn, auto_withdrawn = t.auto_withdrawn + x.auto_withdrawn, expelled = t.expelled + x.expelled, deceased = t.deceased + x.deceased, transferred_out = t.transferred_out + x.transferred_out, reorganized_out = t.reorganized_out + x.reorganized_out
  from changes x where x.organization_id = t.organization_id;
  get diagnostics folded = row_count;
  return folded;
end $$
""",
    """
create function keep_closed_month() returns trigger language plpgsql as $$
begin
  if (new.parent_id, new.name, new.kind, new.level, new.status, new.line_top, new.members, new.male_1, new.male_2, new.male_3, new.male_4, new.male_5, new.female_1, new.female_2, new.female_3, new.female_4, new.female_5, new.migrants, new.dispatched, new.hardship, new.carded, new.complete, new.education_doctor, new.education_master, new.education_bachelor, new.education_college, new.education_vocational, new.education_high_school, new.education_junior_high, new.education_primary, new.education_other, new.education_unknown, new.politics_cpc, new.politics_cpc_probationary, new.politics_cyl, new.politics_rcck, new.politics_cdl, new.politics_cndca, new.politics_capd, new.politics_cpwdp, new.politics_zhi_gong, new.politics_jiusan, new.politics_tdsl, new.politics_no_party, new.politics_masses, new.politics_unknown, new.kind_regular, new.kind_dispatched, new.kind_migrant, new.kind_laid_off, new.kind_retired, new.kind_retired_cadre, new.new_employment_truck_driver, new.new_employment_courier, new.new_employment_care_worker, new.new_employment_domestic_worker, new.new_employment_shop_promoter, new.new_employment_food_rider, new.new_employment_estate_agent, new.new_employment_security_guard, new.new_employment_ride_driver, new.status_draft, new.status_submitted, new.status_returned, new.status_active, new.status_transfer_out_pending, new.status_retained, new.status_withdrawn, new.status_auto_withdrawn, new.status_expelled, new.status_deceased, new.unions_city_federation, new.unions_county_federation, new.unions_development_zone_union, new.unions_township_federation, new.unions_street_federation, new.unions_line_federation, new.unions_regional_joint, new.unions_industry_joint, new.unions_community_union, new.unions_base_union, new.unions_joint_union, new.unions_branch, new.unions_group, new.employees, new.officers_full_time, new.officers_part_time, new.officers_seconded, new.committees_union, new.committees_audit, new.committees_women, new.employers_covered, new.employers_uncovered, new.employers_due, new.employees_covered, new.employees_uncovered, new.joined, new.imported, new.transferred_in, new.reorganized_in, new.withdrawn, new.auto_withdrawn, new.expelled, new.deceased, new.transferred_out, new.reorganized_out)
    is distinct from
    (old.parent_id, old.name, old.kind, old.level, old.status, old.line_top, old.members, old.male_1, old.male_2, old.male_3, old.male_4, old.male_5, old.female_1, old.female_2, old.female_3, old.female_4, old.female_5, old.migrants, old.dispatched, old.hardship, old.carded, old.complete, old.education_doctor, old.education_master, old.education_bachelor, old.education_college, old.education_vocational, old.education_high_school, old.education_junior_high, old.education_primary, old.education_other, old.education_unknown, old.politics_cpc, old.politics_cpc_probationary, old.politics_cyl, old.politics_rcck, old.politics_cdl, old.politics_cndca, old.politics_capd, old.politics_cpwdp, old.politics_zhi_gong, old.politics_jiusan, old.politics_tdsl, old.politics_no_party, old.politics_masses, old.politics_unknown, old.kind_regular, old.kind_dispatched, old.kind_migrant, old.kind_laid_off, old.kind_retired, old.kind_retired_cadre, old.new_employment_truck_driver, old.new_employment_courier, old.new_employment_care_worker, old.new_employment_domestic_worker, old.new_employment_shop_promoter, old.new_employment_food_rider, old.new_employment_estate_agent, old.new_employment_security_guard, old.new_employment_ride_driver, old.status_draft, old.status_submitted, old.status_returned, old.status_active, old.status_transfer_out_pending, old.status_retained, old.status_withdrawn, old.status_auto_withdrawn, old.status_expelled, old.status_deceased, old.unions_city_federation, old.unions_county_federation, old.unions_development_zone_union, old.unions_township_federation, old.unions_street_federation, old.unions_line_federation, old.unions_regional_joint, old.unions_industry_joint, old.unions_community_union, old.unions_base_union, old.unions_joint_union, old.unions_branch, old.unions_group, old.employees, old.officers_full_time, old.officers_part_time, old.officers_seconded, old.committees_union, old.committees_audit, old.committees_women, old.employers_covered, old.employers_uncovered, old.employers_due, old.employees_covered, old.employees_uncovered, old.joined, old.imported, old.transferred_in, old.reorganized_in, old.withdrawn, old.auto_withdrawn, old.expelled, old.deceased, old.transferred_out, old.reorganized_out)
  then raise exception 'a closed month does not change';
  end if;
  return new;
end $$
""",
    "create trigger member_tallied_on_insert after insert on member referencing new table as new_rows for each statement execute function tally_member_on_insert()",
    "create trigger member_tallied_on_delete after delete on member referencing old table as old_rows for each statement execute function tally_member_on_delete()",
    "create trigger member_tallied_on_update after update on member referencing old table as old_rows new table as new_rows for each statement execute function tally_member_on_update()",
    "create trigger organization_tallied_on_insert after insert on organization referencing new table as new_rows for each statement execute function tally_organization_on_insert()",
    "create trigger organization_tallied_on_delete after delete on organization referencing old table as old_rows for each statement execute function tally_organization_on_delete()",
    "create trigger organization_tallied_on_update after update on organization referencing old table as old_rows new table as new_rows for each statement execute function tally_organization_on_update()",
    "create trigger officer_tallied_on_insert after insert on officer referencing new table as new_rows for each statement execute function tally_officer_on_insert()",
    "create trigger officer_tallied_on_delete after delete on officer referencing old table as old_rows for each statement execute function tally_officer_on_delete()",
    "create trigger officer_tallied_on_update after update on officer referencing old table as old_rows new table as new_rows for each statement execute function tally_officer_on_update()",
    "create trigger committee_tallied_on_insert after insert on committee referencing new table as new_rows for each statement execute function tally_committee_on_insert()",
    "create trigger committee_tallied_on_delete after delete on committee referencing old table as old_rows for each statement execute function tally_committee_on_delete()",
    "create trigger committee_tallied_on_update after update on committee referencing old table as old_rows new table as new_rows for each statement execute function tally_committee_on_update()",
    "create trigger employer_tallied_on_insert after insert on employer referencing new table as new_rows for each statement execute function tally_employer_on_insert()",
    "create trigger employer_tallied_on_delete after delete on employer referencing old table as old_rows for each statement execute function tally_employer_on_delete()",
    "create trigger employer_tallied_on_update after update on employer referencing old table as old_rows new table as new_rows for each statement execute function tally_employer_on_update()",
    "create trigger membership_tallied_on_insert after insert on membership referencing new table as new_rows for each statement execute function tally_membership_on_insert()",
    "create trigger membership_tallied_on_delete after delete on membership referencing old table as old_rows for each statement execute function tally_membership_on_delete()",
    "create trigger membership_tallied_on_update after update on membership referencing old table as old_rows new table as new_rows for each statement execute function tally_membership_on_update()",
    "create trigger closed_month_kept before update on organization_month for each row execute function keep_closed_month()",
)

COUNTS = (
    (
        (
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
        ),
        """select organization_id as organization_id, sum(((status in ('active', 'transfer_out_pending')) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 1) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 2) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 3) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 4) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'male' and age_band = 5) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 1) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 2) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 3) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 4) is true)::int), sum(((status in ('active', 'transfer_out_pending') and sex = 'female' and age_band = 5) is true)::int), sum(((status in ('active', 'transfer_out_pending') and migrant) is true)::int), sum(((status in ('active', 'transfer_out_pending') and dispatched) is true)::int), sum(((status in ('active', 'transfer_out_pending') and hardship) is true)::int), sum(((status in ('active', 'transfer_out_pending') and card_issued_on is not null) is true)::int), sum(((status in ('active', 'transfer_out_pending') and completeness = 100) is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'doctor') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'master') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'bachelor') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'college') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'vocational') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'high_school') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'junior_high') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'primary') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education = 'other') is true)::int), sum(((status in ('active', 'transfer_out_pending') and education is null) is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cpc') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cpc_probationary') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cyl') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'rcck') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cdl') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cndca') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'capd') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'cpwdp') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'zhi_gong') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'jiusan') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'tdsl') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'no_party') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics = 'masses') is true)::int), sum(((status in ('active', 'transfer_out_pending') and politics is null) is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'regular') is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'dispatched') is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'migrant') is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'laid_off') is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'retired') is true)::int), sum(((status in ('active', 'transfer_out_pending') and kind = 'retired_cadre') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'truck_driver') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'courier') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'care_worker') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'domestic_worker') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'shop_promoter') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'food_rider') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'estate_agent') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'security_guard') is true)::int), sum(((status in ('active', 'transfer_out_pending') and new_employment = 'ride_driver') is true)::int), sum(((status = 'draft') is true)::int), sum(((status = 'submitted') is true)::int), sum(((status = 'returned') is true)::int), sum(((status = 'active') is true)::int), sum(((status = 'transfer_out_pending') is true)::int), sum(((status = 'retained') is true)::int), sum(((status = 'withdrawn') is true)::int), sum(((status = 'auto_withdrawn') is true)::int), sum(((status = 'expelled') is true)::int), sum(((status = 'deceased') is true)::int) from member group by 1""",
    ),
    (
        (
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
        ),
        """select id as organization_id, sum(((status = 'active' and kind = 'city_federation') is true)::int), sum(((status = 'active' and kind = 'county_federation') is true)::int), sum(((status = 'active' and kind = 'development_zone_union') is true)::int), sum(((status = 'active' and kind = 'township_federation') is true)::int), sum(((status = 'active' and kind = 'street_federation') is true)::int), sum(((status = 'active' and kind = 'line_federation') is true)::int), sum(((status = 'active' and kind = 'regional_joint') is true)::int), sum(((status = 'active' and kind = 'industry_joint') is true)::int), sum(((status = 'active' and kind = 'community_union') is true)::int), sum(((status = 'active' and kind = 'base_union') is true)::int), sum(((status = 'active' and kind = 'joint_union') is true)::int), sum(((status = 'active' and kind = 'branch') is true)::int), sum(((status = 'active' and kind = 'group') is true)::int), sum((case when status = 'active' and level = 4 then employees else 0 end)) from organization group by 1""",
    ),
    (
        ("officers_full_time", "officers_part_time", "officers_seconded"),
        """select organization_id as organization_id, sum(((ended_on is null and form = 'full_time') is true)::int), sum(((ended_on is null and form = 'part_time') is true)::int), sum(((ended_on is null and form = 'seconded') is true)::int) from officer group by 1""",
    ),
    (
        ("committees_union", "committees_audit", "committees_women"),
        """select organization_id as organization_id, sum(((ended_on is null and kind = 'union') is true)::int), sum(((ended_on is null and kind = 'audit') is true)::int), sum(((ended_on is null and kind = 'women') is true)::int) from committee group by 1""",
    ),
    (
        ("employers_covered", "employers_uncovered", "employers_due", "employees_covered", "employees_uncovered"),
        """select coalesce(union_id, territory_id) as organization_id, sum(((closed_on is null and union_id is not null) is true)::int), sum(((closed_on is null and union_id is null) is true)::int), sum(((closed_on is null and union_id is null and employees >= 25) is true)::int), sum((case when closed_on is null and union_id is not null then employees else 0 end)), sum((case when closed_on is null and union_id is null then employees else 0 end)) from employer group by 1""",
    ),
)


def _cells(**options: object) -> list[sa.Column[int]]:
    return [sa.Column(cell, sa.Integer(), **options) for cell in CELLS]  # type: ignore[arg-type]


def upgrade() -> None:
    op.create_table(
        "closed_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("closed_month_pkey")),
    )
    op.create_table(
        "organization_tally",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        *_cells(nullable=False, server_default=sa.text("0")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("organization_tally_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("organization_tally_pkey")),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_index(op.f("organization_tally_code_idx"), "organization_tally", ["code"])
    op.create_index(
        op.f("organization_tally_line_code_idx"),
        "organization_tally",
        ["line_code"],
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_table(
        "organization_tally_delta",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        *_cells(nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("organization_tally_delta_pkey")),
    )
    op.create_table(
        "organization_month",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("line_top", sa.Boolean(), nullable=False),
        *_cells(nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("organization_month_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organization_id", "month", name=op.f("organization_month_pkey")),
    )
    op.create_index(op.f("organization_month_parent_id_month_idx"), "organization_month", ["parent_id", "month"])
    op.create_index(
        op.f("organization_month_line_code_month_idx"),
        "organization_month",
        ["line_code", "month"],
        postgresql_where=sa.text("line_top"),
    )

    op.execute('alter table "closed_month" enable row level security')
    op.execute('alter table "closed_month" force row level security')
    op.execute('create policy "closed_month_scope" on "closed_month" for all using (true) with check (true)')
    op.execute('revoke all on "closed_month" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "closed_month" to "unionhome_app"')
    op.execute('alter table "organization_tally" enable row level security')
    op.execute('alter table "organization_tally" force row level security')
    op.execute(
        'create policy "organization_tally_scope" on "organization_tally" for all using (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high())) with check (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high()))'
    )
    op.execute('revoke all on "organization_tally" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_tally" to "unionhome_app"')
    op.execute('alter table "organization_tally_delta" enable row level security')
    op.execute('alter table "organization_tally_delta" force row level security')
    op.execute(
        'create policy "organization_tally_delta_scope" on "organization_tally_delta" for all using (true) with check (true)'
    )
    op.execute('revoke all on "organization_tally_delta" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_tally_delta" to "unionhome_app"')
    op.execute('alter table "organization_month" enable row level security')
    op.execute('alter table "organization_month" force row level security')
    op.execute(
        'create policy "organization_month_scope" on "organization_month" for all using (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high())) with check (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high()))'
    )
    op.execute('revoke all on "organization_month" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_month" to "unionhome_app"')
    for statement in TEXTS:
        op.execute(statement)
    _count()


def _count() -> None:
    """Begin with what is there. The owner of the tables stands behind their policies like everybody else."""
    op.execute("select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)")
    op.execute(
        "insert into organization_tally (organization_id, code, line_code) select id, code, line_code from organization"
    )
    for cells, counts in COUNTS:
        names = ", ".join(cells)
        op.execute(
            f"update organization_tally t set {', '.join(f'{cell} = x.{cell}' for cell in cells)} "
            f"from ({counts}) as x (organization_id, {names}) where x.organization_id = t.organization_id"
        )
    op.execute(
        "insert into closed_month (month, closed_at, source) values "
        "((date_trunc('month', now() at time zone 'Asia/Shanghai') - interval '1 month')::date, now(), 'none')"
    )


def downgrade() -> None:
    for table in ("organization", "member", "officer", "committee", "employer", "membership"):
        for operation in ("insert", "delete", "update"):
            op.execute(f"drop trigger {table}_tallied_on_{operation} on {table}")
            op.execute(f"drop function tally_{table}_on_{operation}()")
    op.drop_table("organization_month")
    op.drop_table("organization_tally_delta")
    op.drop_table("organization_tally")
    op.drop_table("closed_month")
    op.execute("drop function fold_organization_tally(date)")
    op.execute("drop function keep_closed_month()")
