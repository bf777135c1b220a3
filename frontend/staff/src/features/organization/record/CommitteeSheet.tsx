import type { CommitteeItem, OrganizationOut } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { Status } from "../../../ui/status/Status";
import styles from "../organization.module.css";
import { CommitteeDialog } from "../steps/CommitteeDialog";
import { PHASE_MARK } from "../union";

const ORDER = ["union", "audit", "women"];

function inOrder(committees: readonly CommitteeItem[]): CommitteeItem[] {
  return [...committees].sort((a, b) => b.term_number - a.term_number || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The committees of a union, each with what can be done with it while it sits. */
export function CommitteeSheet({
  committees,
  union,
}: {
  committees: readonly CommitteeItem[];
  union: OrganizationOut;
}) {
  const { t } = useTranslation();
  const may = useAccess();
  const kinds = useDictionary("committee_kind");
  const forms = useDictionary("committee_form");
  const phases = useDictionary("term_phase");
  const [act, setAct] = useState<{ step: "edit" | "end"; id: string } | null>(null);
  if (committees.length === 0) return <p className={styles.none}>{t("organization:committee.no_bodies")}</p>;
  const acting = may.editCommittees && union.status === "active" && committees.some((one) => !one.ended_on);
  const chosen = committees.find((one) => one.id === act?.id);
  return (
    <>
      <table className={styles.sheet}>
        <colgroup>
          <col style={{ width: 138 }} />
          <col style={{ width: 84 }} />
          <col style={{ width: 108 }} />
          <col style={{ width: 64 }} />
          <col style={{ width: 104 }} />
          <col style={{ width: 104 }} />
          <col style={{ width: 108 }} />
          <col />
          {acting && <col style={{ width: 124 }} />}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t("organization:committee.kind")}</th>
            <th scope="col">{t("organization:committee.term_number")}</th>
            <th scope="col">{t("organization:committee.form")}</th>
            <th scope="col" data-end>
              {t("organization:committee.seats")}
            </th>
            <th scope="col">{t("organization:committee.elected_on")}</th>
            <th scope="col">{t("organization:committee.ends_on")}</th>
            <th scope="col">{t("organization:committee.phase")}</th>
            <th scope="col">{t("organization:committee.approval")}</th>
            {acting && <th scope="col" aria-label={t("organization:steps")} />}
          </tr>
        </thead>
        <tbody>
          {inOrder(committees).map((one) => (
            <tr key={one.id}>
              <td title={kinds.label(one.kind)}>{kinds.label(one.kind)}</td>
              <td>{t("organization:committee.nth", { n: one.term_number })}</td>
              <td>{forms.label(one.form)}</td>
              <td data-end>{one.seats || MISSING}</td>
              <td>{one.elected_on}</td>
              <td>{one.ended_on ?? one.term.ends_on}</td>
              <td>
                {one.ended_on ? (
                  t("organization:committee.ended")
                ) : (
                  <Status mark={PHASE_MARK[one.term.phase]}>{phases.label(one.term.phase)}</Status>
                )}
              </td>
              <td title={one.approval_number}>{one.approval_number || MISSING}</td>
              {acting && (
                <td data-end data-verbs>
                  {!one.ended_on && (
                    <>
                      <Button kind="text" onClick={() => setAct({ step: "edit", id: one.id })}>
                        {t("organization:committee.edit.verb")}
                      </Button>
                      <Button kind="text" onClick={() => setAct({ step: "end", id: one.id })}>
                        {t("organization:committee.end.verb")}
                      </Button>
                    </>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {act && chosen && (
        <CommitteeDialog step={act.step} committee={chosen} union={union} onClose={() => setAct(null)} />
      )}
    </>
  );
}
