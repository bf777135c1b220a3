import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { listColleagues } from "@unionhome/client/me";
import type { SavedViewOut } from "@unionhome/client/model";
import { deleteSavedView, editSavedView, listSavedViews, stepSavedView } from "@unionhome/client/saved-views";
import { date } from "@unionhome/words";
import { Input, Radio, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Menu } from "../../ui/popover/Menu";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { useTable } from "../../ui/table/useTable";
import styles from "./setting.module.css";

const KEY = ["saved-views"];
type Act = "edit" | "give" | "delete";

/** The views kept under a name: mine, the office's, the city's. Renamed, shared, handed over, deleted. */
export function SavedViews() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => listSavedViews(undefined, { signal }),
  });
  const [asked, setAsked] = useState<{ act: Act; view: SavedViewOut } | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const table = useTable("saved-views", useColumns());
  const fresh = () => queries.invalidateQueries({ queryKey: KEY });

  async function setDefault(view: SavedViewOut) {
    setProblem(undefined);
    try {
      await stepSavedView(view.id, { step: view.is_default ? "clear_default" : "make_default" }, ifMatch(view));
      await fresh();
    } catch (refused) {
      setProblem(refused);
    }
  }
  const may = (view: SavedViewOut, step: string) => view.steps.find((one) => one.step === step)?.allowed ?? false;

  return (
    <div className={styles.list}>
      <DataTable
        label={t("setting:tab.views")}
        table={table}
        rows={data?.items}
        rowKey={rowKey}
        problem={
          (error || problem !== undefined) && <ProblemStrip problem={error ?? problem} onRetry={() => void refetch()} />
        }
        rowVerb={(view) => (
          <Menu
            label={t("setting:views.verbs")}
            align="end"
            items={[
              {
                key: "default",
                label: t(view.is_default ? "setting:views.clear_default" : "setting:views.make_default"),
                onPick: () => void setDefault(view),
              },
              {
                key: "edit",
                label: t("setting:views.edit"),
                disabled: !may(view, "edit"),
                onPick: () => setAsked({ act: "edit", view }),
              },
              {
                key: "give",
                label: t("setting:views.give"),
                disabled: !may(view, "give"),
                onPick: () => setAsked({ act: "give", view }),
              },
              {
                key: "delete",
                label: t("setting:views.delete"),
                apart: true,
                destructive: true,
                disabled: !may(view, "delete"),
                onPick: () => setAsked({ act: "delete", view }),
              },
            ]}
          >
            {(opener) => <Button {...opener} kind="text" icon="more" aria-label={t("setting:views.verbs")} />}
          </Menu>
        )}
        empty={<Empty>{t("setting:views.none")}</Empty>}
        pager={{
          pages: { number: 1, cursor: null, first: noop, back: noop, next: noop },
          next: null,
          total: data?.items.length,
          size: Math.max(1, data?.items.length ?? 1),
          unit: t("setting:unit"),
        }}
      />
      {asked && <ViewDialog {...asked} onDone={fresh} onClose={() => setAsked(null)} />}
    </div>
  );
}

const noop = () => undefined;
const rowKey = (view: SavedViewOut) => view.id;

function useColumns(): Column<SavedViewOut>[] {
  const { t, i18n } = useTranslation();
  return useMemo(
    () => [
      { key: "name", title: t("setting:views.name"), width: 220, lead: true, cell: (view) => <b>{view.name}</b> },
      {
        key: "noun",
        title: t("setting:views.noun"),
        width: 140,
        cell: (view) =>
          i18n.exists(`setting:noun.${view.noun}`) ? t(`setting:noun.${view.noun}` as never) : view.noun,
      },
      {
        key: "sharing",
        title: t("setting:views.sharing"),
        width: 140,
        cell: (view) => t(`setting:sharing.${view.sharing}`),
      },
      {
        key: "owner",
        title: t("setting:views.owner"),
        min: 120,
        cell: (view) => (view.mine ? t("setting:views.mine") : (view.user_name ?? t("setting:views.elsewhere"))),
      },
      {
        key: "default",
        title: t("setting:views.default"),
        width: 96,
        cell: (view) => (view.is_default ? t("setting:views.is_default") : ""),
      },
      { key: "created", title: t("setting:views.created"), width: 112, cell: (view) => date(view.created_at) },
    ],
    [t, i18n],
  );
}

interface ViewDialogProps {
  act: Act;
  view: SavedViewOut;
  onDone(): Promise<unknown>;
  onClose(): void;
}

function ViewDialog({ act, view, onDone, onClose }: ViewDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  const [sharing, setSharing] = useState(view.sharing);
  const [to, setTo] = useState<string>();
  const colleagues = useQuery({
    queryKey: ["me", "colleagues"],
    queryFn: ({ signal }) => listColleagues({ signal }),
    enabled: act === "give",
  }).data?.items;

  async function go() {
    if (act === "delete") await deleteSavedView(view.id, ifMatch(view));
    else if (act === "give") await stepSavedView(view.id, { step: "give", to_user_id: to as string }, ifMatch(view));
    else await editSavedView(view.id, { name: name.trim(), sharing }, ifMatch(view));
    await onDone();
  }
  return (
    <ConfirmAct
      title={t(`setting:views.${act}_title`, { name: view.name })}
      verb={t(`setting:views.${act}_verb`)}
      kind={act === "delete" ? "destructive" : "plain"}
      effect={t(`setting:views.${act}_effect`)}
      ready={act === "delete" || (act === "give" ? to !== undefined : name.trim() !== "")}
      act={go}
      onClose={onClose}
    >
      {act === "edit" && (
        <div className={styles.fields}>
          <label htmlFor="view-name">{t("setting:views.name")}</label>
          <Input id="view-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
          <span>{t("setting:views.sharing")}</span>
          <Radio.Group
            value={sharing}
            onChange={(event) => setSharing(event.target.value)}
            options={(["private", "office", "city"] as const).map((value) => ({
              value,
              label: t(`setting:sharing.${value}`),
            }))}
          />
        </div>
      )}
      {act === "give" && (
        <div className={styles.fields}>
          <label htmlFor="view-to">{t("setting:views.to")}</label>
          <Select
            id="view-to"
            value={to}
            onChange={setTo}
            notFoundContent={t("setting:views.nobody")}
            options={colleagues?.map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
      )}
    </ConfirmAct>
  );
}
