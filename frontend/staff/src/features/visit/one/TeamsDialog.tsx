import { ifMatch } from "@unionhome/client";
import type { TeamDraft, VisitPlanOut } from "@unionhome/client/model";
import { editVisitPlan } from "@unionhome/client/visits";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import styles from "../visit.module.css";
import { joiningOf, leadersOf, leadersText } from "./teams";

interface TeamsDialogProps {
  plan: VisitPlanOut;
  onClose(): void;
  onDone(plan: VisitPlanOut): void;
}

interface Written {
  id?: string;
  name: string;
  leaders: string;
  joining: string;
  officers: readonly string[];
}

const WIDTH = 720;
const MOST_TEAMS = 20;

/** Who leads each team and which units join, a line for each team. */
export function TeamsDialog({ plan, onClose, onDone }: TeamsDialogProps) {
  const { t } = useTranslation();
  const comma = t("ui:comma");
  const [teams, setTeams] = useState<readonly Written[]>(() =>
    plan.teams.map((team) => ({
      id: team.id,
      name: team.name,
      leaders: leadersText(team.leaders, comma),
      joining: team.joining.join(comma),
      officers: team.officers,
    })),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const set = (at: number, change: Partial<Written>) =>
    setTeams(teams.map((team, place) => (place === at ? { ...team, ...change } : team)));

  async function save() {
    setBusy(true);
    setProblem(undefined);
    const drafts: TeamDraft[] = teams.map((team) => ({
      id: team.id ?? null,
      name: team.name.trim(),
      leaders: leadersOf(team.leaders),
      joining: joiningOf(team.joining),
      officers: [...team.officers],
    }));
    try {
      onDone(await editVisitPlan(plan.id, { teams: drafts }, ifMatch(plan)));
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("visit:team.edit")}
      width={WIDTH}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("visit:team.leave")}</Button>
          <Button
            kind="main"
            busy={busy}
            disabled={teams.some((team) => team.name.trim() === "")}
            onClick={() => void save()}
          >
            {t("visit:team.save")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-3 small">{t("visit:team.hint")}</p>
      {teams.map((team, at) => (
        <fieldset key={at} className={styles.teamFields}>
          <legend className="visually-hidden">{team.name}</legend>
          <Input
            aria-label={t("visit:team.name")}
            value={team.name}
            maxLength={40}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <Input
            aria-label={t("visit:team.leaders_of", { name: team.name })}
            placeholder={t("visit:team.leaders")}
            value={team.leaders}
            maxLength={300}
            onChange={(event) => set(at, { leaders: event.target.value })}
          />
          <Input
            aria-label={t("visit:team.joining_of", { name: team.name })}
            placeholder={t("visit:team.joining")}
            value={team.joining}
            maxLength={600}
            onChange={(event) => set(at, { joining: event.target.value })}
          />
          <Button
            kind="text"
            icon="close"
            disabled={teams.length === 1}
            aria-label={t("visit:team.remove", { name: team.name })}
            onClick={() => setTeams(teams.filter((_team, place) => place !== at))}
          />
        </fieldset>
      ))}
      {teams.length < MOST_TEAMS && (
        <Button icon="plus" onClick={() => setTeams([...teams, { name: "", leaders: "", joining: "", officers: [] }])}>
          {t("visit:team.more")}
        </Button>
      )}
    </Dialog>
  );
}
