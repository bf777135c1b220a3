import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../ui/button/Button";
import { Meter } from "../ui/figure/Meter";
import { type Bounds, ChoiceEditor, DateRangeEditor, NumberRangeEditor } from "../ui/filter/editors";
import { FilterBar } from "../ui/filter/FilterBar";
import { useTabTitle } from "../ui/page/tab";
import { DescriptionList, Field } from "../ui/record/DescriptionList";
import { PageHead } from "../ui/record/PageHead";
import { RecordTabs } from "../ui/record/RecordTabs";
import { Status } from "../ui/status/Status";
import type { Column } from "../ui/table/columns";
import { DataTable } from "../ui/table/DataTable";
import { Drawer } from "../ui/table/Drawer";
import { Empty } from "../ui/table/Empty";
import { ListPage } from "../ui/table/ListPage";
import { NOTHING, type Selection } from "../ui/table/selection";
import { TableTools } from "../ui/table/TableTools";
import { useCursorPages, useTable } from "../ui/table/useTable";
import { type FakeMember, MEMBERS } from "./data";

const COLUMNS: readonly Column<FakeMember>[] = [
  {
    key: "name",
    title: "姓名",
    width: 72,
    lead: true,
    cell: (row) => <Link to={`/__gallery/members/${row.id}` as never}>{row.name}</Link>,
  },
  { key: "sex", title: "性别", width: 48, cell: (row) => row.sex },
  { key: "age", title: "年龄", width: 56, align: "end", cell: (row) => row.age },
  { key: "id_number", title: "身份证号", width: 158, cell: (row) => row.id_number },
  { key: "phone", title: "手机", width: 112, cell: (row) => row.phone ?? "—" },
  { key: "union", title: "所在工会", min: 160, cell: (row) => <span className="ink-2">{row.union}</span> },
  { key: "kind", title: "类型", width: 86, cell: (row) => row.kind },
  { key: "joined_on", title: "入会日期", width: 100, sort: "joined_on", cell: (row) => row.joined_on },
  { key: "complete", title: "信息完整", width: 112, cell: (row) => <Complete part={row.complete} /> },
  { key: "state", title: "状态", width: 98, cell: (row) => <Status mark={row.mark}>{row.state}</Status> },
  { key: "note", title: "备注", width: 120, extra: true, cell: () => "—" },
];

function Complete({ part }: { part: number }) {
  if (part === 1) return <span className="ink-3">完整</span>;
  return (
    <>
      <Meter part={part} lowBelow={0.75} label="信息完整" width={48} />
      &ensp;{Math.round(part * 100)}%
    </>
  );
}

const VIEWS = [
  { key: "all", label: "全部", count: "48,213" },
  { key: "town", label: "城区近期变动", count: "3,412" },
  { key: "migrant", label: "农民工与派遣", count: "9,087" },
  { key: "card", label: "无证会员", count: "209" },
  { key: "gaps", label: "信息缺项", count: "4,146" },
];
const KINDS = ["在职职工", "农民工", "派遣职工", "退休"].map((label) => ({ value: label, label }));

