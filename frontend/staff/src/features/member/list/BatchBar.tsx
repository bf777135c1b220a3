import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import type { Selection } from "../../../ui/table/selection";
import { BatchDialog } from "../batch/BatchDialog";
import type { Deed } from "../batch/deeds";
import type { MemberSearch } from "./filters";

interface BatchBarProps {
  selection: Selection;
  search: MemberSearch;
  /** Rows of an exact look-up: there is no "all that match". */
  exact: boolean;
  /** All that match, and how people read that where counting stopped: "10,000+". */
  total: { number: number; words: string };
  onDone(): void;
}

/** What can be done with the selected members. Each opens with a preview. */
export function BatchBar({ selection, search, exact, total, onDone }: BatchBarProps) {
  const { t } = useTranslation();
  const access = useAccess();
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds: Deed[] = [
    ...(["change", "card", "submit"] as const),
    ...(access.approveMembers ? (["approve", "return"] as const) : []),
    ...(access.endMemberships ? (["retain", "leave"] as const) : []),
  ];
  const picked = exact && selection.all ? null : selection;
  return (
    <>
      {picked &&
        deeds.map((one) => (
          <Button key={one} kind="text" onClick={() => setDeed(one)}>
            {t(`member:batch.${one}`)}
          </Button>
        ))}
      {deed && picked && (
        <BatchDialog
          deed={deed}
          selection={picked}
          search={search}
          total={total}
          onClose={() => setDeed(null)}
          onDone={() => {
            setDeed(null);
            onDone();
          }}
        />
      )}
    </>
  );
}
