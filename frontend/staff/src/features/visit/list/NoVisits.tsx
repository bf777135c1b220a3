import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useAccess } from "../../../ui/page/person";
import { Empty } from "../../../ui/table/Empty";

const WORDS = {
  list: { none: "visit:list.none", narrowed: "visit:list.none_fits" },
  stop: { none: "visit:stop.none", narrowed: "visit:stop.none_fits" },
} as const;

interface NoVisitsProps {
  /** Of what there is none. */
  of: keyof typeof WORDS;
  /** Takes the filters back; without it nothing is narrowed, and there is none at all. */
  onClear?(): void;
}

/** An empty list of plans or of visits: why, and what to do next. */
export function NoVisits({ of, onClear }: NoVisitsProps) {
  const { t } = useTranslation();
  const may = useAccess();
  if (onClear)
    return (
      <Empty
        verb={
          <Button kind="text" onClick={onClear}>
            {t("visit:list.clear")}
          </Button>
        }
      >
        {t(WORDS[of].narrowed)}
      </Empty>
    );
  return (
    <Empty verb={may.editHouseholds && <Link to="/visits/new">{t("visit:form.verb")}</Link>}>{t(WORDS[of].none)}</Empty>
  );
}