export function MembersPage() {
  useTabTitle("会员实名库");
  const go = useNavigate();
  const table = useTable("gallery-members", COLUMNS);
  const [view, setView] = useState("town");
  const [text, setText] = useState("");
  const [kinds, setKinds] = useState<string[]>([]);
  const [age, setAge] = useState<Bounds>({});
  const [union, setUnion] = useState<string | undefined>("城区 12 家");
  const [sort, setSort] = useState<string | undefined>("-joined_on");
  const pages = useCursorPages("gallery-members", text + kinds.join());
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const rows = MEMBERS.filter((row) => row.name.includes(text) && (kinds.length === 0 || kinds.includes(row.kind)));
  const at = rows.findIndex((row) => row.id === current);
  const shown = rows[at];
  const open = (row: FakeMember) => void go({ to: `/__gallery/members/${row.id}` as never });

  return (
    <ListPage
      head={
        <PageHead
          title="会员实名库"
          views={
            <RecordTabs
              kind="views"
              label="视图"
              tabs={VIEWS}
              current={view}
              onPick={setView}
              onAdd={() => undefined}
              addLabel="保存为视图"
            />
          }
        >
          <Button icon="export">导出</Button>
          <Button icon="import">导入</Button>
          <Button kind="main" icon="plus" onClick={() => void go({ to: "/__gallery/register" as never })}>
            登记会员
          </Button>
        </PageHead>
      }
      filters={
        <FilterBar
          search={{ value: text, placeholder: "姓名、首字母、尾号", onChange: setText }}
          filters={[
            {
              key: "union",
              label: "工会",
              value: union,
              onClear: () => setUnion(undefined),
              editor: () => <p style={{ padding: 12 }}>城区 12 家</p>,
            },
            {
              key: "kind",
              label: "类型",
              value: kinds.length ? kinds.join("、") : undefined,
              onClear: () => setKinds([]),
              editor: () => <ChoiceEditor choices={KINDS} value={kinds} onChange={setKinds} />,
            },
            {
              key: "age",
              label: "年龄",
              value: age.from || age.to ? `${age.from ?? ""} ~ ${age.to ?? ""}` : undefined,
              onClear: () => setAge({}),
              editor: (close) => (
                <NumberRangeEditor
                  value={age}
                  onChange={(next) => {
                    setAge(next);
                    close();
                  }}
                />
              ),
            },
            {
              key: "state",
              label: "状态",
              onClear: () => undefined,
              editor: () => <ChoiceEditor choices={KINDS} value={[]} onChange={() => undefined} />,
            },
            {
              key: "joined",
              label: "入会日期",
              rare: true,
              onClear: () => undefined,
              editor: () => <DateRangeEditor value={{}} onChange={() => undefined} />,
            },
            {
              key: "duty",
              label: "工会职务",
              rare: true,
              onClear: () => undefined,
              editor: () => <ChoiceEditor choices={KINDS} value={[]} onChange={() => undefined} />,
            },
          ]}
          onSaveView={() => undefined}
          tools={<TableTools table={table} />}
        />
      }
      drawer={
        looking &&
        shown && (
          <Drawer
            title={shown.name}
            marks={<Status mark={shown.mark}>{shown.state}</Status>}
            place={`第 ${at + 1} / 3,412 人`}
            onBack={at > 0 ? () => setCurrent(rows[at - 1]?.id ?? null) : undefined}
            onNext={rows[at + 1] ? () => setCurrent(rows[at + 1]?.id ?? null) : undefined}
            onClose={() => setLooking(false)}
            foot={
              <>
                <Button onClick={() => open(shown)}>打开完整档案</Button>
                <Button>转会</Button>
              </>
            }
          >
            <DescriptionList>
              <Field label="身份证号">{shown.id_number}</Field>
              <Field label="手机">{shown.phone}</Field>
              <Field label="年龄" note="截至 2026-11-20">
                {shown.age} 岁
              </Field>
              <Field label="所在工会">
                <a href="/">{shown.union}</a>
              </Field>
              <Field label="类型">{shown.kind}</Field>
              <Field label="入会日期">{shown.joined_on}</Field>
            </DescriptionList>
          </Drawer>
        )
      }
    >
      <DataTable
        label="会员"
        table={table}
        rows={rows}
        rowKey={rowKey}
        sort={sort}
        onSort={setSort}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={open}
        selection={selection}
        onSelect={setSelection}
        rowVerb={(row) => row.verb && <a href="/">{row.verb}</a>}
        bulk={
          <>
            <Button kind="text">批量修改</Button>
            <Button kind="text">转会</Button>
            <Button kind="text">发会员证</Button>
          </>
        }
        empty={
          <Empty
            verb={
              <Button kind="text" onClick={() => setText("")}>
                清除“{text}”
              </Button>
            }
          >
            没有符合条件的人。
          </Empty>
        }
        pager={{ pages, next: "2", total: 3412, size: 50, unit: "人" }}
      />
    </ListPage>
  );
}

const rowKey = (row: FakeMember) => row.id;
