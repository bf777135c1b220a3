import { Link } from "@tanstack/react-router";
import type { PaperMarks } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Icon } from "../../ui/icon/Icon";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { CHECKED } from "./data";
import { KeeperDialog } from "./KeeperDialog";
import styles from "./paper.module.css";

interface MarksProps {
  id: string;
  name: string;
  own: PaperMarks;
  year: number;
}

/** Who keeps the cabinet of a union, and which papers of a year are in it. A kind opens its papers. */
export function Marks({ id, name, own, year }: MarksProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const kinds = useDictionary("union_paper_kind");
  const [asking, setAsking] = useState(false);
  const due = new Set<string>(CHECKED);
  return (
    <>
      <p className={styles.keeper}>
        <span className="ink-2">{t("paper:keeper.label")}</span>
        {own.keeper_name ? (
          <>
            <b translate="no">{own.keeper_name}</b>
            <span className="ink-3">{t("paper:keeper.since", { day: own.keeper_since })}</span>
          </>
        ) : (
          <span className="bad">{t("paper:keeper.none")}</span>
        )}
        {may.editPapers ? (
          <Button kind="text" onClick={() => setAsking(true)}>
            {t(own.keeper_name ? "paper:keeper.hand_over" : "paper:keeper.name")}
          </Button>
        ) : (
          <Button kind="text" onClick={() => setAsking(true)}>
            {t("paper:keeper.former")}
          </Button>
        )}
      </p>
      <ul className={styles.marks}>
        {own.kinds.map((one) => (
          <li key={one.kind} data-missing={(one.count === 0 && due.has(one.kind)) || undefined}>
            {due.has(one.kind) || one.count > 0 ? (
              <Icon
                name={one.count > 0 ? "check" : "close"}
                size={14}
                label={t(one.count > 0 ? "paper:share.there" : "paper:share.lacks")}
              />
            ) : (
              <span />
            )}
            {one.count > 0 ? (
              <Link to="/papers" search={{ organization_id: id, year, kind: one.kind, state: "kept,due" }}>
                {kinds.label(one.kind)}
              </Link>
            ) : (
              <span className="ink-3">{kinds.label(one.kind)}</span>
            )}
            <i>{one.count > 0 ? t("paper:count", { n: one.count }) : ""}</i>
          </li>
        ))}
      </ul>
      {asking && <KeeperDialog id={id} name={name} own={own} onClose={() => setAsking(false)} />}
    </>
  );
}
