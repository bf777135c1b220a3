import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate, useSearch } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ClaimDraft, ClaimOut, CoverItem, ProtectionPlanOut } from "@unionhome/client/model";
import { beginProtectionClaim, editProtectionClaim, tryProtectionClaim } from "@unionhome/client/mutual-aid-claims";
import { range, yuan } from "@unionhome/words";
import { Form, Input, Select } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import { FormField, FormSection } from "../../../ui/form/FormField";
import { FormSheet } from "../../../ui/form/FormSheet";
import { YuanInput } from "../../../ui/form/YuanInput";
import { newOnceKey } from "../../../ui/page/once";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { asProblem } from "../../../ui/problem/problem";
import { PageHead } from "../../../ui/record/PageHead";
import { MUTUAL, oneClaim, oneCover, onePlan, useChanged } from "../data";
import { Reckoning } from "../one/Reckoning";
import styles from "../protection.module.css";

interface Values {
  event_on: string | null;
  illness: string;
  item?: string;
  self_paid_fen?: number | null;
  bank?: string;
  bank_card?: string;
}

/** A claim for an insured member, from the list of those who are insured. */
export function NewClaimPage() {
  const { t } = useTranslation();
  const { cover_id }: { cover_id?: string } = useSearch({ from: "/aid/mutual/claims/new" });
  const cover = useQuery(oneCover(cover_id ?? ""));
  useTabTitle(t("protection:claim.begin"));
  if (cover.data) return <New key={cover_id} cover={cover.data} />;
  if (cover.error) return <ProblemPage problem={cover.error} onRetry={() => void cover.refetch()} />;
  return null;
}

function New({ cover }: { cover: CoverItem }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useChanged();
  const attempt = useRef(newOnceKey());
  const plan = useQuery(onePlan(cover.plan_id)).data;
  if (!plan) return null;
  return (
    <Sheet
      title={t("protection:claim.begin")}
      cover={cover}
      plan={plan}
      initial={{}}
      onSubmit={async (draft) => {
        const made = await beginProtectionClaim(draft, { idempotencyKey: attempt.current });
        attempt.current = newOnceKey();
        changed();
        return () => void go({ to: "/aid/mutual/claims/$id", params: { id: made.id }, replace: true });
      }}
    />
  );
}

const route = getRouteApi("/aid/mutual/claims/$id/edit");

/** A draft of a claim, mended. */
export function EditClaimPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const claim = useQuery(oneClaim(id));
  useTabTitle(t("protection:claim.edit"));
  if (claim.data) return <Edit key={id} claim={claim.data} />;
  if (claim.error) return <ProblemPage problem={claim.error} onRetry={() => void claim.refetch()} />;
  return null;
}

function Edit({ claim }: { claim: ClaimOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const changed = useChanged();
  const cover = useQuery(oneCover(claim.cover_id)).data;
  const plan = useQuery(onePlan(claim.plan_id)).data;
  if (!cover || !plan) return null;
  return (
    <Sheet
      title={t("protection:claim.edit")}
      cover={cover}
      plan={plan}
      initial={{
        event_on: claim.event_on,
        illness: claim.illness ?? "",
        item: claim.item ?? "",
        self_paid_fen: claim.self_paid_fen,
        bank: claim.bank,
      }}
      onSubmit={async (draft) => {
        await editProtectionClaim(claim.id, draft, ifMatch(claim));
        changed();
        return () => void go({ to: "/aid/mutual/claims/$id", params: { id: claim.id }, replace: true });
      }}
    />
  );
}

interface SheetProps {
  title: string;
  cover: CoverItem;
  plan: ProtectionPlanOut;
  initial: Partial<Values>;
  onSubmit(draft: ClaimDraft): Promise<unknown>;
}

function Sheet({ title, cover, plan, initial, onSubmit }: SheetProps) {
  const { t } = useTranslation();
  const tab = useTab();
  return (
    <div className={styles.page}>
      <PageHead
        title={title}
        facts={[
          [t("protection:column.member"), cover.name],
          [t("protection:column.plan"), plan.name],
          [t("protection:column.days"), range(cover.claims_from, cover.ends_on)],
        ]}
      />
      <FormSheet<Values>
        id="protection-claim"
        initial={initial}
        verb={t("protection:claim.save")}
        note={t("protection:claim.note")}
        onCancel={tab.close}
        onSubmit={(values) =>
          onSubmit({
            cover_id: cover.id,
            event_on: values.event_on ?? "",
            illness: values.illness,
            item: values.item ?? "",
            self_paid_fen: values.self_paid_fen ?? 0,
            bank: values.bank ?? "",
            bank_card: values.bank_card ?? "",
          })
        }
      >
        <Fields cover={cover} plan={plan} />
      </FormSheet>
    </div>
  );
}

function Fields({ cover, plan }: { cover: CoverItem; plan: ProtectionPlanOut }) {
  const { t } = useTranslation();
  const scale = plan.benefit.form === "scale";
  return (
    <>
      <FormSection title={t("protection:claim.event")}>
        <FormField name="event_on" label={t("protection:claim.event_on")} required>
          <DateField />
        </FormField>
        <FormField name="illness" label={t("protection:claim.illness")} required hint={t("protection:claim.sealed")}>
          <Input maxLength={200} />
        </FormField>
        {scale && (
          <FormField name="item" label={t("protection:column.item")} required>
            <Select options={plan.benefit.items.map(({ name }) => ({ value: name, label: name }))} />
          </FormField>
        )}
        <FormField name="self_paid_fen" label={t("protection:claim.self_paid")} required={!scale}>
          <YuanInput max={10_000_000_00} />
        </FormField>
        <Live cover={cover} scale={scale} />
      </FormSection>
      <FormSection title={t("protection:claim.payee")}>
        <FormField name="bank" label={t("protection:claim.bank")}>
          <Input maxLength={100} />
        </FormField>
        <FormField name="bank_card" label={t("protection:claim.card")} hint={t("protection:claim.card_hint")}>
          <Input maxLength={40} inputMode="numeric" autoComplete="off" />
        </FormField>
      </FormSection>
    </>
  );
}

/** What the plan pays for what is typed, and how that comes about; or why it pays nothing. */
function Live({ cover, scale }: { cover: CoverItem; scale: boolean }) {
  const { t } = useTranslation();
  const event_on = Form.useWatch("event_on") as string | null | undefined;
  const item = (Form.useWatch("item") as string | undefined) ?? "";
  const self_paid_fen = (Form.useWatch("self_paid_fen") as number | null | undefined) ?? 0;
  const asked = { cover_id: cover.id, event_on: event_on ?? "", item, self_paid_fen };
  const tried = useQuery({
    queryKey: [MUTUAL, "try", asked],
    queryFn: ({ signal }) => tryProtectionClaim(asked, { signal }),
    enabled: Boolean(event_on) && (scale ? item !== "" : self_paid_fen > 0),
    retry: false,
    gcTime: 0,
  });
  const problem = tried.error ? asProblem(tried.error) : null;
  return (
    <div style={{ gridColumn: "1 / -1" }} aria-live="polite">
      {problem ? (
        <p className="bad">{problem.detail}</p>
      ) : tried.data ? (
        <>
          <p>
            {t("protection:claim.comes_to")} <b>{yuan(tried.data.amount_fen)}</b>
          </p>
          <Reckoning lines={tried.data.reckoning} />
        </>
      ) : (
        <p className="ink-3">{t("protection:claim.live")}</p>
      )}
    </div>
  );
}
