import { Link, useNavigate } from "@tanstack/react-router";
import type { OrganizationItem } from "@unionhome/client/model";
import { count, creditCode, percent } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Stamp } from "../../../ui/status/Stamp";
import { Status } from "../../../ui/status/Status";
import { Drawer } from "../../../ui/table/Drawer";
import { useLines } from "../lines";
import { STATUS_MARK } from "../union";

interface UnionDrawerProps {
  union: OrganizationItem;
  place: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** A quick look at a row of the list; nothing is asked of the server for it. */
export function UnionDrawer({ union, place, onBack, onNext, onClose }: UnionDrawerProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const kinds = useDictionary("organization_kind");
  const statuses = useDictionary("organization_status");
  const ownerships = useDictionary("ownership");
  const industries = useDictionary("industry");
  const lines = useLines();
  const honours = useDictionary("honour_kind");
  return (
    <Drawer
      title={union.name}
      marks={
        <>
          <Status mark={STATUS_MARK[union.status] ?? "settled"}>{statuses.label(union.status)}</Status>
          {union.honours.map((one) => (
            <Stamp key={one}>{honours.label(one)}</Stamp>
          ))}
        </>
      }
      place={place}
      onBack={onBack}
      onNext={onNext}
      onClose={onClose}
      foot={
        <Button onClick={() => void go({ to: "/organizations/$id", params: { id: union.id } })}>
          {t("organization:list.open")}
        </Button>
      }
    >
      <DescriptionList>
        <Field label={t("organization:column.kind")}>{kinds.label(union.kind)}</Field>
        <Field label={t("organization:column.parent")}>
          {union.parent_name && union.parent_id && (
            <Link to="/organizations/$id" params={{ id: union.parent_id }}>
              {union.parent_name}
            </Link>
          )}
        </Field>
        <Field label={t("organization:field.line_id")}>{lines.label(union.line_id)}</Field>
        <Field label={t("organization:field.credit_code_short")}>
          {union.credit_code && creditCode(union.credit_code)}
        </Field>
        <Field label={t("organization:field.ownership")}>{ownerships.label(union.ownership)}</Field>
        <Field label={t("organization:field.industry")}>{industries.label(union.industry)}</Field>
        <Field label={t("organization:column.children")}>{count(union.children)}</Field>
        <Field
          label={t("organization:column.members")}
          note={
            union.employees
              ? t("organization:figure.joined", { rate: percent(union.members, union.employees).text })
              : undefined
          }
        >
          {count(union.members)}
        </Field>
        <Field label={t("organization:column.women")}>{count(union.women)}</Field>
        <Field label={t("organization:column.migrants")}>{count(union.migrants)}</Field>
        <Field label={t("organization:column.dispatched")}>{count(union.dispatched)}</Field>
        <Field label={t("organization:column.term")}>{union.term?.ends_on}</Field>
      </DescriptionList>
    </Drawer>
  );
}
