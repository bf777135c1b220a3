import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ifMatch, transport } from "@unionhome/client";
import { editMember } from "@unionhome/client/members";
import type { MemberOut } from "@unionhome/client/model";
import { date, inFours, today } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { useObjectUrl } from "../../../ui/page/useObjectUrl";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { MEMBERS, memberCard } from "../data";
import styles from "./one.module.css";
import { useFace } from "./useFace";

/** The card as it is handed out: whose it is, and the code by which anybody can check it. */
export function CardDialog({ member, onClose }: { member: MemberOut; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const card = useQuery(memberCard(member.id));
  const picture = useQuery({
    queryKey: [...MEMBERS, "picture", member.id],
    // The generated function promises text; the browser's carrier brings what is not JSON as a blob.
    queryFn: ({ signal }) =>
      transport<Blob>({ url: `/api/v1/members/${member.id}/card.svg`, method: "GET" }, { signal }),
    enabled: card.data?.issued_on != null,
    gcTime: 0,
  });
  const source = useObjectUrl(picture.data);
  const face = useFace(member);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const problem = card.error ?? picture.error ?? refused;

  async function issue() {
    setBusy(true);
    try {
      await editMember(member.id, { card_issued_on: today(Date.now()) }, ifMatch(member));
      await queries.invalidateQueries({ queryKey: MEMBERS });
    } catch (error) {
      setRefused(error);
    }
    setBusy(false);
  }

  return (
    <Dialog title={t("member:card.title", { name: member.name })} width={560} onClose={onClose}>
      {Boolean(problem) && <ProblemStrip boxed problem={problem} />}
      {card.data && !card.data.issued_on && (
        <p>
          {t("member:card.none")}{" "}
          {member.steps.some((step) => step.step === "edit" && step.allowed) && (
            <Button kind="main" busy={busy} onClick={issue}>
              {t("member:card.issue")}
            </Button>
          )}
        </p>
      )}
      {card.data?.issued_on && (
        <div className={styles.card}>
          {face && <img className={styles.face} src={face} alt={t("member:photo.of", { name: member.name })} />}
          <div className={styles.print}>
            <h3>{t("member:card.face")}</h3>
            <DescriptionList labels={72}>
              <Field label={t("member:field.name")}>{member.name}</Field>
              <Field label={t("member:field.number")}>{card.data.number && inFours(card.data.number)}</Field>
              <Field label={t("member:field.organization_id")}>{member.organization.name}</Field>
              <Field label={t("member:field.card_issued_on")}>{card.data.issued_on && date(card.data.issued_on)}</Field>
            </DescriptionList>
          </div>
          <div>
            {source && <img className={styles.code} src={source} alt={t("member:card.code")} />}
            <p>
              <Status mark={card.data.valid ? "done" : "returned"}>
                {t(card.data.valid ? "member:card.valid" : "member:card.invalid")}
              </Status>
            </p>
          </div>
        </div>
      )}
      <p className="note ink-3">{t("member:card.hint")}</p>
    </Dialog>
  );
}
