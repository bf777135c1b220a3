import { useState } from "react";
import { Button } from "../ui/button/Button";
import { Pyramid } from "../ui/figure/Pyramid";
import { Stat, StatRow } from "../ui/figure/Stat";
import { TrendLine } from "../ui/figure/TrendLine";
import { SearchBox } from "../ui/filter/SearchBox";
import { useTabTitle } from "../ui/page/tab";
import { PageHead } from "../ui/record/PageHead";
import { RecordTabs } from "../ui/record/RecordTabs";
import { Section } from "../ui/record/Section";
import { Stamp } from "../ui/status/Stamp";
import { Status } from "../ui/status/Status";
import { TermBar } from "../ui/time/TermBar";
import { TreeView } from "../ui/tree/TreeView";
import { loadTree } from "./data";
import styles from "./gallery.module.css";

const BANDS = [
  { label: "≥55", male: 14, female: 11 },
  { label: "50–54", male: 22, female: 41 },
  { label: "45–49", male: 28, female: 63 },
  { label: "40–44", male: 33, female: 88 },
  { label: "35–39", male: 41, female: 112 },
  { label: "30–34", male: 47, female: 141 },
  { label: "25–29", male: 38, female: 118 },
  { label: "<25", male: 9, female: 40 },
];
const PATH = ["qx", "cg", "yy"];
const YEARS = [771, 779, 783, 794, 801, 811, 821, 828, 846].map((value, index) => ({
  label: String(2018 + index),
  value,
}));

export function UnionPage() {
  useTabTitle("青溪县人民医院工会", "组织");
  const [node, setNode] = useState("yy");
  const [tab, setTab] = useState("about");
  return (
    <div className={styles.split}>
      <aside className={styles.tree}>
        <div className={styles.search}>
          <SearchBox wide value="" placeholder="单位名称、首字母、信用代码" onChange={() => undefined} />
        </div>
        <TreeView
          id="unions"
          label="组织"
          load={loadTree}
          selected={node}
          onSelect={(one) => setNode(one.id)}
          reveal={PATH}
        />
      </aside>
      <div className={styles.column}>
        <PageHead
          title="青溪县人民医院工会"
          marks={
            <>
              <Status mark="due">换届将到期</Status>
              <Stamp>模范职工之家</Stamp>
            </>
          }
          facts={[
            ["信用代码", "81 4399 2134 2101 7X5K"],
            [
              "隶属",
              <a key="p" href="/__gallery/unions">
                城关镇总工会
              </a>,
            ],
            ["法人登记", "2008-06-12"],
          ]}
        >
          <Button icon="more" aria-label="更多" />
          <Button kind="main" icon="edit">
            修改
          </Button>
        </PageHead>
        <RecordTabs
          label="组织"
          current={tab}
          onPick={setTab}
          tabs={[
            { key: "about", label: "概况" },
            { key: "below", label: "下级", count: "3" },
            { key: "committee", label: "委员与换届" },
            { key: "members", label: "会员", count: "846" },
            { key: "history", label: "变更史" },
          ]}
        />
        <StatRow size={24}>
          <Stat
            label="会员 / 职工"
            value="846"
            unit="/ 862 人"
            note="入会率 98.1%　女 614"
            to={"/__gallery/members" as never}
          />
          <Stat label="实名信息完整" value="96.2" unit="%" note="缺项 32 人" to={"/__gallery/members" as never} />
          <Stat label="本年活动参与" value="1,507" unit="人次" note="12 项，人均 1.8 次" />
          <Stat label="经费上解" value="100" unit="%" note="第三季度 10-14 到账" />
        </StatRow>
        <div className={styles.band}>
          <Section title="第六届委员会" note="县总批复〔2021〕86 号" more={<Button>催办</Button>} />
          <TermBar
            from="2021-12-01"
            to="2026-11-30"
            today="2026-11-20"
            fromLabel="2021-12-01 选举"
            toLabel={
              <>
                应于 <b className="warn">2026-11-30</b> 前换届
              </>
            }
          />
        </div>
        <div className={styles.halves}>
          <Section title="会员年龄与性别" note="人">
            <Pyramid bands={BANDS} label="会员年龄与性别" />
          </Section>
          <Section title="会员数" note="近 8 年 +75 人">
            <TrendLine points={YEARS} label="会员数" />
          </Section>
        </div>
      </div>
    </div>
  );
}
