import { useQuery } from "@tanstack/react-query";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Dialog } from "../../ui/dialog/Dialog";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess } from "../../ui/page/person";
import type { PickedOrg } from "../../ui/tree/OrgPicker";
import { progressBefore } from "./data";
import styles from "./needs.module.css";
import { SurveyDialog } from "./SurveyDialog";

/** On a plan of visits: how many of its units were surveyed before, and which were not (AID-28: survey, then visit). */
export function OfPlan({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { data } = useQuery(progressBefore(id));
  const [open, setOpen] = useState(false);
  const [union, setUnion] = useState<PickedOrg>();
  if (!data || data.total.owing === 0) return null;
  const missing = data.items.filter((row) => row.surveyed === 0);
  return (
    <>
      <Button kind="text" onClick={() => setOpen(true)}>
        {t("needs:before.verb", { surveyed: count(data.total.surveyed), of: count(data.total.owing) })}
      </Button>
      {open && !union && (
        <Dialog title={t("needs:before.title")} onClose={() => setOpen(false)}>
          <p className="ink-2">
            {t(missing.length === 0 ? "needs:before.all" : "needs:before.some", { since: data.first })}
          </p>
          <ul className={styles.of}>
            {missing.map((row) => (
              <li key={row.organization_id}>
                <span translate="no">{row.organization_name}</span>
                <span className="ink-3">{t("needs:before.homes", { n: count(row.households) })}</span>
                {may.editHouseholds && (
                  <Button
                    kind="text"
                    icon="plus"
                    onClick={() => setUnion({ id: row.organization_id, label: row.organization_name })}
                  >
                    {t("needs:enter.verb")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
      {union && <SurveyDialog union={union} onClose={() => setUnion(undefined)} />}
    </>
  );
}
