import type { JobOut } from "@unionhome/client/model";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { resultOf } from "../src/features/job/data";
import { tellingOf } from "../src/features/job/telling";
import job from "../src/features/job/words/zh-CN.json";
import type { Dictionary } from "../src/ui/page/dictionary";

const words = (entries: Record<string, string>): Dictionary => ({
  entries: Object.entries(entries).map(([slug, zh]) => ({ slug, zh, en: zh, national: null })),
  choices: [],
  label: (code) => entries[String(code)] ?? String(code),
});

async function telling() {
  const made = i18next.createInstance();
  await made.init({ lng: "zh-CN", resources: { "zh-CN": { job } }, interpolation: { escapeValue: false } });
  return tellingOf({
    t: made.t,
    registers: words({ members: "会员" }),
    rows: words({ new: "新增", changed: "有变化", wrong: "有误", imported: "已新增" }),
    members: words({ can: "可办", cannot: "不可办", done: "已办" }),
    trials: words({ enter: "新进", leave: "退出", change: "变化" }),
  });
}

const ended = (kind: string, request: object, result: object | null, more: object = {}): JobOut =>
  ({ id: "1", kind, state: "succeeded", request, result, problem: null, ...more }) as unknown as JobOut;

describe("how a job ended (issue 3 section 1)", () => {
  it("is one sentence with what came of it", async () => {
    const { ended: told } = await telling();
    const counts = { new: 997, changed: 0, wrong: 3, imported: 0 };
    const roster = { import_id: "i", register: "members" };
    expect(told(ended("import_check", roster, { counts }))).toBe("会员导入检查完成：新增 997、有误 3");
    expect(told(ended("export_members", { export_id: "e" }, { rows: 12_000 }))).toBe("导出会员实名库完成：12,000 行");
    expect(told(ended("member_batch_check", { batch_id: "b" }, { counts: { can: 5, cannot: 1, done: 0 } }))).toBe(
      "核对批量办理完成：可办 5、不可办 1",
    );
    expect(told(ended("aid_policy_try", {}, { outcomes: { enter: 4, leave: 0, change: 2 } }))).toBe(
      "试算救助政策完成：新进 4、变化 2",
    );
    expect(told(ended("payment_batch_confirm", { batch_id: "p" }, { lines: 30 }))).toBe("按银行回盘记账完成：30 笔");
  });

  it("says why it failed, and of one that was stopped that it was", async () => {
    const { ended: told } = await telling();
    const roster = { import_id: "i", register: "members" };
    const failed = { state: "failed", problem: { code: "x", detail: "表格里没有可读的行。", facts: {} } };
    expect(told(ended("import_check", roster, null, failed))).toBe("会员导入检查没有完成：表格里没有可读的行。");
    const stopped = { state: "cancelled", problem: { code: "job_cancelled", detail: "任务已按要求取消。", facts: {} } };
    expect(told(ended("import_commit", roster, null, stopped))).toBe("会员导入已停止");
  });

  it("is looked at where what it did is", () => {
    expect(resultOf(ended("import_undo", { import_id: "i" }, null))).toBe("/imports/i");
    expect(resultOf(ended("member_batch_check", { batch_id: "b" }, null))).toBe("/member-batches/b");
    expect(resultOf(ended("payment_batch_confirm", { batch_id: "b" }, null))).toBe("/aid/payments/batches/b");
    expect(resultOf(ended("aid_policy_try", {}, null))).toBe("/aid-policies?trial=1");
    expect(resultOf(ended("export_members", { export_id: "e" }, {}))).toBeNull();
  });
});
