import { Link } from "@tanstack/react-router";
import type { CommitteeItem, OrganizationOut } from "@unionhome/client/model";
import { MISSING } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { mayDo } from "../may";
import styles from "../organization.module.css";
import { ranked, useCommittees, useOfficers } from "./bodies";
import { OfficerSheet } from "./OfficerSheet";
import { TermBand } from "./TermBand";

const PHASE_MARK: Record<string, "settled" | "due" | "returned"> = {
  running: "settled",
  due: "due",
  overdue: "returned",
};

/** Committees and officers, the sitting ones first; the former ones behind a click. */
export function CommitteeTab({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const committees = useCommittees(union.id, false);
  const officers = useOfficers(union.id, false);
  const [former, setFormer] = useState(false);
  const problem = committees.error ?? officers.error;
  return (
    <div className={styles.scroll}>
      {problem && <ProblemStrip problem={problem} onRetry={() => void officers.refetch()} />}
      <TermBand union={union} />
      <div className={styles.block}>
        <Section
          title={t("organization:committee.bodies")}
          more={
            mayDo(union, "edit") && (
              <Link className="small" to={"/committees/new" as never} search={{ organization_id: union.id } as never}>
                {t("organization:committee.enter")}
              </Link>
            )
          }
        >
          {committees.data && <CommitteeSheet committees={committees.data.items} />}
        </Section>
      </div>
      <div className={styles.block}>
        <Section
          title={t("organization:committee.officers")}
          note={officers.data && t("organization:committee.people", { n: officers.data.items.length })}
          more={
            mayDo(union, "edit") && (
              <Link className="small" to={"/officers/new" as never} search={{ organization_id: union.id } as never}>
                {t("organization:committee.appoint")}
              </Link>
            )
          }
        >
          {officers.data && <OfficerSheet officers={ranked(officers.data.items)} union={union} />}
        </Section>
      </div>
      <details className={styles.block} onToggle={(event) => setFormer(event.currentTarget.open)}>
        <summary className={styles.none}>{t("organization:committee.former")}</summary>
        {former && <Former union={union} />}
      </details>
    </div>
  );
}

function Former({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const committees = useCommittees(union.id, true);
  const officers = useOfficers(union.id, true);
  if (!committees.data || !officers.data) return null;
  return (
    <>
      {committees.data.items.length > 0 ? (
        <CommitteeSheet committees={committees.data.items} />
      ) : (
        <p className={styles.none}>{t("organization:committee.no_former_bodies")}</p>
      )}
      <OfficerSheet officers={officers.data.items} union={union} former />
    </>
  );
}

function CommitteeSheet({ committees }: { committees: readonly CommitteeItem[] }) {
  const { t } = useTranslation();
  const kinds = useDictionary("committee_kind");
  const forms = useDictionary("committee_form");
  const phases = useDictionary("term_phase");
  if (committees.length === 0) return <p className={styles.none}>{t("organization:committee.no_bodies")}</p>;
  return (
    <table className={styles.sheet}>
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
        </tr>
      </thead>
      <tbody>
        {inOrder(committees).map((one) => (
          <tr key={one.id}>
            <td>{kinds.label(one.kind)}</td>
            <td>{t("organization:committee.nth", { n: one.term_number })}</td>
            <td>{forms.label(one.form)}</td>
            <td data-end>{one.seats || MISSING}</td>
            <td>{one.elected_on}</td>
            <td>{one.ended_on ?? one.term.ends_on}</td>
            <td>
              {one.ended_on ? (
                t("organization:committee.ended")
              ) : (
                <Status mark={PHASE_MARK[one.term.phase] ?? "settled"}>{phases.label(one.term.phase)}</Status>
              )}
            </td>
            <td title={one.approval_number}>{one.approval_number || MISSING}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ORDER = ["union", "audit", "women"];

function inOrder(committees: readonly CommitteeItem[]): CommitteeItem[] {
  return [...committees].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
