import { useState } from "react";
import { Button } from "../ui/button/Button";
import { useTabTitle } from "../ui/page/tab";
import { DescriptionList, Field } from "../ui/record/DescriptionList";
import { Masked } from "../ui/record/Masked";
import { PageHead } from "../ui/record/PageHead";
import { RecordTabs } from "../ui/record/RecordTabs";
import { Section } from "../ui/record/Section";
import { Timeline } from "../ui/record/Timeline";
import { Stamp } from "../ui/status/Stamp";
import { Status } from "../ui/status/Status";
import { type LifeLane, LifeLine } from "../ui/time/LifeLine";
import { pause } from "./data";
import styles from "./gallery.module.css";

const DAYS =
  "2010-05-01 2011-10-01 2013-05-10 2014-09-08 2017-10-02 2018-05-04 2019-05-01 2019-10-01 2021-05-06 2022-09-08 2023-05-03 2024-05-03 2024-11-02 2025-05-05 2025-09-08 2026-03-08 2026-05-04 2026-09-08";
const LANES: readonly LifeLane[] = [
  {
    key: "held",
    label: "会籍",
    spans: [
      { key: "a", from: "2009-04-18", to: "2016-03-01", label: "青溪粮油机械厂工会", kind: "held" },
      { key: "b", from: "2016-03-01", to: "2017-02-10", label: "保留", kind: "kept" },
      { key: "c", from: "2017-02-10", label: "青溪纺织有限公司工会", kind: "current" },
    ],
  },
  {
    key: "events",
    label: "活动",
    total: "18 次",
    events: DAYS.split(" ").map((on) => ({ key: on, on, label: "活动", kind: "event" as const })),
  },
  {
    key: "aid",
    label: "帮扶",
    spans: [
      { key: "a", from: "2016-06-01", to: "2017-01-15", label: "2016 生活救助 2,000 元", kind: "aid" },
      { key: "b", from: "2026-11-01", label: "2026 医疗救助，审核中", kind: "aid" },
    ],
  },
  {
    key: "honours",
    label: "荣誉",
    events: [
      { key: "a", on: "2013-04-20", label: "先进生产者", named: true, kind: "honour" },
      { key: "b", on: "2019-04-20", label: "县五一劳动奖章", named: true, kind: "honour" },
      { key: "c", on: "2024-05-10", label: "技术能手", named: true, kind: "honour" },
    ],
  },
];
const REASONS = ["帮扶核实", "会籍转接", "信息核对", "其他业务"].map((label) => ({ value: label, label }));
const reveal = (value: string) => async () => {
  await pause(200);
  return value;
};

export function MemberPage() {
  useTabTitle("会员 王*军", "会员");
  const [tab, setTab] = useState("about");
  const [why, setWhy] = useState<string | null>(null);
  return (
    <div className={styles.column}>
      <PageHead
        title="王*军"
        note="男，52 岁"
        marks={
          <>
            <Status mark="settled">在册</Status>
            <Stamp>实名</Stamp>
          </>
        }
        facts={[
          ["会员证号", "4399 2101 0000 4417"],
          ["档号", "QX-H-2009-00418"],
          [
            "所在工会",
            <a key="u" href="/__gallery/unions">
              青溪纺织有限公司工会
            </a>,
          ],
        ]}
      >
        <span className="small ink-3">第 1 / 3,412 人</span>
        <Button icon="left" aria-label="上一人" />
        <Button icon="right" aria-label="下一人" />
        <Button icon="move">转会</Button>
        <Button icon="print">登记表</Button>
        <Button kind="main" icon="edit">
          修改
        </Button>
      </PageHead>
      <div className={styles.life}>
        <LifeLine label="生平线" from="2009-04-18" today="2026-11-20" lanes={LANES} />
      </div>
      <RecordTabs
        label="档案"
        current={tab}
        onPick={setTab}
        tabs={[
          { key: "about", label: "概况" },
          { key: "held", label: "会籍", count: "3" },
          { key: "events", label: "活动", count: "18" },
          { key: "trail", label: "轨迹", count: "27" },
        ]}
      />
      <div className={styles.aside}>
        <div className={styles.pairs}>
          <Section kind="ruled" title="身份">
            <DescriptionList>
              <Field label="姓名">王*军</Field>
              <Field label="身份证号">
                <Masked
                  label="身份证号"
                  masked="439921********1217"
                  reasons={REASONS}
                  reveal={reveal("439921197403151217")}
                />
              </Field>
              <Field label="出生" note="52 岁，截至 2026-11-20">
                1974-03
              </Field>
              <Field label="民族">汉族</Field>
              <Field label="文化程度">高中</Field>
            </DescriptionList>
          </Section>
          <Section kind="ruled" title="联系">
            <DescriptionList>
              <Field label="手机">
                <Masked
                  label="手机"
                  masked="138****5678"
                  reasons={REASONS}
                  reveal={reveal("138 2461 5678")}
                  onChange={({ reason }) => setWhy(reason)}
                />
              </Field>
              <Field label="居住地">青溪县城关镇</Field>
              <Field label="消息通知">短信、站内信</Field>
              <Field label="最近核对" note="本人，小程序">
                2026-11-12
              </Field>
              <Field label="备注" />
            </DescriptionList>
          </Section>
          <Section kind="ruled" title="工作与会籍">
            <DescriptionList>
              <Field label="所在工会">
                <a href="/__gallery/unions">青溪纺织有限公司工会</a>
              </Field>
              <Field label="职工类型">在职职工</Field>
              <Field label="用工起止">2017-02-10 ~ 至今</Field>
            </DescriptionList>
          </Section>
          <Section kind="ruled" title="办理">
            <Timeline
              items={[
                { key: "1", state: "done", title: "提交申请", by: "李梅 城关镇总工会", at: "11-12 09:05" },
                {
                  key: "2",
                  state: "now",
                  title: "县级审核",
                  by: "何静",
                  at: "应于 11-22",
                  children: "已等待 8 天，超过办理时限 2 天。",
                },
                { key: "3", state: "next", title: "公示", at: "5 个工作日" },
              ]}
            />
          </Section>
        </div>
        <aside className={styles.side}>
          <Section kind="ruled" title="正在查看的敏感项">
            <p className="note ink-2">
              {why ? `手机，事由：${why}。已记入轨迹，今天第 4 次，满 50 次会提醒主管。` : "没有。"}
            </p>
          </Section>
          <Section kind="ruled" title="待补与提醒">
            <p className="small">
              <Status mark="due">互助保障 12-31 到期</Status>
            </p>
            <p className="small">
              <Status mark="running">帮扶申请待县级审核</Status>
            </p>
          </Section>
        </aside>
      </div>
    </div>
  );
}
