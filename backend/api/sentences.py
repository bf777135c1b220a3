"""Sentences that no domain rule owns: HTTP itself, the shape of a field, the constraints of the database."""

from collections.abc import Mapping

Sentences = Mapping[str, str]

HTTP_SENTENCES: Mapping[int, Sentences] = {
    400: {"zh": "请求格式不对，没有执行。", "en": "The request is malformed and was not carried out."},
    401: {"zh": "请先登录。", "en": "Sign in first."},
    403: {"zh": "您的岗位没有这项权限。", "en": "Your post does not hold this permission."},
    404: {"zh": "没有找到。", "en": "Not found."},
    405: {"zh": "这个地址不支持这种操作方式。", "en": "This address does not take that method."},
    406: {"zh": "没有所要的格式。", "en": "None of the forms asked for is offered."},
    409: {"zh": "与当前状态冲突。", "en": "In conflict with the present state."},
    412: {"zh": "已被他人修改。", "en": "Changed by somebody else."},
    413: {
        "zh": "内容太大，没有接收。文件不超过 20 MB，导入表格不超过 50 MB；请拆分后再试。",
        "en": "Too large and not taken. Files may have 20 MB, workbooks 50 MB; split it and try again.",
    },
    422: {"zh": "有内容需要修改。", "en": "Something needs to be corrected."},
    428: {"zh": "需要版本。", "en": "A version is required."},
    429: {"zh": "操作太频繁。", "en": "Too many requests."},
    500: {
        "zh": "程序出现没有预料到的问题，这次操作没有生效，数据没有改变。请稍后重试；仍不行时请把请求号告诉技术支持。",
        "en": "Something unforeseen happened; nothing was changed. Try again later, or give support the request id.",
    },
    503: {"zh": "系统正忙。", "en": "The system is busy."},
}

FIELD_SENTENCES: Mapping[str, Sentences] = {
    "one": {"zh": "有 1 处需要修改。", "en": "One field needs to be corrected."},
    "several": {
        "zh": "有 {n} 处需要修改，修改后再提交。没有保存任何内容。",
        "en": "{n} fields need correction. Nothing was saved.",
    },
    "invalid": {
        "zh": "内容不符合要求，请检查后修改。",
        "en": "The value does not meet the rule; check and correct it.",
    },
    "missing": {"zh": "这一项必须填写。", "en": "This field is required."},
    "extra_forbidden": {"zh": "没有这个字段，请删去。", "en": "There is no such field; remove it."},
    "json_invalid": {
        "zh": "请求内容不是有效的 JSON，没有执行。",
        "en": "The body is not valid JSON; nothing was done.",
    },
    "unknown_parameter": {
        "zh": "没有名为“{name}”的查询参数，请删去。",
        "en": "There is no parameter “{name}”; remove it.",
    },
    "unknown_parameter_near": {
        "zh": "没有名为“{name}”的查询参数，您要的可能是“{near}”。",
        "en": "There is no parameter “{name}”. Did you mean “{near}”?",
    },
    "string_too_short": {"zh": "至少需要 {min_length} 个字。", "en": "At least {min_length} characters are needed."},
    "string_too_long": {"zh": "最多 {max_length} 个字，请缩短。", "en": "At most {max_length} characters; shorten it."},
    "string_type": {"zh": "这里需要文字。", "en": "Text is expected here."},
    "int_parsing": {"zh": "这里需要整数。", "en": "A whole number is expected here."},
    "int_type": {"zh": "这里需要整数。", "en": "A whole number is expected here."},
    "bool_parsing": {"zh": "这里需要“是”或“否”。", "en": "Yes or no is expected here."},
    "greater_than_equal": {"zh": "不能小于 {ge}。", "en": "Must be at least {ge}."},
    "less_than_equal": {"zh": "不能大于 {le}。", "en": "Must be at most {le}."},
    "date_from_datetime_parsing": {"zh": "日期应写成 2026-11-20 的样子。", "en": "Write the date like 2026-11-20."},
    "date_parsing": {"zh": "日期应写成 2026-11-20 的样子。", "en": "Write the date like 2026-11-20."},
    "uuid_parsing": {"zh": "编号格式不对，请从列表中选择。", "en": "Not a valid id; choose from the list."},
    "enum": {"zh": "这个选项不存在，可选：{expected}。", "en": "No such option; choose one of {expected}."},
    "literal_error": {"zh": "这个选项不存在，可选：{expected}。", "en": "No such option; choose one of {expected}."},
}

