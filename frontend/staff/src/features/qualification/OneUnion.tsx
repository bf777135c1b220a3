import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import type { PanelProps } from "../../ui/page/outlet";
import { useAccess, useScope } from "../../ui/page/person";
import { Section } from "../../ui/record/Section";
import { Status } from "../../ui/status/Status";
import { sheetOf } from "./data";
import { Outcome } from "./MarkSheet";
import styles from "./qualification.module.css";

/** How one union was judged this year, on its page. Nothing for unions that are not judged. */
export function OneUnion({ id }: PanelProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { year } = useScope();
  const found = useQuery({ ...sheetOf(id, year), enabled: may.seeQualifications }).data;
  if (!found?.own.judged) return null;
  const { own, standard } = found;
  const judged = own.version > 0;
  return (
    <Section
      title={t("qualification:of_year", { year })}
      note={
        own.judged_at
          ? t("qualification:by", { name: own.from_organization_name, time: moment(own.judged_at) })
          : t("qualification:standard.by", { name: standard.name })
      }
      more={
        <Link className="small" to={"/qualifications" as never} search={{ org: id, year } as never}>
          {t(own.reason === null ? "qualification:mark.verb" : "qualification:see")}
        </Link>
      }
    >
      <Outcome judged={judged} lacking={standard.criteria.length - own.marks.length} />
      {judged && (
        <ul className={styles.one}>
          {standard.criteria.map((criterion, at) => (
            <li key={criterion}>
              <Status mark={own.marks.includes(at + 1) ? "done" : "due"}>{criterion}</Status>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
