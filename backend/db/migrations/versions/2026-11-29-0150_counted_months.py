"""What has no counter is counted when a month closes, and kept with it (issue 3 section 3)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "counted_months"
down_revision = "paper_request"
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

KEPT = ("parent_id", "name", "kind", "level", "status", "line_top")

KEEP = """
create or replace function keep_closed_month() returns trigger language plpgsql as $$
begin
  if ({new})
    is distinct from
    ({old})
  then raise exception 'a closed month does not change';
  end if;
  return new;
end $$
"""


def _keep(*columns: str) -> str:
    return KEEP.format(
        new=", ".join(f"new.{each}" for each in columns), old=", ".join(f"old.{each}" for each in columns)
    )


TEXTS = (_keep(*KEPT, "counted", *CELLS),)


def upgrade() -> None:
    op.add_column("organization_month", sa.Column("counted", postgresql.JSONB(), nullable=True))
    for text in TEXTS:
        op.execute(text)


def downgrade() -> None:
    op.execute(_keep(*KEPT, *CELLS))
    op.drop_column("organization_month", "counted")
