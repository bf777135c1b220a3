import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Menu } from "../../../ui/popover/Menu";
import { useKeeping } from "../../../ui/view/useViews";
import { type Asked, ViewDialog } from "../../../ui/view/ViewDialog";
import type { View, ViewStore } from "../../../ui/view/views";
import { FILTERS, type MemberSearch } from "./filters";

/** What a view keeps of the address: the filters and the order, not the text of a moment's search. */
const kept = (search: MemberSearch): MemberSearch =>
  Object.fromEntries([...FILTERS, "sort" as const].flatMap((key) => (search[key] ? [[key, search[key]]] : [])));

interface SaveViewProps {
  store: ViewStore;
  search: MemberSearch;
  /** The one that is looked at, if it is a saved one. */
  view: View | undefined;
  /** The filters are no longer those of the view. */
  differs: boolean;
  /** A view that was kept, or none any more. */
  onShow(id: string | null): void;
}

/** Keeps the filters under a name; what is kept may become the first, be renamed, shared, handed over and dropped. */
export function SaveView({ store, search, view, differs, onShow }: SaveViewProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const keeping = useKeeping(view, setAsked);
  const fresh = () => queries.invalidateQueries({ queryKey: ["saved-views"] });
  const mendable = differs && view?.steps.some((one) => one.step === "edit" && one.allowed);

  async function mend() {
    if (!view) return;
    await store.change(view, { query: { ...kept(search) } });
    await fresh();
  }

  async function done(id?: string) {
    if (asked?.act === "drop") onShow(null);
    await fresh();
    if (id) onShow(id);
  }

  return (
    <>
      {differs && (
        <Button kind="text" onClick={() => setAsked({ act: "keep" })}>
          {t("ui:filter.save_view")}
        </Button>
      )}
      {view && (
        <Menu
          label={t("member:view.manage")}
          align="end"
          items={[
            ...(mendable ? [{ key: "mend", label: t("member:view.mend"), onPick: () => void mend() }] : []),
            ...keeping,
          ]}
        >
          {(opener) => <Button {...opener} kind="text" icon="more" aria-label={t("member:view.manage")} />}
        </Menu>
      )}
      {asked && (
        <ViewDialog
          noun="members"
          asked={asked}
          query={{ ...kept(search) }}
          store={store}
          onClose={() => setAsked(null)}
          onDone={(id) => void done(id)}
        />
      )}
    </>
  );
}
