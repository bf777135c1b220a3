import type { UrgeBatchRequest } from "@unionhome/client/model";
import { sendUrges } from "@unionhome/client/urges";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { UrgeMany } from "../../../ui/dialog/UrgeMany";
import { useOnce } from "../../../ui/page/useOnce";
import type { Selection } from "../../../ui/table/selection";
import { useUrged } from "../officer";

interface UrgeBatchProps {
  selection: Selection;
  /** How many are selected. */
  size: number;
  query: Pick<NonNullable<UrgeBatchRequest["query"]>, "under_id" | "phase">;
  onClose(): void;
  onDone(): void;
}

/** Urges the re-elections that are selected. */
export function UrgeBatch({ selection, size, query, onClose, onDone }: UrgeBatchProps) {
  const { t } = useTranslation();
  const urged = useUrged();
  const once = useOnce();
  const which: Pick<UrgeBatchRequest, "ids" | "query"> = selection.all
    ? { query: { ...query, except_ids: [...selection.except] } }
    : { ids: [...selection.keys] };
  return (
    <UrgeMany
      title={t("officer:urge.batch.title", { n: count(size) })}
      size={size}
      words={{
        verb: t("officer:urge.verb"),
        effect: t("officer:urge.batch.effect", { n: count(size) }),
        hint: t("officer:urge.hint"),
        result: (done, of) => t("officer:urge.batch.result", { done, of }),
      }}
      act={async (note) => {
        const result = await once((options) => sendUrges({ subject: "term", note, ...which }, options));
        urged();
        return result;
      }}
      onClose={(sent) => (sent ? onDone() : onClose())}
    />
  );
}
