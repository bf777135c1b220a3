import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { unionOf } from "../../../queries/organization";
import { type Choice, ChoiceEditor, DateRangeEditor, NumberRangeEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";

import { between, type Ends, endsOf, type FilterKey, joined, listOf, type MemberSearch } from "./filters";

const CHANGED = ["7", "30", "90", "365"];
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1));

/** The tokens of the filter bar, each reading and writing its part of the address. */
export function useFilters(search: MemberSearch, change: (part: MemberSearch) => void): Filter[] {
  const { t } = useTranslation();
  const union = useQuery(unionOf(search.org));
  const statuses = useDictionary("member_status");
  const kinds = useDictionary("member_kind");
  const groups = useDictionary("new_employment");
  const sexes = useDictionary("sex");
  const educations = useDictionary("education");
  const politics = useDictionary("politics");
  const protections = useDictionary("protection_kind");
  const clear = (key: FilterKey) => () => change({ [key]: undefined });

  const choice = (key: FilterKey, label: string, choices: readonly Choice[], rare?: boolean): Filter => {
    const value = listOf(search[key]);
    const words = value.map((one) => choices.find((each) => each.value === one)?.label ?? one);
    return {
      key,
      label,
      rare,
      value: words.join(t("member:and")) || undefined,
      onClear: clear(key),
      editor: () => (
        <ChoiceEditor choices={choices} value={value} onChange={(next) => change({ [key]: joined(next) })} />
      ),
    };
  };
  /** One of several: the server takes a single value. */
  const single = (key: FilterKey, label: string, choices: readonly Choice[], rare?: boolean): Filter => ({
    ...choice(key, label, choices, rare),
    editor: (close) => (
      <ChoiceEditor
        choices={choices}
        value={listOf(search[key])}
        onChange={(next) => {
          change({ [key]: next.at(-1) });
          close();
        }}
      />
    ),
  });
  const ends = (value: Ends) => `${value.from ?? ""} ~ ${value.to ?? ""}`.trim();
  const yesNo = (name: "complete" | "card" | "migrant" | "dispatched" | "hardship" | "insured") =>
    ["yes", "no"].map((value) => ({ value, label: t(`member:filter.${name}_${value as "yes" | "no"}`) }));

  return [
    {
      key: "org",
      label: t("member:filter.org"),
      value: search.org && (union.data?.name ?? "…"),
      onClear: clear("org"),
      editor: (close) => (
        <OrgFilter
          label={t("member:filter.org")}
          selected={search.org ?? null}
          onPick={(org) => {
            change({ org: org.id });
            close();
          }}
        />
      ),
    },
    {
      ...single(
        "changed",
        t("member:filter.changed"),
        CHANGED.map((value) => ({ value, label: t("member:filter.within", { count: Number(value) }) })),
      ),
      // A number of days that is not among the choices still says itself.
      value: search.changed && t("member:filter.within", { count: Number(search.changed) }),
    },
    choice("kind", t("member:field.kind"), kinds.choices),
    choice("status", t("member:field.status"), statuses.choices),
    single("sex", t("member:field.sex"), sexes.choices),
    {
      key: "age",
      label: t("member:field.age"),
      value: search.age && ends(endsOf(search.age)),
      onClear: clear("age"),
      editor: (close) => (
        <NumberRangeEditor
          value={endsOf(search.age)}
          onChange={(next) => {
            change({ age: between(next) });
            close();
          }}
        />
      ),
    },
    single("birthday", t("member:filter.birthday"), [
      { value: "this", label: t("member:filter.birthday_this") },
      { value: "next", label: t("member:filter.birthday_next") },
      ...MONTHS.map((value) => ({ value, label: t("member:filter.birthday_in", { month: value }) })),
    ]),
    choice("group", t("member:field.new_employment"), groups.choices, true),
    {
      key: "joined",
      label: t("member:field.joined_on"),
      rare: true,
      value: search.joined && ends(endsOf(search.joined)),
      onClear: clear("joined"),
      editor: () => (
        <DateRangeEditor value={endsOf(search.joined)} onChange={(next) => change({ joined: between(next) })} />
      ),
    },
    single("education", t("member:field.education"), educations.choices, true),
    single("politics", t("member:field.politics"), politics.choices, true),
    single("complete", t("member:filter.complete"), yesNo("complete"), true),
    single("card", t("member:filter.card"), yesNo("card"), true),
    single("migrant", t("member:filter.migrant"), yesNo("migrant"), true),
    single("dispatched", t("member:filter.dispatched"), yesNo("dispatched"), true),
    single("hardship", t("member:filter.hardship"), yesNo("hardship"), true),
    single("insured", t("member:filter.insured"), yesNo("insured"), true),
    choice("protection", t("member:filter.protection"), protections.choices, true),
  ];
}
