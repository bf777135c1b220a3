import { Link } from "@tanstack/react-router";
import type { OrganizationOut } from "@unionhome/client/model";
import { count, percent, phone } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Stat, StatRow } from "../../../ui/figure/Stat";
import { Icon } from "../../../ui/icon/Icon";
import { useDictionary } from "../../../ui/page/dictionary";
import { Outlet } from "../../../ui/page/outlet";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { useLines } from "../lines";
import styles from "../organization.module.css";
import { ranked, useOfficers } from "./bodies";
import { OfficerSheet } from "./OfficerSheet";
import { TermBand } from "./TermBand";
import { BASIC } from "./useCounts";

/** So many officers beside the facts; the rest is a tab away. */
const FEW = 6;

export function AboutTab({ union, employers }: { union: OrganizationOut; employers: number | null | undefined }) {
  return (
    <div className={styles.scroll}>
      <Figures union={union} employers={employers} />
      <TermBand union={union} />
      <div className={styles.halves}>
        <div className={styles.left}>
          <Officers union={union} />
          <Standards union={union} />
        </div>
        <div className={styles.right}>
          <Outlet at="organization.about" id={union.id} />
          <Contact union={union} />
          <Registration union={union} />
        </div>
      </div>
    </div>
  );
}

/** Who is counted as a member: those in transfer still are. A figure opens exactly the people it counts. */
const COUNTED = "active,transfer_out_pending";

function Figures({ union, employers }: { union: OrganizationOut; employers: number | null | undefined }) {
  const { t } = useTranslation();
  const { members, women, migrants, dispatched, retained, complete } = union.figures;
  const to = (filters: Record<string, unknown>) =>
    ({ to: "/members" as never, search: { org: union.id, status: COUNTED, ...filters } as never }) as const;
  const missing = members - complete;
  const basic = union.level >= BASIC;
  return (
    <StatRow size={24}>
      <Stat
        label={t(basic ? "organization:figure.members_of" : "organization:figure.members")}
        value={count(members)}
        unit={
          basic && union.employees
            ? t("organization:figure.of", { n: count(union.employees) })
            : t("organization:people")
        }
        note={
          basic && union.employees
            ? `${t("organization:figure.joined", { rate: percent(members, union.employees).text })}　${t("organization:figure.women", { n: count(women) })}`
            : t("organization:figure.women", { n: count(women) })
        }
        {...to({})}
      />
      <Stat
        label={t("organization:figure.complete")}
        value={percent(complete, members).text.replace("%", "")}
        unit={members ? "%" : undefined}
        exact={percent(complete, members).basis}
        note={
          missing > 0 ? t("organization:figure.missing", { n: count(missing) }) : t("organization:figure.none_missing")
        }
        {...to({ complete: missing > 0 ? "no" : undefined })}
      />
      <Stat
        label={t("organization:figure.migrants")}
        value={count(migrants)}
        unit={t("organization:people")}
        note={t("organization:figure.dispatched", { n: count(dispatched) })}
        {...to({ migrant: "yes" })}
      />
      <Stat
        label={t("organization:figure.retained")}
        value={count(retained)}
        unit={t("organization:people")}
        note={t("organization:figure.retained_note")}
        {...to({ status: "retained" })}
      />
      <Stat
        label={t(basic ? "organization:figure.covered" : "organization:figure.employers")}
        value={count(employers)}
        unit={t("organization:unit")}
        note={
          basic ? t("organization:figure.employees", { n: count(union.employees) }) : t("organization:figure.coverage")
        }
        to={(basic ? "/employers" : "/employers/coverage") as never}
        search={(basic ? { union_id: union.id } : { under_id: union.id }) as never}
      />
    </StatRow>
  );
}

function Officers({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const { data } = useOfficers(union.id, false);
  const all = ranked(data?.items ?? []);
  return (
    <Section
      title={t("organization:committee.officers")}
      note={data && t("organization:committee.people", { n: all.length })}
      more={
        <Link className="small" to="/organizations/$id" params={{ id: union.id }} search={{ tab: "committee" }} replace>
          {t("organization:committee.all")}
        </Link>
      }
    >
      {data && <OfficerSheet officers={all.slice(0, FEW)} union={union} />}
    </Section>
  );
}

/** What a union in good order has; the marks are kept by hand in the union's own form. */
function Standards({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const standards = useDictionary("standard");
  const held = new Set<string>(union.standards);
  if (union.level < BASIC || standards.choices.length === 0) return null;
  return (
    <Section title={t("organization:standards")} note={`${held.size} / ${standards.choices.length}`}>
      <ul className={styles.marks}>
        {standards.choices.map((one) => (
          <li key={one.value} data-missing={!held.has(one.value) || undefined}>
            <Icon
              name={held.has(one.value) ? "check" : "close"}
              size={14}
              label={t(held.has(one.value) ? "organization:standard.has" : "organization:standard.lacks")}
            />
            {one.label}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Contact({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  return (
    <Section title={t("organization:section.contact")}>
      <DescriptionList labels={96}>
        <Field label={t("organization:field.contact_name")}>{union.contact_name}</Field>
        <Field label={t("organization:field.contact_phone")}>{union.contact_phone && phone(union.contact_phone)}</Field>
        <Field label={t("organization:field.address")}>{union.address}</Field>
        <Field label={t("organization:field.region_code")}>{union.region_code}</Field>
      </DescriptionList>
    </Section>
  );
}

function Registration({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const trees = useDictionary("tree");
  const lines = useLines();
  return (
    <Section title={t("organization:section.registration")}>
      <DescriptionList labels={96}>
        <Field label={t("organization:field.ownership")}>{ownerships.label(union.ownership)}</Field>
        <Field label={t("organization:field.industry")}>{industries.label(union.industry)}</Field>
        <Field
          label={t("organization:field.line_id")}
          note={union.line_id ? t("organization:field.led_by", { tree: trees.label(union.lead) }) : undefined}
        >
          {lines.label(union.line_id)}
        </Field>
        <Field label={t("organization:field.established_on")} note={union.approval_number}>
          {union.established_on}
        </Field>
        <Field label={t("organization:field.legal_person")} note={union.legal_person_number}>
          {union.legal_person ? (union.legal_person_on ?? t("organization:yes")) : t("organization:no")}
        </Field>
      </DescriptionList>
    </Section>
  );
}
