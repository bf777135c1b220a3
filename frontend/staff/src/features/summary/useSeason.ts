import type { SummaryItem } from "@unionhome/client/model";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What a summary is about, in words: a programme, a year, a quarter. */
export function useSeason(): (row: Pick<SummaryItem, "program_name" | "year" | "quarter">) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ program_name, year, quarter }) => {
      if (year === null) return program_name;
      return quarter === null ? t("summary:season.year", { year }) : t("summary:season.quarter", { year, quarter });
    },
    [t],
  );
}