CONSTRAINTS: Mapping[str, tuple[str, Sentences]] = {
    "organization_credit_code_key": (
        "organization_credit_code_taken",
        {
            "zh": "这个统一社会信用代码已登记在另一家工会名下。请核对代码；如是同一家，请用“合并”。",
            "en": "Another union holds this credit code. Check it; if the two are one, merge them.",
        },
    ),
    "employer_credit_code_key": (
        "employer_credit_code_taken",
        {
            "zh": "这个统一社会信用代码已登记在另一家单位名下。请核对代码。",
            "en": "Another employer holds this credit code. Check it.",
        },
    ),
    "line_organization_id_key": (
        "line_organization_taken",
        {"zh": "这家工会已经牵头另一个系统。", "en": "This union leads another line already."},
    ),
    "notice_line_open_key": (
        "notice_case_taken",
        {
            "zh": "其中有申请刚刚被放进了另一份公示，这份没有发布。请刷新后重新勾选。",
            "en": "One of these cases has just been put on another notice; this one was not published. Reload and tick anew.",
        },
    ),
    "pairing_helper_key": (
        "pairing_twice",
        {
            "zh": "这位包保人（或单位）已经与这户结对，没有重复登记。请在原来的结对上登记联系。",
            "en": "This helper is paired with this household already. Enter contacts there.",
        },
    ),
    "paper_file_file_id_key": (
        "paper_file_filed_already",
        {
            "zh": "其中有文件刚刚已归入另一份资料，这份没有归档。请刷新后核对；确需再归一份的，请重新上传文件。",
            "en": "One of the files was filed with another paper a moment ago; this one was not filed. Reload and compare.",
        },
    ),
    "paper_keeper_open_key": (
        "paper_keeper_named_meanwhile",
        {
            "zh": "刚刚有同事登记了这家工会的档案保管人，您的没有保存。请刷新后核对。",
            "en": "A colleague has just named the keeper of this union's papers; yours was not kept. Reload and compare.",
        },
    ),
    "budget_plan_key": (
        "budget_plan_there",
        {
            "zh": "这家工会这一年度的预算已经建立，没有重复建立。请刷新后在原来的预算上办理。",
            "en": "This union has a budget for the year already; no second one was made. Reload and go on with that one.",
        },
    ),
    "trip_demand_key": (
        "trip_demand_twice",
        {
            "zh": "这家工会同一天、同一去向、同一方式的需求已经登记，没有重复登记。请在原来那条上改人数。",
            "en": "This union's demand for that day, place and way is entered already. Change the number of people there.",
        },
    ),
    "aid_station_center_key": (
        "aid_station_center_taken",
        {
            "zh": "这家工会已有一个开放的帮扶中心，没有重复设立。请修改原来的中心，或先关闭它再设立新的。",
            "en": "This union has an open aid centre already. Change that one, or close it before you open another.",
        },
    ),
    "aid_station_name_key": (
        "aid_station_name_taken",
        {
            "zh": "这家工会已有一个同名的开放站点，没有保存。请换一个名称，或修改原来的站点。",
            "en": "This union has an open station of that name already. Choose another name, or change that one.",
        },
    ),
    "work_calendar_year_key": (
        "work_calendar_entered",
        {
            "zh": "刚刚有同事录入了这一年的工作日历，您的没有保存。请刷新后核对。",
            "en": "A colleague has just entered this year; yours was not kept. Reload and compare.",
        },
    ),
    "committee_sitting_key": (
        "committee_sitting",
        {
            "zh": "这家工会已有一个在任的同类委员会。请先结束上一届，再登记新一届。",
            "en": "This union has a sitting committee of this kind. End that term before the next begins.",
        },
    ),
    "aid_program_decided_check": (
        "aid_program_notice_last",
        {
            "zh": "公示不能是最后一个环节，请在公示之后至少保留一级审核。",
            "en": "A notice cannot be the last stage. Keep a review after it.",
        },
    ),
    "objection_receipt_current_key": (
        "own_objection_open",
        {
            "zh": "您刚刚已对同一个人（或整份公示）提过异议，正在等待答复，没有重复登记。",
            "en": "You have just objected to the same person, or the whole notice; this one was not entered.",
        },
    ),
    "organization_lead_check": (
        "organization_lead_without_line",
        {
            "zh": "以系统为主的工会必须先挂到一个系统上。请先选择所属系统，或改为“以地方为主”。",
            "en": "A union led by a line must hang on one. Choose its line first, or let its territory lead.",
        },
    ),
    "voucher_remittance_id_fkey": (
        "remittance_has_vouchers",
        {
            "zh": "这项上解任务已有入账凭证（含待复核、已退回或已冲销的），不能取消。请改为实际应上解的金额。",
            "en": "Vouchers name this duty already, checked or not, and it is not taken away. Set it to what is really owed.",
        },
    ),
    "remittance_duty_key": (
        "remittance_set_meanwhile",
        {
            "zh": "有一家工会的上解任务刚刚由别人下达。请刷新后核对，再保存。",
            "en": "Somebody has just set the duty of one of these unions. Reload, look at it, and save again.",
        },
    ),
    "organization_line_id_fkey": (
        "line_in_use",
        {
            "zh": "这个系统下还有工会（可能是已撤销的，或不在您管理范围内的），不能删除。请先把它们移出。",
            "en": "Unions still hang on this line, ended ones or ones outside your scope among them. Take them off first.",
        },
    ),
    "line_parent_id_fkey": (
        "line_in_use",
        {
            "zh": "这个系统下还有下级系统，不能删除。请先移走或删除它们。",
            "en": "Lines still hang under this line. Move or delete them first.",
        },
    ),
    "officer_sitting_key": (
        "officer_sitting",
        {
            "zh": "这家工会已有在任的主席（或经审主任、女职委主任）。请先办理离任，再任命新的人选。",
            "en": "Somebody holds this post of the union already (one chair, one director each). End that term first.",
        },
    ),
    "honour_held_key": (
        "honour_held",
        {
            "zh": "这家工会已有这项荣誉。请刷新后再看；需要更正的，请先取消再重新授予。",
            "en": "This union holds this honour already. Reload; to correct it, withdraw it and grant it anew.",
        },
    ),
    "urge_day_key": (
        "urge_sent_today",
        {
            "zh": "今天已就这件事催办过这家工会。同一事项每天只催办一次，请明天再催，或电话联系。",
            "en": "This union was urged about this today. Once a day is the limit: try tomorrow, or telephone.",
        },
    ),
    "report_key": (
        "report_begun_already",
        {
            "zh": "这张表今年已经开始填报，不能重复建立。请在报表中心打开它。",
            "en": "This form of the year is begun already. Open it in the report centre.",
        },
    ),
    "tile_map_pkey": (
        "tile_map_drawn_meanwhile",
        {
            "zh": "地图刚由他人排列，这次没有保存。请刷新后再排列。",
            "en": "Somebody arranged the map a moment ago; nothing was saved. Reload and arrange again.",
        },
    ),
    "qualification_key": (
        "qualification_judged_meanwhile",
        {
            "zh": "其中一家工会刚由他人评定，这次没有保存。请刷新后核对，再提交。",
            "en": "Somebody judged one of these unions a moment ago; nothing was saved. Reload, check and submit again.",
        },
    ),
    "target_key": (
        "target_set_meanwhile",
        {
            "zh": "其中一项目标刚由他人下达，这次没有保存。请刷新后核对，再提交。",
            "en": "Somebody set one of these targets a moment ago; nothing was saved. Reload, check and submit again.",
        },
    ),
    "member_id_number_key": (
        "member_elsewhere",
        {
            "zh": "这个人的会籍不在您这里登记。请提出会员组织关系转入申请，由对方工会办理。",
            "en": "This person's membership is not yours to register. Request a transfer from the other union.",
        },
    ),
    "visit_household_key": (
        "visit_twice",
        {
            "zh": "同一户在这份安排中已经有了，没有重复加入。请在安排表中查找。",
            "en": "This household is in the plan already and was not added again. Look for it in the table.",
        },
    ),
    "visit_member_key": (
        "visit_twice",
        {
            "zh": "同一人在这份安排中已经有了，没有重复加入。请在安排表中查找。",
            "en": "This member is in the plan already and was not added again. Look for them in the table.",
        },
    ),
    "visit_case_key": (
        "visit_case_twice",
        {
            "zh": "这件帮扶申请的款项已安排在另一次走访中发放，不能再安排。请先查看那一份安排。",
            "en": "Another visit already brings the money of this case. Look at that plan first.",
        },
    ),
    "aid_application_open_key": (
        "aid_application_open",
        {
            "zh": "您已有一件正在办理的申请，没有重复新建。请在那一件上继续填写，或撤回后再申请。",
            "en": "You have an application under way; no second one was begun. Go on with it, or withdraw it first.",
        },
    ),
    "paper_request_open_key": (
        "paper_request_open",
        {
            "zh": "这份档案已有一项补材料请求还没有办完，没有重复发出。请先查收或撤回那一项。",
            "en": "A request for papers of this file is still under way; no second one was sent. Take or withdraw that one first.",
        },
    ),
    "household_person_active_key": (
        "household_elsewhere",
        {
            "zh": "这户人家中有人已在另一份在档的困难档案里，不能重复建档。请向家属核实，或请上级工会协助查找原档案。",
            "en": "Somebody of this household stands in another active file. Ask the family, or the union above you.",
        },
    ),
    "sighting_leave_day_key": (
        "sighting_leave_given",
        {
            "zh": "今天已经有人放开这个账号的查看上限，到今天 24 点为止。不必重复办理。",
            "en": "Somebody has lifted this account's limit for today already. Nothing more is needed.",
        },
    ),
    "household_decision_open_key": (
        "aid_decision_open",
        {
            "zh": "这份档案已有一项另行认定在等第二人确认。请先确认或不予确认。",
            "en": "A decision on this file awaits its second officer already. Have it confirmed or refused first.",
        },
    ),
    "aid_policy_day_key": (
        "aid_policy_day_taken",
        {
            "zh": "这家工会已有一份同一天生效的救助政策。请修改那一份，或换一个生效日期。",
            "en": "This union has set rules of aid for this day already. Change those, or take another day.",
        },
    ),
    **dict.fromkeys(
        ("aid_case_household_key", "aid_case_member_key"),
        (
            "aid_case_exists",
            {
                "zh": "在这个项目里刚刚已有一件申请，没有重复建立。请刷新后打开它继续办理。",
                "en": "A case of this programme was begun a moment ago; nothing was made twice. Reload and open that one.",
            },
        ),
    ),
    "protection_cover_round_key": (
        "protection_cover_exists",
        {
            "zh": "名单里有人刚刚在别处参保了同一计划，没有重复参保。请重新核对名单后再办理。",
            "en": "Somebody of the list was enrolled in this plan elsewhere at this moment. Check the list again.",
        },
    ),
    "protection_claim_item_key": (
        "protection_benefit_taken",
        {
            "zh": "本保障期内这一项标准刚有另一件申请提交，一个保障期只给付一次，没有重复计算。请核对已有的申请。",
            "en": "Another claim of this line was handed in a moment ago; it is paid once in a term. See that claim.",
        },
    ),
    "ledger_entry_claim_key": (
        "ledger_out_of_order",
        {
            "zh": "这件给付申请的资金刚被别人办理，没有重复记账。请刷新后再看。",
            "en": "Somebody moved the money of this claim a moment ago; nothing was booked twice. Reload.",
        },
    ),
    "payment_live_key": (
        "payment_under_way",
        {
            "zh": "这件申请已有一笔发放在办理或已发放，没有重复付款。请刷新后再看。",
            "en": "A payment of this case is under way or done; nothing was paid twice. Reload.",
        },
    ),
    "payment_round_key": (
        "payment_under_way",
        {
            "zh": "这件申请刚有另一笔发放登记，没有重复付款。请刷新后再看。",
            "en": "Another payment of this case was entered a moment ago; nothing was paid twice. Reload.",
        },
    ),
    "ledger_entry_case_key": (
        "ledger_out_of_order",
        {
            "zh": "这件申请的资金刚被别人办理，没有重复记账。请刷新后再看。",
            "en": "The money of this case was moved a moment ago; nothing was booked twice. Reload.",
        },
    ),
    "voucher_reverses_key": (
        "ledger_reversed",
        {
            "zh": "这条分录已冲销，或已有一张冲销凭证待复核，不能再冲销。请刷新后再看。",
            "en": "This entry is reversed, or a voucher for its reversal waits already. Reload.",
        },
    ),
    "savings_society_name_key": (
        "savings_society_twice",
        {
            "zh": "这家工会已有同名的储金会，没有重复建立。请打开原来的储金会，或换一个名称。",
            "en": "This union has a society of this name already. Open that one, or choose another name.",
        },
    ),
    "savings_saver_open_key": (
        "savings_saver_twice",
        {
            "zh": "其中有会员刚刚被别人办理了入会，没有重复登记。请刷新后再看。",
            "en": "One of these members was taken in a moment ago; nothing was done twice. Reload.",
        },
    ),
    "savings_loan_open_key": (
        "savings_loan_open",
        {
            "zh": "这位会员已有一笔没有了结的借款，没有重复建立。请刷新后打开那一笔办理。",
            "en": "This saver has an open loan already; nothing was made twice. Reload and open that one.",
        },
    ),
    "ledger_entry_lend_key": (
        "savings_loan_state",
        {
            "zh": "这笔借款已经发放，没有重复付款。请刷新后再看。",
            "en": "This loan is paid out already; nothing was paid twice. Reload.",
        },
    ),
    "savings_month_key": (
        "savings_month_twice",
        {
            "zh": "其中有会员这个月的储金刚刚被别人收过，没有重复收。请刷新后再看。",
            "en": "Somebody has just taken this month of one of these savers; nothing was taken twice. Reload.",
        },
    ),
    "ledger_entry_reverses_key": (
        "ledger_reversed",
        {
            "zh": "这条分录已冲销，不能再冲销。请刷新后再看。",
            "en": "This entry is reversed already. Reload.",
        },
    ),
    "bank_account_key": (
        "bank_account_twice",
        {
            "zh": "这家工会已登记过这个账号，没有重复登记。请打开原来的账户。",
            "en": "This union has this account already; nothing was entered twice. Open that one.",
        },
    ),
    "bank_account_fund_pkey": (
        "bank_account_fund_elsewhere",
        {
            "zh": "其中有资金刚刚存放到了另一个账户，没有改动。请刷新后再看。",
            "en": "One of these funds was put on another account a moment ago. Nothing was changed; reload.",
        },
    ),
    "reconciliation_key": (
        "reconciliation_not_next",
        {
            "zh": "这个月的对账单刚刚被别人导入，没有重复导入。请刷新后再看。",
            "en": "Somebody has just taken in the statement of this month; nothing was taken twice. Reload.",
        },
    ),
    "reconciliation_entry_pkey": (
        "reconciliation_paired",
        {
            "zh": "所选的账上记录中，有的刚刚已被勾对，没有重复勾对。请刷新后再看。",
            "en": "Some of these entries are paired already; nothing was paired twice. Reload.",
        },
    ),
    "membership_open_key": (
        "membership_open",
        {"zh": "这个人已有有效的会籍，不能重复。", "en": "This person holds an active membership already."},
    ),
    "transfer_open_key": (
        "transfer_open",
        {
            "zh": "这位会员已有一笔转接正在办理。请等它办结，或先撤回。",
            "en": "A transfer of this member is under way. Wait for it or withdraw it first.",
        },
    ),
    "role_grant_duties_check": (
        "duties_not_separate",
        {
            "zh": "该用户已有或已被提名的岗位与这个岗位不能兼任（系统、安全、审计三个管理员须分设）。请刷新后核对。",
            "en": "This role cannot go together with one the user holds or was proposed for. Reload and check.",
        },
    ),
    "user_account_login_key": (
        "login_taken",
        {"zh": "这个登录名已有人使用，请换一个。", "en": "This login is taken; choose another."},
    ),
    "user_account_member_id_key": (
        "member_has_account",
        {"zh": "这位会员已有账号。", "en": "This member has an account already."},
    ),
}
"""A sentence for each named constraint that input can reach; the test-suite walks the catalogue for missing ones."""
