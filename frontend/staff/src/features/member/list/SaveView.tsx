import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { SavedViewOut, Sharing } from "@unionhome/client/model";
import { deleteSavedView, editSavedView, keepSavedView } from "@unionhome/client/saved-views";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { TextField } from "../../../ui/form/TextField";
import { Menu } from "../../../ui/popover/Menu";
import { savedViews } from "../data";
import { FILTERS, type MemberSearch } from "./filters";
import styles from "./list.module.css";

const SHARINGS: readonly Sharing[] = ["private", "office", "city"];

/** What a view keeps of the address: the filters and the order, not the text of a moment's search. */
const kept = (search: MemberSearch): MemberSearch =>
  Object.fromEntries([...FILTERS, "sort" as const].flatMap((key) => (search[key] ? [[key, search[key]]] : [])));

interface SaveViewProps {
  search: MemberSearch;
  /** The one that is looked at, if it is a saved one. */
  view: SavedViewOut | undefined;
  /** The filters are no longer those of the view. */
  differs: boolean;
  onShow(view: SavedViewOut | null): void;
}

/** Keeps the filters under a name; renames, mends and drops what one has kept. */
export function SaveView({ search, view, differs, onShow }: SaveViewProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"keep" | "rename" | "drop" | null>(null);
  const [name, setName] = useState("");
  const [sharing, setSharing] = useState<Sharing>("private");
  const fresh = () => queries.invalidateQueries({ queryKey: savedViews.queryKey });
  const mine = view?.mine ? view : undefined;

  function ask(what: "keep" | "rename" | "drop") {
    setName(what === "rename" ? (mine?.name ?? "") : "");
    setSharing(what === "rename" ? (mine?.sharing ?? "private") : "private");
    setAsking(what);
  }

  async function act() {
    if (asking === "drop" && mine) {
      await deleteSavedView(mine.id, ifMatch(mine));
      onShow(null);
    } else if (asking === "rename" && mine) {
      await editSavedView(mine.id, { name, sharing }, ifMatch(mine));
    } else {
      onShow(await keepSavedView({ noun: "members", name, sharing, query: { ...kept(search) } }));
    }
    await fresh();
  }

  async function mend() {
    if (!mine) return;
    await editSavedView(mine.id, { query: { ...kept(search) } }, ifMatch(mine));
    await fresh();
  }

  return (
    <>
      {differs && (
        <Button kind="text" onClick={() => ask("keep")}>
          {t("ui:filter.save_view")}
        </Button>
      )}
      {mine && (
        <Menu
          label={t("member:view.manage")}
          align="end"
          items={[
            ...(differs ? [{ key: "mend", label: t("member:view.mend"), onPick: () => void mend() }] : []),
            { key: "rename", label: t("member:view.rename"), onPick: () => ask("rename") },
            { key: "drop", label: t("member:view.drop"), destructive: true, onPick: () => ask("drop") },
          ]}
        >
          {(opener) => <Button {...opener} kind="text" icon="more" aria-label={t("member:view.manage")} />}
        </Menu>
      )}
      {asking && (
        <ConfirmAct
          title={t(`member:view.${asking}_title`, { name: mine?.name })}
          verb={t(`member:view.${asking}`)}
          kind={asking === "drop" ? "destructive" : "plain"}
          effect={t(`member:view.${asking}_effect`)}
          ready={asking === "drop" || name.trim() !== ""}
          act={act}
          onClose={() => setAsking(null)}
        >
          {asking !== "drop" && (
            <div className={styles.batch}>
              <TextField label={t("member:view.name")} value={name} maxLength={40} onChange={setName} autoFocus />
              <fieldset className={styles.sharing}>
                <legend>{t("member:view.sharing")}</legend>
                {SHARINGS.map((one) => (
                  <label key={one}>
                    <input type="radio" name="sharing" checked={sharing === one} onChange={() => setSharing(one)} />
                    {t(`member:sharing.${one}`)}
                  </label>
                ))}
              </fieldset>
            </div>
          )}
        </ConfirmAct>
      )}
    </>
  );
}
