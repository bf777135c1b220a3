import { MARKS, type MarkName } from "@unionhome/words";
import { useState } from "react";
import { Button } from "../ui/button/Button";
import { ConfirmAct } from "../ui/dialog/ConfirmAct";
import { Icon, type IconName } from "../ui/icon/Icon";
import { PATHS } from "../ui/icon/paths";
import { JobProgress } from "../ui/job/JobProgress";
import { ProblemStrip } from "../ui/problem/ProblemStrip";
import { PageHead } from "../ui/record/PageHead";
import { Section } from "../ui/record/Section";
import { Stamp } from "../ui/status/Stamp";
import { Status } from "../ui/status/Status";
import { Steps } from "../ui/status/Steps";
import { COLOURS } from "../ui/theme/tokens";
import { pause } from "./data";
import styles from "./gallery.module.css";

const STEPS = [
  { step: "return", label: "退回", allowed: true, reason: null },
  { step: "forward", label: "转办", allowed: false, reason: "只有县总工会可以转办" },
  { step: "approve", label: "同意并上报", allowed: true, reason: null },
];
const PROBLEM = {
  status: 412,
  code: "member_stale",
  detail: "王*军已由 李梅 在 09:12 修改。你的修改已存为草稿。",
  request_id: "0192-7f3a",
  errors: [],
  retry_after: null,
};

export function PartsPage() {
  const [asking, setAsking] = useState(false);
  const [broken, setBroken] = useState(false);
  if (broken) throw PROBLEM;
  return (
    <div className={styles.column}>
      <PageHead title="部件">
        <Button onClick={() => setBroken(true)}>让本页出错</Button>
      </PageHead>
      <ProblemStrip problem={PROBLEM} lead="未保存" action={<Button>对比并合并</Button>} />
      <div className={styles.parts}>
        <Section kind="ruled" title="按钮">
          <p className={styles.row}>
            <Button kind="main" icon="plus">
              登记会员
            </Button>
            <Button icon="export">导出</Button>
            <Button kind="text">批量修改</Button>
            <Button kind="text" destructive>
              删除
            </Button>
            <Button destructive>撤销</Button>
            <Button kind="seal">发布公示</Button>
            <Button disabled>不可用</Button>
            <Button kind="main" busy>
              提交
            </Button>
            <Button kind="main" shortcut="A">
              同意
            </Button>
          </p>
          <p className={styles.row}>
            <Steps steps={STEPS} destructive={["return"]} onStep={() => setAsking(true)} />
          </p>
        </Section>
        <Section kind="ruled" title="状态与印章">
          <p className={styles.row}>
            {(Object.keys(MARKS) as MarkName[]).map((mark) => (
              <Status key={mark} mark={mark}>
                {mark}
              </Status>
            ))}
            <Stamp>模范职工之家</Stamp>
          </p>
        </Section>
        <Section kind="ruled" title="任务">
          <JobProgress
            title="导入 白石乡会员花名册.xlsx"
            job={{ state: "running", progress: { done: 6120, total: 11137, message: "核对身份证号" }, problem: null }}
            onCancel={() => undefined}
          />
          <JobProgress
            title="导出 会员 3,412 人"
            job={{ state: "done", progress: { done: 3412, total: 3412, message: null }, problem: null }}
            result={<Button kind="text">下载</Button>}
          />
        </Section>
        <Section kind="ruled" title="图标">
          <p className={styles.row}>
            {(Object.keys(PATHS) as IconName[]).map((name) => (
              <span key={name} title={name}>
                <Icon name={name} size={20} />
              </span>
            ))}
          </p>
        </Section>
        <Section kind="ruled" title="颜色">
          <p className={styles.row}>
            {Object.entries(COLOURS).map(([name, colour]) => (
              <span key={name} className="note" style={{ width: 104 }}>
                <i className={styles.chip} style={{ background: colour }} /> {name}
              </span>
            ))}
          </p>
        </Section>
      </div>
      {asking && (
        <ConfirmAct
          title="退回 王*军 的帮扶申请"
          verb="退回"
          effect="申请回到城关镇总工会，对方会在待办中看到。"
          act={async () => {
            await pause(400);
            throw PROBLEM;
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
