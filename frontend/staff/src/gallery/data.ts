import type { MarkName } from "@unionhome/words";
import type { Hit } from "../ui/page/feature";
import type { LoadTree, TreeNode } from "../ui/tree/useTree";

export interface FakeMember {
  id: string;
  name: string;
  sex: string;
  age: number;
  id_number: string;
  phone: string | null;
  union: string;
  kind: string;
  joined_on: string;
  complete: number;
  mark: MarkName;
  state: string;
  verb?: string;
}

const NAMES =
  "王*军 欧*娜 李* 张*梅 赵* 刘*英 陈*强 周*华 黄* 吴*芳 徐*林 孙* 马*国 朱*丽 胡* 郭*芬 何*平 高* 林*辉 罗*".split(
    " ",
  );
const UNIONS = [
  "城关镇总工会 / 青溪纺织",
  "青溪纺织有限公司工会",
  "汇丰电子有限公司工会",
  "青溪县人民医院工会",
  "快捷物流联合工会",
  "白石乡联合工会",
  "凯通时尚广场联合工会",
];
const KINDS = ["在职职工", "在职职工", "农民工", "在职职工", "派遣职工", "退休", "农民工"];
const STATES: [MarkName, string, string?][] = [
  ["settled", "在册"],
  ["due", "转接中", "接收"],
  ["settled", "在册"],
  ["settled", "在册"],
  ["settled", "在册"],
  ["kept", "保留会籍"],
  ["waiting", "待审核", "审核"],
  ["settled", "在册"],
  ["settled", "在册"],
  ["returned", "退回补正", "补正"],
];

export const MEMBERS: readonly FakeMember[] = Array.from({ length: 50 }, (_, index) => {
  const [mark, state, verb] = STATES[index % STATES.length] as (typeof STATES)[number];
  const complete = [1, 1, 0.86, 1, 0.71, 0.93, 0.64, 1, 0.79][index % 9] as number;
  return {
    id: `m${index + 1}`,
    name: NAMES[index % NAMES.length] as string,
    sex: index % 2 ? "女" : "男",
    age: 24 + ((index * 7) % 36),
    id_number: `43992${index % 7}********${1000 + ((index * 317) % 8999)}`,
    phone: index === 10 ? null : `13${index % 10}****${1000 + ((index * 733) % 8999)}`,
    union: UNIONS[index % UNIONS.length] as string,
    kind: KINDS[index % KINDS.length] as string,
    joined_on: `${1993 + ((index * 5) % 33)}-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + ((index * 3) % 28)).padStart(2, "0")}`,
    complete,
    mark,
    state,
    verb,
  };
});

export async function findMembers(text: string): Promise<Hit[]> {
  await pause(150);
  return MEMBERS.filter((member) => member.name.includes(text) || text === "wj")
    .slice(0, 5)
    .map((member) => ({
      id: member.id,
      title: member.name,
      note: `${member.union}　${member.id_number}`,
      to: `/__gallery/members/${member.id}`,
    }));
}

const ROOTS: TreeNode[] = [{ id: "qx", label: "青溪县总工会", note: "48,213", branch: true }];
const COUNTY: TreeNode[] = [
  { id: "cg", label: "城关镇总工会", note: "11,840", branch: true },
  { id: "bs", label: "白石乡总工会", note: "2,906", branch: true },
  { id: "nh", label: "南河乡总工会", note: "2,417", branch: true },
  { id: "jy", label: "县教育系统工会", note: "5,530", branch: true },
  { id: "jt", label: "县交通系统工会", note: "2,208", branch: true },
  { id: "jz", label: "县建筑业工会联合会", note: "6,114", branch: true },
];
const TOWN: TreeNode[] = [
  { id: "fz", label: "青溪纺织有限公司工会", note: "1,284", branch: true },
  { id: "hf", label: "汇丰电子有限公司工会", note: "2,061", branch: true },
  { id: "yy", label: "青溪县人民医院工会", note: "846", branch: true },
  { id: "kt", label: "凯通时尚广场联合工会", note: "63", branch: false },
  { id: "xg", label: "西关菜市场联合工会", note: "118", branch: false },
];

export const loadTree: LoadTree = async (parent, cursor) => {
  await pause(120);
  if (parent === null) return { nodes: ROOTS, next_cursor: null };
  if (parent === "qx") return { nodes: COUNTY, next_cursor: null };
  if (parent === "cg" && cursor === null) return { nodes: TOWN, next_cursor: "2", more: 89 };
  const nodes = Array.from({ length: 30 }, (_, index) => ({
    id: `${parent}.${cursor ?? 1}.${index}`,
    label: `第 ${index + 1} 分会`,
    note: String(20 + index),
    branch: false,
  }));
  return { nodes: parent === "yy" ? nodes.slice(0, 3) : nodes, next_cursor: null };
};

export const findOrgs = async (text: string) => {
  await pause(120);
  return [...COUNTY, ...TOWN]
    .filter((node) => node.label.includes(text))
    .map((node) => ({ ...node, path: "青溪县总工会" }));
};

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
