import type { JobOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Dictionary, useDictionary } from "../../ui/page/dictionary";

interface Words {
  t: TFunction;
  registers: Dictionary;
  rows: Dictionary;
  members: Dictionary;
  trials: Dictionary;
}

interface Result {
  counts?: Record<string, number>;
  outcomes?: Record<string, number>;
  rows?: number;
  lines?: number;
  differing?: number;
}

/** How jobs are spoken of: what each is called, and how it ended. */
export interface Telling {
  name(job: JobOut): string;
  /** "新增 997、有误 3", or why it failed; empty while it goes on and where there is nothing to say. */
  outcome(job: JobOut): string;
  /** The whole sentence: "会员导入检查完成：新增 997、有误 3". */
  ended(job: JobOut): string;
}

export function useTelling(): Telling {
  const { t } = useTranslation();
  const registers = useDictionary("register_kind");
  const rows = useDictionary("import_row_state");
  const members = useDictionary("member_batch_outcome");
  const trials = useDictionary("trial_outcome");
  return useMemo(() => tellingOf({ t, registers, rows, members, trials }), [t, registers, rows, members, trials]);
}

export function tellingOf({ t, registers, rows, members, trials }: Words): Telling {
  const name = ({ kind, request }: JobOut) => {
    const register = request.register as string | undefined;
    const plain = t(`job:kind.${kind}`, { defaultValue: kind });
    return register ? t(`job:import.${kind}`, { register: registers.label(register), defaultValue: plain }) : plain;
  };
  const outcome = ({ state, problem, request, result }: JobOut) => {
    if (problem) return state === "failed" ? problem.detail : "";
    const { counts, outcomes, rows: written, lines, differing } = (result ?? {}) as Result;
    if (outcomes) return counted(t, trials, outcomes);
    if (counts) return counted(t, request.import_id ? rows : members, counts);
    if (written !== undefined) return t("job:rows", { n: count(written) });
    if (differing !== undefined) return t("job:differing", { n: count(differing) });
    return lines === undefined ? "" : t("job:lines", { n: count(lines) });
  };
  const ended = (job: JobOut) => {
    const told = t(`job:ended.${job.state as "succeeded"}`, { title: name(job) });
    const what = outcome(job);
    return what ? t("job:ended.with", { told, outcome: what }) : told;
  };
  return { name, outcome, ended };
}

/** What there are none of is not said, unless there is nothing else. */
function counted(t: TFunction, words: Dictionary, counts: Record<string, number>): string {
  return words.entries
    .filter(({ slug }) => counts[slug])
    .map(({ slug }) => `${words.label(slug)} ${count(counts[slug] as number)}`)
    .join(t("job:and"));
}
