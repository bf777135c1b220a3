import { useQueryClient } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { addLine, editLine } from "@unionhome/client/lines";
import type { LineChange, LineItem, LineOut } from "@unionhome/client/model";
import { Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { OrgField } from "../../ui/tree/OrgField";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import styles from "./line.module.css";

interface LineDialogProps {
  /** The line to change; without it a new one is set up. */
  line?: LineOut;
  lines: readonly LineItem[];
  onClose(): void;
}

const LONGEST = 80;

/** A line's name, its place when it is new, and the union that leads it. */
export function LineDialog({ line, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(line?.name ?? "");
  const [parent, setParent] = useState<string | null>(null);
  const [leader, setLeader] = useState<PickedOrg | null>(
    line?.organization_id ? { id: line.organization_id, label: line.organization_name ?? t("line:elsewhere") } : null,
  );
  const attempt = useRef(crypto.randomUUID());
  const verb = t(line ? "line:save" : "line:add");
  return (
    <ConfirmAct
      kind="plain"
      title={line ? t("line:edit_of", { name: line.name }) : t("line:add")}
      verb={verb}
      effect={t("line:effect")}
      ready={name.trim().length > 1}
      act={async () => {
        if (line) {
          const change: LineChange = {};
          if (name.trim() !== line.name) change.name = name.trim();
          if ((leader?.id ?? null) !== line.organization_id) change.organization_id = leader?.id ?? null;
          await editLine(line.id, change, ifMatch(line));
        } else
          await addLine(
            { name: name.trim(), parent_id: parent, organization_id: leader?.id ?? null },
            { idempotencyKey: attempt.current },
          );
        void queries.invalidateQueries({ queryKey: ["lines"] });
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <label htmlFor="line-name">
          {t("line:field.name")}
          <Input
            id="line-name"
            value={name}
            maxLength={LONGEST}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {!line && (
          <label htmlFor="line-parent">
            {t("line:field.parent_id")}
            <Select
              id="line-parent"
              allowClear
              placeholder={t("line:top")}
              value={parent}
              onChange={(next) => setParent(next ?? null)}
              options={lines.map((one) => ({ value: one.id, label: one.name }))}
            />
          </label>
        )}
        <label htmlFor="line-leader">
          {t("line:field.organization_id")}
          <OrgField id="line-leader" label={t("line:field.organization_id")} value={leader} onChange={setLeader} />
        </label>
      </div>
    </ConfirmAct>
  );
}
