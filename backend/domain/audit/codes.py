"""Everything that the record can tell, each with its name and its sentence (GB/T 22239 8.1.4.3; ASVS 16.3).

`{who}` is the person who did it or the system, `{what}` the thing it was done to. An act at the door is done by nobody
yet, so its sentence names no person. Whoever tells a new event lists it here, and its facts in `facts.py`: a test
compares both lists with the code.
"""

from backend.domain.codes import Code


class AuditEventKind(Code):
    """What happened: slug, name and sentence in Chinese and in English."""

    zh_sentence: str
    en_sentence: str

    def __new__(
        cls, slug: str, zh: str = "", en: str = "", zh_sentence: str = "", en_sentence: str = ""
    ) -> "AuditEventKind":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.zh, member.en = zh, en
        member.zh_sentence, member.en_sentence = zh_sentence, en_sentence
        return member

    SIGNED_IN = "signed_in", "登录", "Signed in", "{who}登录了系统", "{who} signed in"
    SIGN_IN_FAILED = "sign_in_failed", "登录失败", "Sign-in failed", "有人登录{what}失败", "A sign-in to {what} failed"
    SIGN_IN_LOCKED = (
        *("sign_in_locked", "登录锁定", "Sign-in locked"),
        *("失败次数过多，暂停了{what}的登录", "Sign-in to {what} was locked after too many failures"),
    )
    SIGNED_OUT = "signed_out", "退出登录", "Signed out", "{who}退出了登录", "{who} signed out"
    SESSION_ENDED = (
        *("session_ended", "结束登录", "Session ended"),
        *("{who}结束了自己的一处登录", "{who} ended one of their own sessions"),
    )
    SESSION_REVOKED = (
        *("session_revoked", "登录被终止", "Session revoked"),
        *("系统终止了{what}的一处登录", "The system revoked a session of {what}"),
    )
    PASSWORD_CHANGED = (
        *("password_changed", "修改密码", "Password changed"),
        *("{who}修改了自己的密码", "{who} changed their own password"),
    )
    TOTP_BEGUN = (
        *("totp_begun", "开始绑定动态口令", "Authenticator begun"),
        *("{who}开始绑定动态口令", "{who} began to set up an authenticator"),
    )
    TOTP_ENABLED = (
        *("totp_enabled", "绑定动态口令", "Authenticator set up"),
        *("{who}绑定了动态口令", "{who} set up an authenticator"),
    )
    RECOVERY_CODE_USED = (
        *("recovery_code_used", "使用恢复码", "Recovery code used"),
        *("{who}用恢复码登录", "{who} signed in with a recovery code"),
    )
    CONFIRMED = "confirmed", "再次验证身份", "Proved again", "{who}再次验证了身份", "{who} proved who they are again"
    PROOF_FAILED = (
        *("proof_failed", "身份验证失败", "Proof failed"),
        *("{what}的身份验证失败", "A proof of identity by {what} failed"),
    )

    USER_MADE = "user_made", "建立账号", "Account made", "{who}建立了{what}", "{who} made {what}"
    USER_APPROVED = "user_approved", "批准账号", "Account approved", "{who}批准了{what}", "{who} approved {what}"
    USER_REFUSED = "user_refused", "不批准账号", "Account refused", "{who}没有批准{what}", "{who} refused {what}"
    USER_DISABLED = "user_disabled", "停用账号", "Account disabled", "{who}停用了{what}", "{who} disabled {what}"
    USER_ENABLED = (
        *("user_enabled", "重新启用账号", "Account enabled"),
        *("{who}提请重新启用{what}", "{who} asked for {what} to be enabled again"),
    )
    USER_PASSWORD_RESET = (
        *("user_password_reset", "重置密码", "Password reset"),
        *("{who}重置了{what}的密码", "{who} reset the password of {what}"),
    )
    USER_TOTP_RESET = (
        *("user_totp_reset", "解绑动态口令", "Authenticator removed"),
        *("{who}解除了{what}的动态口令", "{who} removed the authenticator of {what}"),
    )
    USER_SESSIONS_ENDED = (
        *("user_sessions_ended", "强制下线", "Sessions ended"),
        *("{who}让{what}全部下线", "{who} ended all sessions of {what}"),
    )
    USER_UNLOCKED = (
        *("user_unlocked", "解除登录锁定", "Sign-in unlocked"),
        *("{who}解除了{what}的登录锁定", "{who} unlocked sign-in to {what}"),
    )
    GRANT_PROPOSED = (
        *("grant_proposed", "提出授权", "Grant proposed"),
        *("{who}提出了给{what}的授权", "{who} proposed a role for {what}"),
    )
    GRANT_APPROVED = (
        *("grant_approved", "批准授权", "Grant approved"),
        *("{who}批准了给{what}的授权", "{who} approved a role for {what}"),
    )
    GRANT_REFUSED = (
        *("grant_refused", "不批准授权", "Grant refused"),
        *("{who}没有批准给{what}的授权", "{who} refused a role for {what}"),
    )
    GRANT_REVOKED = (
        *("grant_revoked", "收回授权", "Grant revoked"),
        *("{who}收回了{what}的授权", "{who} took a role back from {what}"),
    )
    HANDOVER_PROPOSED = (
        *("handover_proposed", "提出移交", "Hand-over proposed"),
        *("{who}提出把岗位移交给{what}", "{who} proposed to hand roles over to {what}"),
    )
    HANDOVER_APPROVED = (
        *("handover_approved", "批准移交", "Hand-over approved"),
        *("{who}批准把岗位移交给{what}", "{who} approved the hand-over of roles to {what}"),
    )
    HANDOVER_REFUSED = (
        *("handover_refused", "不批准移交", "Hand-over refused"),
        *("{who}没有批准把岗位移交给{what}", "{who} refused the hand-over of roles to {what}"),
    )

    MEMBER_FIELD_REVEALED = (
        *("member_field_revealed", "查看隐藏信息", "Hidden field shown"),
        *("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
    )
    MEMBER_REVEAL_LIMIT_REACHED = (
        *("member_reveal_limit_reached", "查看次数用尽", "Reveal limit reached"),
        *("{who}今天查看隐藏信息的次数已经用完", "{who} has used up today's looks at hidden fields"),
    )
    MEMBER_DRAFTED = "member_drafted", "登记会员", "Member drafted", "{who}登记了{what}", "{who} entered {what}"
    MEMBER_SUBMITTED = (
        *("member_submitted", "提交入会", "Application sent"),
        *("{who}提交了{what}的入会申请", "{who} submitted the application of {what}"),
    )
    MEMBER_RETURNED = (
        *("member_returned", "退回补正", "Application returned"),
        *("{who}退回了{what}的入会申请", "{who} returned the application of {what}"),
    )
    MEMBER_JOINED = "member_joined", "批准入会", "Member joined", "{who}批准{what}入会", "{who} admitted {what}"
    MEMBER_EDITED = (
        *("member_edited", "修改会员", "Member edited"),
        *("{who}修改了{what}的资料", "{who} changed the record of {what}"),
    )
    MEMBER_MERGED = (
        *("member_merged", "合并会员", "Members merged"),
        *("{who}把重复的档案并入{what}", "{who} merged a duplicate file into {what}"),
    )
    MEMBER_MERGE_UNDONE = (
        *("member_merge_undone", "撤销合并会员", "Merge undone"),
        *("{who}撤销了并入{what}的合并", "{who} undid a merge into {what}"),
    )
    MEMBER_PHOTO_CHANGED = (
        *("member_photo_changed", "更换照片", "Photo changed"),
        *("{who}更换了{what}的照片", "{who} changed the photo of {what}"),
    )
    MEMBER_PHOTO_REMOVED = (
        *("member_photo_removed", "删除照片", "Photo removed"),
        *("{who}删除了{what}的照片", "{who} removed the photo of {what}"),
    )
    MEMBER_RETAINED = (
        *("member_retained", "保留会籍", "Membership retained"),
        *("{who}为{what}办理了保留会籍", "{who} retained the membership of {what}"),
    )
    MEMBER_RESUMED = (
        *("member_resumed", "恢复会籍", "Membership resumed"),
        *("{who}恢复了{what}的会籍", "{who} resumed the membership of {what}"),
    )
    MEMBER_WITHDRAWN = (
        *("member_withdrawn", "退会", "Member left"),
        *("{who}为{what}办理了退会", "{who} recorded the withdrawal of {what}"),
    )
    MEMBER_AUTO_WITHDRAWN = (
        *("member_auto_withdrawn", "自动退会", "Left automatically"),
        *("{who}为{what}办理了自动退会", "{who} recorded the automatic withdrawal of {what}"),
    )
    MEMBER_EXPELLED = (
        *("member_expelled", "开除会籍", "Member expelled"),
        *("{who}开除了{what}的会籍", "{who} expelled {what}"),
    )
    MEMBER_DECEASED = (
        *("member_deceased", "登记去世", "Death recorded"),
        *("{who}登记了{what}去世", "{who} recorded the death of {what}"),
    )
    MEMBER_ARRIVED = "member_arrived", "会籍转入", "Member arrived", "{who}转入了{what}", "{who} took in {what}"
    MEMBER_CARD_ISSUED = (
        *("member_card_issued", "发会员证", "Card issued"),
        *("{who}给{what}发了会员证", "{who} issued a card to {what}"),
    )
    MEMBER_ELSEWHERE_ASKED = (
        *("member_elsewhere_asked", "核对外地会籍", "Asked about a member elsewhere"),
        *("{who}核对了外单位的会籍", "{who} asked about a membership elsewhere"),
    )
    MEMBER_REGROUPED = (
        *("member_regrouped", "调整分会", "Member regrouped"),
        *("{who}调整了{what}所在的分会或小组", "{who} moved {what} within the union"),
    )
    TRANSFER_SUBMITTED = (
        *("transfer_submitted", "提交转会", "Transfer submitted"),
        *("{who}提交了{what}", "{who} submitted {what}"),
    )
    TRANSFER_REQUESTED = (
        *("transfer_requested", "请求转入", "Transfer requested"),
        *("{who}提出了转入请求：{what}", "{who} asked for somebody's {what}"),
    )
    TRANSFER_RELEASED = (
        *("transfer_released", "同意转出", "Transfer released"),
        *("{who}同意转出：{what}", "{who} released {what}"),
    )
    TRANSFER_ACCEPTED = (
        "transfer_accepted",
        "接收转会",
        "Transfer accepted",
        "{who}接收了{what}",
        "{who} accepted {what}",
    )
    TRANSFER_REJECTED = (
        *("transfer_rejected", "不同意转会", "Transfer rejected"),
        *("{who}没有同意{what}", "{who} rejected {what}"),
    )
    TRANSFER_CANCELLED = (
        *("transfer_cancelled", "撤回转会", "Transfer cancelled"),
        *("{who}撤回了{what}", "{who} cancelled {what}"),
    )

    ORGANIZATION_FOUNDED = (
        *("organization_founded", "新建工会", "Union founded"),
        *("{who}新建了{what}", "{who} founded {what}"),
    )
    ORGANIZATION_EDITED = (
        *("organization_edited", "修改工会", "Union edited"),
        *("{who}修改了{what}的资料", "{who} changed the record of {what}"),
    )
    ORGANIZATION_REMOVED = (
        *("organization_removed", "撤销导入的工会", "Imported union removed"),
        *("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
    )
    ORGANIZATION_MOVED = (
        *("organization_moved", "移动工会", "Union moved"),
        *("{who}把{what}移到了另一个上级", "{who} moved {what} under another union"),
    )
    ORGANIZATION_LEFT = (
        *("organization_left", "工会划出本辖区", "Union left for elsewhere"),
        *("{who}把{what}划到了本辖区以外", "{who} moved {what} to a union outside this one"),
    )
    ORGANIZATION_MERGED = (
        *("organization_merged", "合并工会", "Unions merged"),
        *("{who}把{what}并入了另一个工会", "{who} merged {what} into another union"),
    )
    ORGANIZATION_SPLIT = (
        *("organization_split", "分立工会", "Union split"),
        *("{who}从{what}分出了一个工会", "{who} split a union off {what}"),
    )
    ORGANIZATION_DISSOLVED = (
        *("organization_dissolved", "撤销工会", "Union dissolved"),
        *("{who}撤销了{what}", "{who} dissolved {what}"),
    )
    HONOUR_GRANTED = "honour_granted", "授予荣誉", "Honour granted", "{who}授予了{what}", "{who} granted {what}"
    HONOUR_WITHDRAWN = "honour_withdrawn", "取消荣誉", "Honour withdrawn", "{who}取消了{what}", "{who} withdrew {what}"
    URGE_SENT = "urge_sent", "发出催办", "Urge sent", "{who}发出了{what}", "{who} sent {what}"
    URGE_SEEN = "urge_seen", "查看催办", "Urge seen", "{who}查看了{what}", "{who} read {what}"
    URGE_WITHDRAWN = "urge_withdrawn", "撤回催办", "Urge withdrawn", "{who}撤回了{what}", "{who} took back {what}"
    TARGET_SET = "target_set", "下达目标", "Target set", "{who}下达了{what}", "{who} set {what}"
    TARGET_CHANGED = "target_changed", "调整目标", "Target changed", "{who}调整了{what}", "{who} changed {what}"
    TARGET_TAKEN_AWAY = (
        *("target_taken_away", "取消目标", "Target taken away"),
        *("{who}取消了{what}", "{who} took away {what}"),
    )
    WORK_CALENDAR_ENTERED = (
        *("work_calendar_entered", "录入工作日历", "Work calendar entered"),
        *("{who}录入或更正了{what}", "{who} entered or corrected {what}"),
    )
    NOTICE_PUBLISHED = (
        *("notice_published", "发布公示", "Notice published"),
        *("{who}发布了{what}", "{who} published {what}"),
    )
    NOTICE_CONCLUDED = (
        *("notice_concluded", "出具公示结果", "Notice concluded"),
        *("{who}出具了{what}的结果", "{who} concluded {what}"),
    )
    NOTICE_WITHDRAWN = (
        *("notice_withdrawn", "撤销公示", "Notice withdrawn"),
        *("{who}撤销了{what}", "{who} withdrew {what}"),
    )
    OBJECTION_RECEIVED = (
        *("objection_received", "登记异议", "Objection received"),
        *("{who}登记了{what}", "{who} took down {what}"),
    )
    OBJECTION_READ = "objection_read", "查看异议", "Objection read", "{who}查看了{what}", "{who} read {what}"
    OBJECTION_ANSWERED = (
        *("objection_answered", "答复异议", "Objection answered"),
        *("{who}答复了{what}", "{who} answered {what}"),
    )
    PAIRING_BEGUN = "pairing_begun", "结对包保", "Pairing begun", "{who}登记了{what}", "{who} began {what}"
    PAIRING_CONTACTED = (
        *("pairing_contacted", "登记包保联系", "Contact of a pairing"),
        *("{who}登记了{what}的联系", "{who} entered a contact of {what}"),
    )
    PAIRING_ENDED = "pairing_ended", "结束包保", "Pairing ended", "{who}结束了{what}", "{who} ended {what}"
    TILE_MAP_DRAWN = "tile_map_drawn", "排列地图", "Map arranged", "{who}排列了{what}", "{who} arranged {what}"
    REPORT_BEGUN = "report_begun", "开始填报", "Report begun", "{who}开始填报{what}", "{who} began {what}"
    REPORT_COMPUTED = (
        *("report_computed", "重新取数", "Report computed anew"),
        *("{who}重新取了{what}的数", "{who} computed {what} anew"),
    )
    REPORT_FILLED = "report_filled", "填写报表", "Report filled", "{who}填写了{what}", "{who} filled in {what}"
    REPORT_SUBMITTED = "report_submitted", "上报", "Report submitted", "{who}上报了{what}", "{who} submitted {what}"
    REPORT_WITHDRAWN = "report_withdrawn", "撤回报表", "Report withdrawn", "{who}撤回了{what}", "{who} withdrew {what}"
    REPORT_RETURNED = "report_returned", "退回报表", "Report returned", "{who}退回了{what}", "{who} returned {what}"
    REPORT_ACCEPTED = "report_accepted", "接收报表", "Report accepted", "{who}接收了{what}", "{who} accepted {what}"
    REPORT_FINISHED = "report_finished", "报表定稿", "Report finished", "{who}将{what}定稿", "{who} finished {what}"
    EMPLOYER_ADDED = "employer_added", "登记单位", "Employer added", "{who}登记了{what}", "{who} registered {what}"
    EMPLOYER_EDITED = (
        *("employer_edited", "修改单位", "Employer edited"),
        *("{who}修改了{what}的资料", "{who} changed the record of {what}"),
    )
    EMPLOYER_FIELD_REVEALED = (
        *("employer_field_revealed", "查看用人单位隐藏信息", "Hidden field of an employer shown"),
        *("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
    )
    EMPLOYER_CLOSED = "employer_closed", "注销单位", "Employer closed", "{who}注销了{what}", "{who} closed {what}"
    EMPLOYER_REOPENED = (
        "employer_reopened",
        "恢复单位",
        "Employer reopened",
        "{who}恢复了{what}",
        "{who} reopened {what}",
    )
    EMPLOYER_COVERED = (
        *("employer_covered", "纳入覆盖", "Employer covered"),
        *("{who}把{what}纳入了工会覆盖", "{who} put {what} under a union"),
    )
    EMPLOYER_UNCOVERED = (
        *("employer_uncovered", "解除覆盖", "Employer uncovered"),
        *("{who}解除了{what}的工会覆盖", "{who} took {what} from its union"),
    )
    EMPLOYER_REMOVED = (
        *("employer_removed", "撤销导入的单位", "Imported employer removed"),
        *("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
    )
    OFFICER_APPOINTED = (
        "officer_appointed",
        "任职",
        "Officer appointed",
        "{who}登记了{what}任职",
        "{who} appointed {what}",
    )
    OFFICER_REAPPOINTED = (
        "officer_reappointed",
        "连任",
        "Officer reappointed",
        "{who}登记了{what}连任",
        "{who} reappointed {what}",
    )
    OFFICER_EDITED = (
        *("officer_edited", "修改任职", "Officer edited"),
        *("{who}修改了{what}的任职信息", "{who} changed the record of {what}"),
    )
    OFFICER_REMOVED = (
        *("officer_removed", "撤销导入的干部", "Imported officer removed"),
        *("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
    )
    OFFICER_ENDED = "officer_ended", "免职", "Officer ended", "{who}登记了{what}离任", "{who} ended the post of {what}"
    COMMITTEE_ELECTED = (
        *("committee_elected", "换届选举", "Committee elected"),
        *("{who}登记了{what}当选", "{who} recorded the election of {what}"),
    )
    COMMITTEE_EDITED = (
        *("committee_edited", "修改委员会", "Committee edited"),
        *("{who}修改了{what}的信息", "{who} changed the record of {what}"),
    )
    COMMITTEE_ENDED = (
        *("committee_ended", "委员会届满", "Committee ended"),
        *("{who}登记了{what}届满", "{who} ended the term of {what}"),
    )
    LINE_ADDED = "line_added", "新建系统", "Line added", "{who}新建了{what}", "{who} added {what}"
    LINE_EDITED = "line_edited", "修改系统", "Line edited", "{who}修改了{what}", "{who} changed {what}"
    LINE_MOVED = "line_moved", "移动系统", "Line moved", "{who}移动了{what}", "{who} moved {what}"
    LINE_REMOVED = "line_removed", "撤销系统", "Line removed", "{who}撤销了{what}", "{who} removed {what}"

    IMPORT_RECEIVED = "import_received", "收到表格", "Workbook received", "{who}上传了{what}", "{who} handed in {what}"
    IMPORT_CHECKED = "import_checked", "核对表格", "Workbook checked", "系统核对了{what}", "The system checked {what}"
    IMPORT_COLUMNS_NAMED = (
        *("import_columns_named", "对应列", "Columns named"),
        *("{who}指明了{what}的各列", "{who} named the columns of {what}"),
    )
    IMPORT_ROW_MENDED = (
        *("import_row_mended", "更正行", "Row mended"),
        *("{who}更正了{what}的一行", "{who} mended a row of {what}"),
    )
    IMPORT_CORRECTED = (
        *("import_corrected", "批量更正", "Rows corrected"),
        *("{who}批量更正了{what}", "{who} corrected many rows of {what}"),
    )
    IMPORT_COMMIT_ASKED = (
        *("import_commit_asked", "确认导入", "Import asked for"),
        *("{who}确认导入{what}", "{who} asked for the import of {what}"),
    )
    IMPORT_ROWS_COMMITTED = (
        *("import_rows_committed", "导入行", "Rows imported"),
        *("系统导入了{what}的一批", "The system imported a batch of {what}"),
    )
    IMPORT_COMMITTED = (
        *("import_committed", "导入完成", "Import finished"),
        *("系统导入完了{what}", "The system finished the import of {what}"),
    )
    IMPORT_ANNOTATED_DOWNLOADED = (
        *("import_annotated_downloaded", "下载标注表", "Marked workbook downloaded"),
        *("{who}下载了标有错误的{what}", "{who} downloaded {what} with its errors marked"),
    )
    IMPORT_UNDO_ASKED = (
        *("import_undo_asked", "要求撤销导入", "Undoing asked for"),
        *("{who}要求撤销{what}", "{who} asked for {what} to be undone"),
    )
    IMPORT_ROWS_UNDONE = (
        *("import_rows_undone", "撤销行", "Rows undone"),
        *("系统撤销了{what}的一批", "The system undid a batch of {what}"),
    )
    IMPORT_UNDONE = (
        *("import_undone", "撤销完成", "Import undone"),
        *("系统撤销完了{what}", "The system finished undoing {what}"),
    )
    MEMBER_BATCH_ASKED = (
        *("member_batch_asked", "发起批量办理", "Batch asked for"),
        *("{who}发起了{what}", "{who} asked for {what} to be checked"),
    )
    MEMBER_BATCH_CHECKED = (
        *("member_batch_checked", "核对批量办理", "Batch checked"),
        *("系统核对了{who}的{what}", "The system checked {what} of {who}"),
    )
    MEMBER_BATCH_CARRY_OUT_ASKED = (
        *("member_batch_carry_out_asked", "确认批量办理", "Batch confirmed"),
        *("{who}确认办理{what}", "{who} had {what} carried out"),
    )
    MEMBER_BATCH_CARRIED_OUT = (
        *("member_batch_carried_out", "完成批量办理", "Batch carried out"),
        *("系统办完了{who}的{what}", "The system carried out {what} of {who}"),
    )
    EXPORT_ASKED = "export_asked", "申请导出", "Export asked for", "{who}要求{what}", "{who} asked for {what}"
    EXPORT_MADE = (
        "export_made",
        "生成导出文件",
        "Export made",
        "系统生成了{who}的{what}",
        "The system made {what} of {who}",
    )
    EXPORT_DOWNLOADED = (
        *("export_downloaded", "下载导出文件", "Export downloaded"),
        *("{who}下载了{what}", "{who} downloaded {what}"),
    )
    EXPORT_PASSWORD_SHOWN = (
        *("export_password_shown", "查看导出密码", "Export password shown"),
        *("{who}查看了{what}的密码", "{who} looked at the password of {what}"),
    )
    EXPORT_APPROVAL_ASKED = (
        *("export_approval_asked", "申请导出完整号码", "Whole numbers asked for"),
        *("{who}提出了{what}", "{who} made {what}"),
    )
    EXPORT_APPROVED = "export_approved", "批准导出", "Export approved", "{who}批准了{what}", "{who} approved {what}"
    EXPORT_REFUSED = "export_refused", "不批准导出", "Export refused", "{who}没有批准{what}", "{who} refused {what}"
    EXPORT_REQUEST_WITHDRAWN = (
        *("export_request_withdrawn", "撤回导出申请", "Export request withdrawn"),
        *("{who}撤回了{what}", "{who} withdrew {what}"),
    )
    EXPORT_APPROVAL_USED = (
        *("export_approval_used", "使用导出批准", "Export approval used"),
        *("{who}按{what}生成了文件", "{who} had the file of {what} made"),
    )
    CLIENT_MADE = "client_made", "建立对接应用", "Client made", "{who}建立了{what}", "{who} made {what}"
    CLIENT_EDITED = "client_edited", "修改对接应用", "Client changed", "{who}修改了{what}", "{who} changed {what}"
    CLIENT_SECRET_ADDED = (
        *("client_secret_added", "发放密钥", "Secret added"),
        *("{who}给{what}发放了新密钥", "{who} gave {what} a new secret"),
    )
    CLIENT_SECRET_DROPPED = (
        *("client_secret_dropped", "停用密钥", "Secret dropped"),
        *("{who}停用了{what}的一个密钥", "{who} dropped a secret of {what}"),
    )
    CLIENT_REVOKED = "client_revoked", "停用对接应用", "Client revoked", "{who}停用了{what}", "{who} revoked {what}"
    WEBHOOK_MADE = "webhook_made", "登记回调地址", "Webhook made", "{who}登记了{what}", "{who} made {what}"
    WEBHOOK_PAUSED = "webhook_paused", "暂停回调", "Webhook paused", "{who}暂停了{what}", "{who} paused {what}"
    WEBHOOK_RESUMED = "webhook_resumed", "启用回调", "Webhook resumed", "{who}启用了{what}", "{who} resumed {what}"
    WEBHOOK_SECRET_CHANGED = (
        *("webhook_secret_changed", "更换签名密钥", "Signing secret changed"),
        *("{who}更换了{what}的签名密钥", "{who} changed the signing secret of {what}"),
    )
    WEBHOOK_DELETED = "webhook_deleted", "删除回调地址", "Webhook deleted", "{who}删除了{what}", "{who} deleted {what}"
    WEBHOOK_REPLAYED = (
        *("webhook_replayed", "重发消息", "Message sent again"),
        *("{who}要求重发{what}", "{who} had {what} sent again"),
    )
    MONTH_CLOSED = "month_closed", "月度结转", "Month closed", "系统结转了一个月的统计", "The system closed a month"
    SAVED_VIEW_KEPT = "saved_view_kept", "保存视图", "View kept", "{who}保存了{what}", "{who} kept {what}"
    SAVED_VIEW_CHANGED = "saved_view_changed", "修改视图", "View changed", "{who}修改了{what}", "{who} changed {what}"
    SAVED_VIEW_GIVEN = (
        *("saved_view_given", "移交视图", "View given"),
        *("{who}把{what}交给了同事", "{who} gave {what} to a colleague"),
    )
    SAVED_VIEW_DELETED = "saved_view_deleted", "删除视图", "View deleted", "{who}删除了{what}", "{who} deleted {what}"

    AID_APPLICATION_BEGUN = (
        *("aid_application_begun", "开始申请救助", "Application for aid begun"),
        *("{who}开始填写{what}", "{who} began {what}"),
    )
    AID_APPLICATION_DELETED = (
        *("aid_application_deleted", "删除救助申请草稿", "Draft of an application deleted"),
        *("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
    )
    AID_APPLICATION_SUBMITTED = (
        *("aid_application_submitted", "提交救助申请", "Application for aid handed in"),
        *("{who}提交了{what}", "{who} handed in {what}"),
    )
    AID_APPLICATION_ANSWERED = (
        *("aid_application_answered", "补充救助申请", "Application for aid answered"),
        *("{who}补充并重新提交了{what}", "{who} answered what was asked and handed {what} in again"),
    )
    AID_APPLICATION_WITHDRAWN = (
        *("aid_application_withdrawn", "撤回救助申请", "Application for aid withdrawn"),
        *("{who}撤回了{what}", "{who} withdrew {what}"),
    )
    AID_APPLICATION_ASKED = (
        *("aid_application_asked", "请申请人补充", "Worker asked"),
        *("{who}请申请人补充{what}", "{who} asked the worker about {what}"),
    )
    AID_APPLICATION_REFUSED = (
        *("aid_application_refused", "不予受理救助申请", "Application for aid not taken"),
        *("{who}没有受理{what}", "{who} did not take {what}"),
    )
    AID_APPLICATION_TAKEN = (
        *("aid_application_taken", "受理救助申请", "Application for aid taken"),
        *("{who}受理了{what}", "{who} took {what} into a file"),
    )
    AID_APPLICATION_GIVEN_BACK = (
        *("aid_application_given_back", "救助申请恢复待受理", "Application for aid waits again"),
        *("{who}删除了档案草稿，{what}恢复待受理", "{who} deleted the draft of the file, so {what} waits again"),
    )
    AID_APPLICATION_PAPER_OPENED = (
        *("aid_application_paper_opened", "查看申请的医疗材料", "Medical paper of an application opened"),
        *("{who}查看了{what}的医疗材料", "{who} opened a medical paper of {what}"),
    )
    HOUSEHOLD_ENTERED = (
        *("household_entered", "录入困难档案", "Household file entered"),
        *("{who}录入了{what}", "{who} entered {what}"),
    )
    HOUSEHOLD_EDITED = (
        *("household_edited", "修改困难档案", "Household file edited"),
        *("{who}修改了{what}", "{who} changed {what}"),
    )
    HOUSEHOLD_DELETED = (
        *("household_deleted", "删除困难档案草稿", "Draft of a household file deleted"),
        *("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
    )
    HOUSEHOLD_OPENED = (
        *("household_opened", "困难职工建档", "Put on file"),
        *("{who}审核通过{what}，予以建档", "{who} put {what} on record"),
    )
    HOUSEHOLD_REVIEWED = (
        *("household_reviewed", "年度复核", "Yearly review"),
        *("{who}复核了{what}", "{who} reviewed {what}"),
    )
    HOUSEHOLD_EXITED = (
        *("household_exited", "困难档案退出", "Household file closed"),
        *("{who}办理了{what}的退出", "{who} closed {what}"),
    )
    HOUSEHOLD_RETURNED = (
        *("household_returned", "返困恢复", "Household returned"),
        *("{who}恢复了{what}", "{who} let {what} return"),
    )
    HOUSEHOLD_FOLLOWED = (
        *("household_followed", "困难档案随会员转入", "Household file followed its worker"),
        *("{what}随会员接转到本会", "{what} came with its worker"),
    )
    HOUSEHOLD_KEPT = (
        *("household_kept", "困难档案暂留原工会", "Household file stays for a case"),
        *(
            "{what}的困难档案有救助正在办理，暂留原工会",
            "a case is under way; the household file of {what} stays for now",
        ),
    )
    HOUSEHOLD_ERASED = (
        *("household_erased", "困难档案到期销毁", "Household file erased"),
        *("{who}销毁了保存期满的{what}", "{who} erased {what}, kept for its ten years"),
    )
    HOUSEHOLD_PAPER_ADDED = (
        *("household_paper_added", "添加档案材料", "Paper added"),
        *("{who}给{what}添加了材料", "{who} added a paper to {what}"),
    )
    HOUSEHOLD_PAPER_REMOVED = (
        *("household_paper_removed", "移除档案材料", "Paper removed"),
        *("{who}从{what}移除了材料", "{who} removed a paper from {what}"),
    )
    HOUSEHOLD_PAPER_OPENED = (
        *("household_paper_opened", "查看医疗材料", "Medical paper opened"),
        *("{who}查看了{what}的医疗材料", "{who} opened a medical paper of {what}"),
    )
    HOUSEHOLD_FIELD_REVEALED = (
        *("household_field_revealed", "查看困难档案隐藏信息", "Hidden field of a file shown"),
        *("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
    )
    HOUSEHOLD_DECISION_PROPOSED = (
        *("household_decision_proposed", "提出另行认定", "Decision proposed"),
        *("{who}对{what}提出另行认定", "{who} proposed to decide otherwise on {what}"),
    )
    HOUSEHOLD_DECISION_CONFIRMED = (
        *("household_decision_confirmed", "确认另行认定", "Decision confirmed"),
        *("{who}确认了{what}的另行认定", "{who} confirmed the decision on {what}"),
    )
    HOUSEHOLD_DECISION_REFUSED = (
        *("household_decision_refused", "不予另行认定", "Decision refused"),
        *("{who}没有确认{what}的另行认定", "{who} did not confirm the decision on {what}"),
    )
    AID_POLICY_SET = "aid_policy_set", "制定救助政策", "Rules of aid set", "{who}制定了{what}", "{who} set {what}"
    AID_POLICY_EDITED = (
        *("aid_policy_edited", "修改救助政策", "Rules of aid changed"),
        *("{who}修改了{what}", "{who} changed {what}"),
    )
    AID_POLICY_REMOVED = (
        *("aid_policy_removed", "撤回救助政策", "Rules of aid withdrawn"),
        *("{who}撤回了{what}", "{who} withdrew {what}"),
    )
    AID_POLICY_TRIED = (
        *("aid_policy_tried", "试算救助政策", "Rules of aid tried"),
        *("{who}用新的救助政策试算了{what}", "{who} tried rules of aid on the files of {what}"),
    )
    AID_PROGRAM_MADE = (
        *("aid_program_made", "新建帮扶项目", "Programme made"),
        *("{who}新建了{what}", "{who} made {what}"),
    )
    AID_PROGRAM_EDITED = (
        *("aid_program_edited", "修改帮扶项目", "Programme changed"),
        *("{who}修改了{what}", "{who} changed {what}"),
    )
    AID_PROGRAM_OPENED = (
        *("aid_program_opened", "公布帮扶项目", "Programme opened"),
        *("{who}公布并受理{what}", "{who} opened {what}"),
    )
    AID_PROGRAM_CLOSED = (
        *("aid_program_closed", "结束受理帮扶项目", "Programme closed"),
        *("{who}结束受理{what}", "{who} closed {what}"),
    )
    AID_PROGRAM_REOPENED = (
        *("aid_program_reopened", "恢复受理帮扶项目", "Programme opened again"),
        *("{who}恢复受理{what}", "{who} opened {what} again"),
    )
    AID_PROGRAM_REMOVED = (
        *("aid_program_removed", "删除帮扶项目草稿", "Draft of a programme deleted"),
        *("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
    )
    AID_BALANCE_SETTLED = (
        *("aid_balance_settled", "确定帮扶名单", "Final list settled"),
        *("{who}汇总平衡，确定了{what}的名单", "{who} settled the final list of {what}"),
    )
    AID_CASE_BEGUN = (
        *("aid_case_begun", "新建帮扶申请", "Case begun"),
        *("{who}新建了{what}", "{who} began {what}"),
    )
    AID_CASE_EDITED = (
        *("aid_case_edited", "修改帮扶申请", "Case changed"),
        *("{who}修改了{what}", "{who} changed {what}"),
    )
    AID_CASE_SUBMITTED = (
        *("aid_case_submitted", "提交帮扶申请", "Case submitted"),
        *("{who}提交了{what}", "{who} submitted {what}"),
    )
    AID_CASE_PASSED = (
        *("aid_case_passed", "同意帮扶申请", "Case passed on"),
        *("{who}同意并上报{what}", "{who} agreed to {what} and passed it on"),
    )
    AID_CASE_APPROVED = (
        *("aid_case_approved", "批准帮扶申请", "Case approved"),
        *("{who}批准了{what}", "{who} approved {what}"),
    )
    AID_CASE_SENT_BACK = (
        *("aid_case_sent_back", "退回帮扶申请", "Case sent back"),
        *("{who}退回了{what}", "{who} sent {what} back"),
    )
    AID_CASE_REJECTED = (
        *("aid_case_rejected", "不予批准帮扶申请", "Case rejected"),
        *("{who}没有批准{what}", "{who} rejected {what}"),
    )
    AID_CASE_WITHDRAWN = (
        *("aid_case_withdrawn", "撤回帮扶申请", "Case withdrawn"),
        *("{who}撤回了{what}", "{who} withdrew {what}"),
    )
    AID_CASE_REVOKED = (
        *("aid_case_revoked", "撤销帮扶批准", "Approval revoked"),
        *("{who}撤销了对{what}的批准", "{who} revoked the approval of {what}"),
    )
    AID_CASE_ARCHIVED = (
        *("aid_case_archived", "帮扶申请归档", "Case archived"),
        *("{who}把{what}归了档", "{who} archived {what}"),
    )
    FUND_MADE = "fund_made", "设立资金", "Fund opened", "{who}设立了{what}", "{who} opened {what}"
    FUND_MONTH_LOCKED = (
        *("fund_month_locked", "月度结账", "Month locked"),
        *("{who}对{what}做了月度结账", "{who} locked months of {what}"),
    )
    FUND_CLOSED = "fund_closed", "封存资金", "Fund closed", "{who}封存了{what}", "{who} closed {what}"
    FUND_REOPENED = (
        *("fund_reopened", "重新启用资金", "Fund opened again"),
        *("{who}重新启用了{what}", "{who} opened {what} again"),
    )
    VOUCHER_PROPOSED = "voucher_proposed", "填制凭证", "Voucher made", "{who}填制了{what}", "{who} made {what}"
    VOUCHER_BOOKED = (
        *("voucher_booked", "复核记账", "Voucher booked"),
        *("{who}复核并记账了{what}", "{who} checked and booked {what}"),
    )
    VOUCHER_REFUSED = "voucher_refused", "退回凭证", "Voucher refused", "{who}退回了{what}", "{who} refused {what}"
    VOUCHER_WITHDRAWN = (
        *("voucher_withdrawn", "撤回凭证", "Voucher withdrawn"),
        *("{who}撤回了{what}", "{who} withdrew {what}"),
    )
    PAYMENT_BATCH_MADE = (
        *("payment_batch_made", "制作发放批次", "Payment batch made"),
        *("{who}制作了{what}", "{who} made {what}"),
    )
    PAYMENT_BATCH_SENT = (
        *("payment_batch_sent", "批次送银行", "Batch sent to the bank"),
        *("{who}把{what}送交银行", "{who} sent {what} to the bank"),
    )
    PAYMENT_BATCH_WITHDRAWN = (
        *("payment_batch_withdrawn", "撤销发放批次", "Payment batch withdrawn"),
        *("{who}撤销了{what}", "{who} withdrew {what}"),
    )
    PAYMENT_BATCH_CONFIRMED = (
        *("payment_batch_confirmed", "确认回盘记账", "Answer to be booked"),
        *("{who}确认按回盘给{what}记账", "{who} had the answer to {what} booked"),
    )
    PAYMENT_BATCH_DONE = (
        *("payment_batch_done", "批次记账完成", "Batch booked"),
        *("{who}完成了{what}的记账", "{who} finished booking {what}"),
    )
    PAYMENT_SHEET_MADE = (
        *("payment_sheet_made", "下载银行明细", "Bank sheet taken out"),
        *("{who}下载了{what}的银行明细（含完整卡号）", "{who} took out the bank sheet of {what}, with whole cards"),
    )
    PAYMENT_ANSWER_TAKEN = (
        *("payment_answer_taken", "导入银行回盘", "Bank answer taken"),
        *("{who}导入了{what}的银行回盘", "{who} took in the bank's answer to {what}"),
    )
    PAYMENT_MADE = "payment_made", "发放帮扶款物", "Aid paid", "{who}发放了{what}", "{who} paid {what}"
    PAYMENT_REJECTED = (
        *("payment_rejected", "银行退回", "Rejected by the bank"),
        *("{who}登记银行退回了{what}", "{who} entered that the bank rejected {what}"),
    )
    PAYMENT_RETURNED = (
        *("payment_returned", "发放退回", "Payment came back"),
        *("{who}登记{what}已退回", "{who} entered that {what} came back"),
    )

    VISIT_PLAN_MADE = "visit_plan_made", "制定走访安排", "Visits planned", "{who}制定了{what}", "{who} made {what}"
    VISIT_PLAN_EDITED = (
        *("visit_plan_edited", "修改走访安排", "Plan of visits changed"),
        *("{who}修改了{what}", "{who} changed {what}"),
    )
    VISIT_PLAN_ARRANGED = (
        *("visit_plan_arranged", "编排慰问安排表", "Table of visits written"),
        *("{who}编排了{what}的慰问对象", "{who} wrote the table of {what}"),
    )
    VISIT_PLAN_DELETED = (
        *("visit_plan_deleted", "删除走访安排草稿", "Draft of a plan of visits deleted"),
        *("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
    )
    VISIT_PLAN_SETTLED = (
        *("visit_plan_settled", "确定走访安排", "Plan of visits settled"),
        *("{who}确定了{what}", "{who} settled {what}"),
    )
    VISIT_PLAN_REVISED = (
        *("visit_plan_revised", "走访安排退回修改", "Plan of visits taken back"),
        *("{who}把{what}退回修改", "{who} took {what} back to draft"),
    )
    VISIT_PLAN_STARTED = (
        *("visit_plan_started", "开始走访", "Visits started"),
        *("{who}开始了{what}", "{who} started {what}"),
    )
    VISIT_PLAN_FINISHED = (
        *("visit_plan_finished", "完成走访", "Visits finished"),
        *("{who}完成了{what}", "{who} finished {what}"),
    )
    VISIT_PLAN_CANCELLED = (
        *("visit_plan_cancelled", "取消走访安排", "Plan of visits cancelled"),
        *("{who}取消了{what}", "{who} cancelled {what}"),
    )
    VISIT_TABLE_PRINTED = (
        *("visit_table_printed", "打印带住址的慰问安排表", "Table of visits with addresses made"),
        *("{who}生成了{what}的带住址安排表", "{who} made the table of {what} with addresses"),
    )
    VISIT_RECORDED = "visit_recorded", "登记走访", "Visit recorded", "{who}登记了{what}", "{who} recorded {what}"
    VISIT_MISSED = (
        *("visit_missed", "登记未能走访", "Visit not made"),
        *("{who}登记{what}未能走访", "{who} recorded that {what} was not made"),
    )
    VISIT_REOPENED = (
        *("visit_reopened", "撤回走访结果", "Outcome of a visit taken back"),
        *("{who}撤回了{what}的结果", "{who} took back the outcome of {what}"),
    )
    VISIT_FIELD_REVEALED = (
        *("visit_field_revealed", "查看慰问对象隐藏信息", "Hidden field of a visit shown"),
        *("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
    )
    VISIT_CONCERN_ANSWERED = (
        *("visit_concern_answered", "答复走访中反映的问题", "What was heard answered"),
        *("{who}答复了{what}", "{who} answered {what}"),
    )


class AuditObjectKind(Code):
    """What an event is about: the table of its row, and what people call it."""

    USER_ACCOUNT = "user_account", "账号", "Account"
    ROLE_GRANT = "role_grant", "授权", "Grant"
    GRANT_HANDOVER = "grant_handover", "移交", "Hand-over"
    MEMBER = "member", "会员", "Member"
    TRANSFER = "transfer", "转会", "Transfer"
    ORGANIZATION = "organization", "工会", "Union"
    EMPLOYER = "employer", "单位", "Employer"
    OFFICER = "officer", "干部", "Officer"
    COMMITTEE = "committee", "委员会", "Committee"
    HONOUR = "honour", "荣誉", "Honour"
    URGE = "urge", "催办", "Urge"
    TARGET = "target", "目标", "Target"
    REPORT = "report", "报表", "Report"
    TILE_MAP = "tile_map", "地图", "Map"
    WORK_CALENDAR = "work_calendar", "工作日历", "Work calendar"
    NOTICE = "notice", "公示", "Notice"
    OBJECTION = "objection", "异议", "Objection"
    PAIRING = "pairing", "包保", "Pairing"
    LINE = "line", "系统", "Line"
    IMPORT = "import", "导入的表格", "Imported workbook"
    MEMBER_BATCH = "member_batch", "批量办理", "Batch"
    SAVED_VIEW = "saved_view", "视图", "View"
    HOUSEHOLD = "household", "困难档案", "Household file"
    AID_APPLICATION = "aid_application", "救助申请", "Application for aid"
    AID_POLICY = "aid_policy", "救助政策", "Rules of aid"
    AID_PROGRAM = "aid_program", "帮扶项目", "Programme of aid"
    AID_CASE = "aid_case", "帮扶申请", "Case of aid"
    FUND = "fund", "资金", "Fund"
    VOUCHER = "voucher", "凭证", "Voucher"
    PAYMENT_BATCH = "payment_batch", "发放批次", "Payment batch"
    PAYMENT = "payment", "发放", "Payment"
    VISIT_PLAN = "visit_plan", "走访安排", "Plan of visits"
    VISIT = "visit", "走访", "Visit"
    VISIT_CONCERN = "visit_concern", "走访中反映的问题", "What was heard"
    EXPORT = "export", "导出", "Export"
    EXPORT_APPROVAL = "export_approval", "导出申请", "Export request"
    CLIENT = "client", "对接应用", "Client"
    WEBHOOK = "webhook", "回调地址", "Webhook"
    WEBHOOK_DELIVERY = "webhook_delivery", "回调消息", "Webhook message"


class ProofFailure(Code):
    """Why somebody was not let in. For the record only: the answer never tells."""

    UNKNOWN = "unknown", "没有这个登录名", "No such login"
    PASSWORD = "password", "密码不正确", "Wrong password"
    CODE = "code", "动态口令不正确", "Wrong one-time code"
    SECOND_FACTOR = "second_factor", "动态口令或恢复码不正确", "Wrong second factor"
    ACCOUNT_PENDING = "account_pending", "账号待批准", "Account waits for approval"
    ACCOUNT_DISABLED = "account_disabled", "账号已停用", "Account disabled"
    ACCOUNT_REFUSED = "account_refused", "账号未批准", "Account refused"
    FIRST_PASSWORD_EXPIRED = "first_password_expired", "初始密码已过期", "First password expired"


class LockReason(Code):
    """Which limit closed the door (`account/lockout.py`)."""

    ACCOUNT = "account", "同一账号失败过多", "Failures of one account"
    ADDRESS = "address", "同一地址失败过多", "Failures from one address"
    DEVICE = "device", "同一设备失败过多", "Failures of one device"
    EVERYWHERE = "everywhere", "全系统失败过多", "Failures everywhere"


class RevocationReason(Code):
    """Why a session was taken away (`account/sessions.py`)."""

    REUSED = "reused", "续期凭证被重复使用", "A refresh token was used twice"
    OTHER_DEVICE = "other_device", "续期凭证出现在别的设备上", "A refresh token came from another device"


class AskedFor(Code):
    """On what occasion somebody learned of a membership elsewhere."""

    REGISTER = "register", "登记会员", "Registering a member"
    EDIT = "edit", "更正证件号码", "Correcting a document number"
    PULL = "pull", "请求转入", "Asking for a transfer"
    IMPORT = "import", "导入花名册", "Import of a roster"
    HOUSEHOLD = "household", "建立困难档案", "Entering a household file"


class ViewSharing(Code):
    """Who sees a saved view."""

    PRIVATE = "private", "仅自己", "Only me"
    OFFICE = "office", "本单位", "My office"
    CITY = "city", "全市", "The whole city"


class TermEnd(Code):
    """Why a term ended where nobody wrote a reason."""

    RE_ELECTED = "re-elected", "换届", "Re-elected"
