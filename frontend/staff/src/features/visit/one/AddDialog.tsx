import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { listHouseholds } from "@unionhome/client/households";
import type { VisitDraft, VisitPlanOut } from "@unionhome/client/model";
import { arrangeVisits } from "@unionhome/client/visits";
import { Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { YuanInput } from "../../../ui/form/YuanInput";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { OrgField } from "../../../ui/tree/OrgField";
import { VISITS } from "../data";
import styles from "../visit.module.css";
import { MOST_FEN } from "./cells";

interface AddDialogProps {
  plan: VisitPlanOut;
  onClose(): void;
  onDone(plan: VisitPlanOut): void;
}

const FOUND = 20;

/** One more row: a household on file, or a person or firm by name where there is no file (AID-12, AID-16, AID-17). */
export function AddDialog({ plan, onClose, onDone }: AddDialogProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("visit_kind");
  const [team, setTeam] = useState(plan.teams[0]?.id ?? "");
  const [q, setQ] = useState("");
  const [household, setHousehold] = useState<string>();
  const [name, setName] = useState("");
  const [union, setUnion] = useState<{ id: string; label: string } | null>(null);
  const [kind, setKind] = useState<string>();
  const [cash, setCash] = useState<number | null>(null);
  const [address, setAddress] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const found = useQuery({
    queryKey: [VISITS, "files", q],
    queryFn: ({ signal }) => listHouseholds({ q: q || undefined, status: ["active"], limit: FOUND }, { signal }),
  });
  const ready = household !== undefined || (name.trim() !== "" && union !== null);

  async function add() {
    setBusy(true);
    setProblem(undefined);
    const whom: Partial<VisitDraft> = household
      ? { household_id: household }
      : { name: name.trim(), organization_id: union?.id, address: address.trim() || null };
    const row = { team_id: team, cash_fen: cash ?? 0, kind: (kind ?? null) as VisitDraft["kind"], ...whom };
    try {
      onDone(await arrangeVisits(plan.id, { visits: [row], removed: [] }, ifMatch(plan)));
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("visit:add.verb")}
      width={560}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("visit:team.leave")}</Button>
          <Button kind="main" busy={busy} disabled={!ready} onClick={() => void add()}>
            {t("visit:add.verb")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <div className={styles.fields}>
        <label htmlFor="add-household">
          {t("visit:add.household")}
          <Select
            id="add-household"
            showSearch
            allowClear
            filterOption={false}
            onSearch={setQ}
            value={household}
            placeholder={t("visit:add.search")}
            options={found.data?.items.map((one) => ({
              value: one.id,
              label: `${one.name}　${one.number}　${one.organization_name}`,
            }))}
            onChange={setHousehold}
          />
        </label>
        {household === undefined && (
          <>
            <p className="ink-3 small">{t("visit:add.or")}</p>
            <label htmlFor="add-name">
              {t("visit:add.name")}
              <Input id="add-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
            </label>
            <label htmlFor="add-union">
              {t("visit:add.union")}
              <OrgField id="add-union" label={t("visit:add.union")} value={union} onChange={setUnion} />
            </label>
            <label htmlFor="add-address">
              {t("visit:add.address")}
              <Input
                id="add-address"
                maxLength={200}
                value={address}
                onChange={(event) => setAddress(event.target.value)}
              />
            </label>
          </>
        )}
        <label htmlFor="add-kind">
          {t("visit:column.kind")}
          <Select id="add-kind" allowClear value={kind} options={[...kinds.choices]} onChange={setKind} />
        </label>
        <label htmlFor="add-team">
          {t("visit:column.team")}
          <Select
            id="add-team"
            value={team}
            options={plan.teams.map((one) => ({ value: one.id, label: one.name }))}
            onChange={setTeam}
          />
        </label>
        <label htmlFor="add-cash">
          {t("visit:column.cash")}
          <YuanInput id="add-cash" max={MOST_FEN} value={cash} onChange={setCash} />
        </label>
      </div>
    </Dialog>
  );
}
