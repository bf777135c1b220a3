"""Cases of aid that wait for a public notice, put into the demo city: what makes them comes from other pages."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from tests.browser.conftest import Product

UNION = "青溪纺织有限公司工会"


def place_cases(product: Product, count: int = 3) -> list[UUID]:
    """So many cases of households of a union, in a programme of their own."""
    now = datetime.now(UTC)
    program, ids = uuid4(), [uuid4() for _ in range(count)]
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "insert into aid_program (id, organization_id, organization_name, code, code_hi, kind, name, year, status, "
            "audience, categories, papers, sources, stages, standards, caps_stop, notice_days, made_by_name, "
            "created_at, updated_at, version, quotas) "
            "select %s, o.id, o.name, o.code, o.code_hi, 'winter_warmth', '2026年元旦春节送温暖', 2026, 'open', '', '{}', "
            "'{}', '{}', '{unit_review,notice,unit_confirm,county_review}', '{}', true, 5, '何静', %s, %s, 1, '{}' "
            "from organization o where o.name = '青溪县总工会'",
            (program, now, now),
        )
        for number, (id, household) in enumerate((id, uuid4()) for id in ids):
            superuser.execute(
                "insert into household (id, number, organization_id, code, line_code, status, decided, name, initials, "
                "worker_kind, union_member, model_worker, single_parent, nobody_works, self_help, exclusions, "
                "other_income_fen, medical_fen, disability_fen, schooling_fen, work_fen, property_loss_fen, still_poor, "
                "accident, disaster, special, main_cause, causes, bank, size, income_fen, gross_fen, net_fen, evaluation, "
                "keeper_id, keeper_name, reviewer_name, exit_note, created_at, updated_at, version) "
                "select %s, %s, o.id, o.code, o.line_code, 'draft', false, %s, 'zxy', 'in_service', true, 'none', false, "
                "false, true, '{}', 0, 0, 0, 0, 0, 0, false, false, false, false, 'low_income', '{}', '', 3, 0, 0, 0, '{}', "
                "%s, '', '', '', %s, %s, 1 from organization o where o.name = %s",
                (household, f"KN-T-{household.hex[:10]}", f"章小雨{number}", uuid4(), now, now, UNION),
            )
            superuser.execute(
                "insert into aid_case (id, number, program_id, organization_id, code, line_code, household_id, name, "
                "initials, status, category, evaluation, asked_fen, amount_fen, maker_id, maker_name, checker_name, "
                "payer_name, reached_at, created_at, updated_at, version) "
                "select %s, %s, %s, o.id, o.code, o.line_code, %s, %s, 'zxy', 'notice', 'relative', '{}', 0, %s, %s, '', "
                "'', '', %s, %s, %s, 1 from organization o where o.name = %s",
                (
                    *(
                        id,
                        f"BF-{now.year}-{id.int % 10**8:08d}",
                        program,
                        household,
                        f"章小雨{number}",
                        200_000 + 10_000 * number,
                    ),
                    *(uuid4(), now, now, now, UNION),
                ),
            )
    return ids


def hang_notice(product: Product) -> UUID:
    """A notice that runs, with one case on it."""
    (case,) = place_cases(product, 1)
    notice, now = uuid4(), datetime.now(UTC)
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "insert into notice (id, number, organization_id, organization_name, above_name, code, code_hi, line_code, "
            "program_id, program_name, status, columns, days, shown_at, receiver, receiver_phone, people, published_at, "
            "published_by, published_by_name, ends_at, concluded_by_name, withdrawn_by_name, scanned_by_name, reason, result, version) "
            "select %s, %s, o.id, o.name, p.organization_name, o.code, o.code_hi, o.line_code, p.id, p.name, 'running', "
            "'{name,amount}', 5, '厂务公开栏', '工会办公室', '0738-8312345', 1, %s, c.maker_id, '何静', %s, '', '', '', '', '[]', 1 "
            "from aid_case c join organization o on o.id = c.organization_id join aid_program p on p.id = c.program_id "
            "where c.id = %s",
            (notice, f"GS-T-{notice.hex[:8]}", now, now + timedelta(days=7), case),
        )
        superuser.execute(
            "insert into notice_line (id, notice_id, case_id, organization_id, code, code_hi, line_code, place, cells, open) "
            "select %s, n.id, c.id, n.organization_id, n.code, n.code_hi, n.line_code, 1, %s, true "
            "from notice n, aid_case c where n.id = %s and c.id = %s",
            (uuid4(), '{"name": "章小雨0", "amount": 200000}', notice, case),
        )
    return notice


def pair(product: Product) -> None:
    """A helper for somebody's household."""
    now = datetime.now(UTC)
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "insert into pairing (id, household_id, organization_id, code, line_code, kind, name, post, started_on, "
            "end_reason, made_by_name, created_at, version) "
            "select %s, h.id, h.organization_id, h.code, h.line_code, 'cadre', '方秀云', '主席', %s, '', '', %s, 1 "
            "from household h order by h.id limit 1",
            (uuid4(), now.date(), now),
        )


def let_it_end(product: Product, number: str) -> None:
    """The working days of a notice have passed."""
    long_ago = datetime.now(UTC) - timedelta(days=10)
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "update notice set published_at = %s, ends_at = %s where number = %s",
            (long_ago, datetime.now(UTC) - timedelta(minutes=1), number),
        )
