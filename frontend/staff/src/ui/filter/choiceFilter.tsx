import { type Choice, ChoiceEditor } from "./editors";
import type { Filter } from "./FilterBar";
import { joined, wordsOf } from "./params";

interface ChoiceFilterOptions {
  key: string;
  label: string;
  choices: readonly Choice[];
  /** As in the address: "a,b". */
  value: string | undefined;
  /** One answer only: picking another replaces it. */
  single?: boolean;
  rare?: boolean;
  /** Between the words of several: `t("ui:comma")`. */
  comma: string;
  onChange(value: string | undefined): void;
}

/** A token that asks for one or several of a list and keeps them in the address. */
export function choiceFilter({ choices, value, single, comma, onChange, ...rest }: ChoiceFilterOptions): Filter {
  const picked = wordsOf(value);
  const word = (code: string) => choices.find((one) => one.value === code)?.label ?? code;
  return {
    ...rest,
    value: picked.length ? picked.map(word).join(comma) : undefined,
    onClear: () => onChange(undefined),
    editor: (close) => (
      <ChoiceEditor
        choices={choices}
        value={picked}
        onChange={(next) => {
          onChange(joined(single ? next.slice(-1) : next));
          if (single) close();
        }}
      />
    ),
  };
}
