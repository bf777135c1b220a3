import { useTranslation } from "react-i18next";
import { useAccess } from "../../../ui/page/person";
import type { PlacedLine } from "../data";
import { type StatsTree, TREES } from "../search";
import { Choice } from "./charts/Choice";

interface TreeChoiceProps {
  /** Whether the figures go by lines now. */
  byLine: boolean;
  lines: readonly PlacedLine[];
  onSet(next: { tree?: StatsTree; org?: string }): void;
}

/** By places or by lines, for whoever sees both trees; by lines it begins with the first of them. */
export function TreeChoice({ byLine, lines, onSet }: TreeChoiceProps) {
  const { t } = useTranslation();
  const may = useAccess();
  if (!may.seeBothTrees || lines.length === 0) return null;
  return (
    <Choice
      label={t("statistic:tree.label")}
      value={byLine ? "line" : "territory"}
      all={TREES}
      word={(tree) => t(`statistic:tree.${tree}`)}
      onPick={(tree) => onSet(tree === "line" ? { tree, org: lines[0]?.id } : { tree: undefined, org: undefined })}
    />
  );
}
