import { useQuery } from "@tanstack/react-query";
import type { PaperMarks } from "@unionhome/client/model";
import { namePaperKeeper } from "@unionhome/client/papers";
import { today } from "@unionhome/words";
import { Input, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Dialog } from "../../ui/dialog/Dialog";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { useOnce } from "../../ui/page/useOnce";
import { Scroll } from "../../ui/scroll/Scroll";
import { keepersOf, officersOf, useFiled } from "./data";
import styles from "./paper.module.css";

interface KeeperDialogProps {
  id: string;
  name: string;
  own: PaperMarks;
  onClose(): void;
}

/** Who keeps the cabinet from a day on, and who kept it before. */
export function KeeperDialog(props: KeeperDialogProps) {
  const { t } = useTranslation();
  const may = useAccess();
  if (may.editPapers) return <HandOver {...props} />;
  return (
    <Dialog title={t("paper:keeper.of", { union: props.name })} onClose={props.onClose}>
      <Former id={props.id} />
    </Dialog>
  );
}

function HandOver({ id, name, own, onClose }: KeeperDialogProps) {
  const { t } = useTranslation();
  const posts = useDictionary("post");
  const asked = useQuery(officersOf(id));
  const officers = asked.data?.items ?? [];
  // Only where it is known that there are none: a field that becomes another one swallows what is being typed.
  const nobody = !asked.isPending && officers.length === 0;
  const once = useOnce();
  const filed = useFiled();
  const now = today(Date.now());
  const [way, setWay] = useState<"officer" | "written">("officer");
  const [officer, setOfficer] = useState<string>();
  const [written, setWritten] = useState("");
  const [since, setSince] = useState<string | null>(now);
  const byName = way === "written" || nobody;
  const ways = (["officer", "written"] as const).map((value) => ({
    value,
    label: t(value === "officer" && nobody ? "paper:keeper.no_officer" : `paper:keeper.${value}`),
    disabled: value === "officer" && nobody,
  }));
  const named = byName ? written.trim() !== "" : officer !== undefined;

  async function act() {
    const said = {
      organization_id: id,
      former_id: own.keeper_id,
      ...(byName ? { name: written } : { officer_id: officer as string }),
      since: since ?? now,
    };
    await once((options) => namePaperKeeper(said, options));
    await filed();
  }

  return (
    <ConfirmAct
      kind="plain"
      title={t(own.keeper_name ? "paper:keeper.hand_over_of" : "paper:keeper.name_of", { union: name })}
      verb={t(own.keeper_name ? "paper:keeper.hand_over" : "paper:keeper.name")}
      effect={own.keeper_name ? t("paper:keeper.effect", { name: own.keeper_name }) : t("paper:keeper.first_effect")}
      ready={named && since !== null}
      act={act}
      onClose={onClose}
    >
      <div className={styles.asks}>
        <Radio.Group
          aria-label={t("paper:keeper.label")}
          value={byName ? "written" : "officer"}
          onChange={(event) => setWay(event.target.value)}
          options={ways}
        />
        <Labelled label={t("paper:keeper.label")}>
          {(field) =>
            byName ? (
              <Input id={field} maxLength={40} value={written} onChange={(event) => setWritten(event.target.value)} />
            ) : (
              <Select
                id={field}
                loading={asked.isPending}
                value={officer}
                onChange={setOfficer}
                options={officers.map((one) => ({ value: one.id, label: `${one.name} ${posts.label(one.post)}` }))}
              />
            )
          }
        </Labelled>
        <Labelled label={t("paper:keeper.day")}>
          {(field) => (
            <DateField id={field} value={since} onChange={setSince} min={own.keeper_since ?? undefined} max={now} />
          )}
        </Labelled>
        <Former id={id} />
      </div>
    </ConfirmAct>
  );
}

function Former({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useQuery(keepersOf(id)).data?.items;
  const none = found?.length === 0;
  return (
    // Its place is there before its list: a dialog that grows moves what is about to be clicked.
    <Scroll label={t("paper:keeper.former")} className={styles.kept}>
      <p className="small ink-2">{t(none ? "paper:keeper.nobody_yet" : "paper:keeper.former")}</p>
      <ul className={styles.former}>
        {found?.map((one) => (
          <li key={one.id}>
            <span translate="no">{one.name}</span>
            <span className="ink-3">
              {one.since} – {one.until ?? t("paper:keeper.still")}
            </span>
          </li>
        ))}
      </ul>
    </Scroll>
  );
}
