import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { stepLine } from "@unionhome/client/lines";
import type { LineItem, LineOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import styles from "./line.module.css";
import { placesFor } from "./tree";

interface MoveDialogProps {
  line: LineOut;
  lines: readonly LineItem[];
  onClose(): void;
}

const TOP = "top";

/** Puts a line, with what hangs on it, under another one or at the top. */
export function MoveDialog({ line, lines, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [place, setPlace] = useState(line.parent_id ?? TOP);
  return (
    <ConfirmAct
      kind="plain"
      title={t("line:move.title", { name: line.name })}
      verb={t("line:move.verb")}
      effect={t("line:move.effect", { unions: count(line.unions), members: count(line.members) })}
      ready={place !== (line.parent_id ?? TOP)}
      act={async () => {
        await stepLine(line.id, { step: "move", parent_id: place === TOP ? null : place }, ifMatch(line));
        for (const key of ["lines", "organizations"]) void queries.invalidateQueries({ queryKey: [key] });
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <label htmlFor="line-place">
          {t("line:field.parent_id")}
          <Select
            id="line-place"
            value={place}
            onChange={setPlace}
            options={[
              { value: TOP, label: t("line:top") },
              ...placesFor(line.id, lines).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </label>
      </div>
    </ConfirmAct>
  );
}
