import { Link } from "@tanstack/react-router";
import type { OrganizationOut } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { mayDo } from "../may";
import styles from "../organization.module.css";
import { ranked, useCommittees, useOfficers } from "./bodies";
import { CommitteeSheet } from "./CommitteeSheet";
import { OfficerSheet } from "./OfficerSheet";
import { TermBand } from "./TermBand";

/** Committees and officers, the sitting ones first; the former ones behind a click. */
export function CommitteeTab({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const committees = useCommittees(union.id, false);
  const officers = useOfficers(union.id, false);
  const [former, setFormer] = useState(false);
  const problem = committees.error ?? officers.error;
  return (
    <Scroll className={styles.scroll} label={t("organization:tab.committee")}>
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
          {committees.data && <CommitteeSheet committees={committees.data.items} union={union} />}
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
    </Scroll>
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
        <CommitteeSheet committees={committees.data.items} union={union} />
      ) : (
        <p className={styles.none}>{t("organization:committee.no_former_bodies")}</p>
      )}
      <OfficerSheet officers={officers.data.items} union={union} former />
    </>
  );
}
