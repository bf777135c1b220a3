import { useQuery } from "@tanstack/react-query";
import { Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../dialog/ConfirmAct";
import { TextField } from "../form/TextField";
import styles from "./view.module.css";
import { SHARINGS, type Sharing, type View, type ViewQuery, type ViewStore } from "./views";

export type Asked = { act: "keep" } | { act: "edit" | "give" | "drop"; view: View };

interface ViewDialogProps {
  noun: string;
  asked: Asked;
  query: ViewQuery;
  store: ViewStore;
  onClose(): void;
  /** With the view that was kept, if one was. */
  onDone(kept?: string): void;
}

/** A view gets its name and its readers, another owner, or an end. */
export function ViewDialog({ noun, asked, query, store, onClose, onDone }: ViewDialogProps) {
  const { t } = useTranslation();
  const view = asked.act === "keep" ? undefined : asked.view;
  const [name, setName] = useState(view?.name ?? "");
  const [sharing, setSharing] = useState<Sharing>(view?.sharing ?? "private");
  const [to, setTo] = useState<string>();
  const colleagues = useQuery({
    queryKey: ["colleagues"],
    queryFn: ({ signal }) => store.colleagues(signal),
    enabled: asked.act === "give",
  });

  async function act() {
    if (asked.act === "keep") return onDone(await store.keep(noun, name.trim(), sharing, query));
    if (asked.act === "edit") await store.change(asked.view, { name: name.trim(), sharing });
    else if (asked.act === "drop") await store.drop(asked.view);
    else if (to) await store.give(asked.view, to);
    onDone();
  }

  const named = asked.act === "keep" || asked.act === "edit";
  return (
    <ConfirmAct
      title={t(`ui:view.${asked.act}_title`, { name: view?.name })}
      verb={t(`ui:view.${asked.act}_verb`)}
      kind={asked.act === "drop" ? "destructive" : "plain"}
      effect={t(`ui:view.${asked.act}_effect`)}
      ready={named ? name.trim() !== "" : asked.act !== "give" || to !== undefined}
      act={act}
      onClose={onClose}
    >
      {named && (
        <div className={styles.fields}>
          <TextField label={t("ui:view.name")} value={name} maxLength={40} onChange={setName} autoFocus />
          <Radio.Group
            aria-label={t("ui:view.who")}
            value={sharing}
            disabled={view !== undefined && !view.mine}
            onChange={(event) => setSharing(event.target.value as Sharing)}
            options={SHARINGS.map((one) => ({ value: one, label: t(`ui:view.sharing.${one}`) }))}
          />
        </div>
      )}
      {asked.act === "give" && (
        <div className={styles.fields}>
          <Select
            aria-label={t("ui:view.to")}
            placeholder={t("ui:view.to")}
            value={to}
            onChange={setTo}
            loading={colleagues.isPending}
            options={(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            notFoundContent={t("ui:view.alone")}
          />
        </div>
      )}
    </ConfirmAct>
  );
}
