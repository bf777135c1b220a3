import { useState } from "react";
import { Button } from "../ui/button/Button";
import { Meter } from "../ui/figure/Meter";
import { Stat, StatRow } from "../ui/figure/Stat";
import { PageHead } from "../ui/record/PageHead";
import { Section } from "../ui/record/Section";
import { Status } from "../ui/status/Status";
import { useRowKeys } from "../ui/table/useRowKeys";
import styles from "./gallery.module.css";

const TASKS = [
  {
    key: "1",
    group: "已逾期",
    kind: "帮扶审核",
    who: "王*军",
    what: "因病致困，申请 8,000 元",
    from: "城关镇总工会　李梅",
    due: "逾期 2 天",
    tone: "bad",
    verb: "审核",
  },
  {
    key: "2",
    group: "已逾期",
    kind: "会籍转接",
    who: "欧*娜 等 3 人",
    what: "青溪纺织 转入 汇丰电子",
    from: "汇丰电子工会",
    due: "逾期 1 天",
    tone: "bad",
    verb: "接收",
  },
  {
    key: "3",
    group: "今天到期",
    kind: "指标报送",
    who: "11 月建会进度",
    what: "12 个乡镇中 9 个已报",
    from: "市总组宣部",
    due: "17:30",
    tone: "warn",
    verb: "汇总",
  },
  {
    key: "4",
    group: "今天到期",
    kind: "导入校对",
    who: "白石乡会员花名册.xlsx",
    what: "还有 37 行需要修改",
    from: "白石乡工会　赵强",
    due: "今天",
    tone: "warn",
    verb: "改错",
  },
  {
    key: "5",
    group: "本周",
    kind: "换届提醒",
    who: "青溪县人民医院工会",
    what: "本届 11-30 期满，尚未报请示",
    from: "组宣部",
    due: "11-22",
    tone: "",
    verb: "催办",
  },
  {
    key: "6",
    group: "本周",
    kind: "建会申请",
    who: "凯通时尚广场联合工会",
    what: "覆盖 14 户，职工 63 人",
    from: "城关镇总工会",
    due: "11-22",
    tone: "",
    verb: "批复",
  },
];
const GROUPS = [
  { name: "已逾期", mark: "returned" },
  { name: "今天到期", mark: "due" },
  { name: "本周", mark: "running" },
] as const;
const KEYS = TASKS.map((task) => task.key);

export function WorkbenchPage() {
  const [current, setCurrent] = useState<string | null>("1");
  useRowKeys({ keys: KEYS, current, onCurrent: setCurrent, onOpen: () => undefined });
  return (
    <div className={styles.column}>
      <PageHead title="11 月 20 日 星期五" note="2 件逾期，4 件今天到期">
        <span className="small ink-2">我的视图</span>
        <a className="small" href="/">
          待入户核实 <b>12</b>
        </a>
        <a className="small" href="/">
          无证会员 <b>209</b>
        </a>
      </PageHead>
      <div style={{ borderTop: "1px solid var(--hair)" }}>
        <StatRow>
          <Stat
            label="会员"
            value="48,213"
            unit="人"
            note={
              <>
                比上月 <b className="good">+326</b>　入会率 93.6%
              </>
            }
            trend={[4, 5, 6, 8, 9, 10, 11, 12, 13]}
            to={"/__gallery/members" as never}
          />
          <Stat
            label="实名信息完整"
            value="91.4"
            unit="%"
            note="还差 4,146 人　目标 95%"
            trend={[3, 4, 5, 7, 7, 9, 10, 12, 13]}
            to={"/__gallery/members" as never}
          />
          <Stat
            label="在办帮扶申请"
            value="64"
            unit="件"
            note={
              <>
                其中超期 <b className="bad">3</b>　平均 6.2 天
              </>
            }
            trend={[3, 5, 8, 6, 4, 5, 8, 9, 12, 11]}
          />
          <Stat
            label="本年帮扶支出"
            value="128.4"
            unit="万元"
            exact="¥1,284,000.00"
            note="预算 160 万元，已用 80.3%"
            trend={[1, 2, 3, 5, 7, 9, 11, 13]}
          />
        </StatRow>
      </div>
      <div className={styles.aside}>
        <div className={styles.tasks}>
          {GROUPS.map((group) => (
            <section key={group.name}>
              <h2 className={styles.group}>
                <Status mark={group.mark}>{group.name}</Status>
              </h2>
              {TASKS.filter((task) => task.group === group.name).map((task) => (
                <div key={task.key} className={styles.task} data-current={task.key === current || undefined}>
                  <span className="ink-2">{task.kind}</span>
                  <span className="cut">
                    <b>{task.who}</b>　<span className="ink-2">{task.what}</span>
                  </span>
                  <span className="note ink-3">{task.from}</span>
                  <span className={task.tone}>{task.due}</span>
                  <Button kind={task.key === current ? "main" : "text"}>{task.verb}</Button>
                </div>
              ))}
            </section>
          ))}
        </div>
        <aside className={styles.side}>
          <Section title="进行中的活动" note="竖线为时间进度">
            {[
              ["建会行动：新建基层工会", 0.86, 0.89, "43 / 50 家"],
              ["温暖进万家走访", 0.197, 0.38, "118 / 600 户"],
              ["技术工人培训", 1.042, 0.91, "1,042 / 1,000 人"],
            ].map(([name, part, tick, text]) => (
              <div key={name as string} className={styles.quota}>
                <span>{name}</span>
                <span>{text}</span>
                <Meter part={part as number} tick={tick as number} lowBelow={0.3} label={name as string} />
              </div>
            ))}
          </Section>
        </aside>
      </div>
    </div>
  );
}
