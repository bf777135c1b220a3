import { queryOptions, useQuery } from "@tanstack/react-query";
import { listEvidencePacks } from "@unionhome/client/exports";
import type { AidCaseOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { PackDialog } from "../../../ui/export/PackDialog";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import styles from "./cases.module.css";

const packsOf = (id: string) =>
  queryOptions({
    queryKey: ["evidence-packs", id],
    queryFn: ({ signal }) => listEvidencePacks(id, { signal }),
    // Whoever has just taken one out looks for its digest.
    staleTime: 0,
  });

interface EvidenceDialogProps {
  row: Pick<AidCaseOut, "id" | "number">;
  onClose(): void;
}

/** The evidence pack of a case, and the digests of those that were made before. */
export function EvidenceDialog({ row, onClose }: EvidenceDialogProps) {
  const { t } = useTranslation();
  const made = useQuery(packsOf(row.id)).data?.items ?? [];
  return (
    <PackDialog
      title={t("aid:case.evidence.of", { number: row.number })}
      url={`/api/v1/aid-cases/${row.id}/evidence-packs`}
      onClose={onClose}
    >
      <p>{t("aid:case.evidence.what")}</p>
      {made.length > 0 && (
        <>
          <p className="small ink-2">{t("aid:case.evidence.made")}</p>
          <DescriptionList>
            {made.map((pack) => (
              <Field key={pack.pack_id} label={`${moment(pack.made_at)} ${pack.made_by}`}>
                <code className={styles.digest}>{pack.digest}</code>
              </Field>
            ))}
          </DescriptionList>
        </>
      )}
    </PackDialog>
  );
}
