import { listMembers, searchMembers } from "@unionhome/client/members";
import type { MemberItem } from "@unionhome/client/model";
import type { Hit } from "../../ui/page/feature";
import { exactNumber } from "./list/filters";

const HITS = 6;

/** By part of the name, pinyin, initials, last four, member number; a whole number goes in the body of a request. */
export async function findMembers(text: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const number = exactNumber(text);
  const { items } = number
    ? await searchMembers(number, { signal })
    : await listMembers({ q: text, limit: HITS }, { signal });
  return items.slice(0, HITS).map(hitOf);
}

const hitOf = (member: MemberItem): Hit => ({
  id: member.id,
  title: member.name,
  note: `${member.organization.name} ${member.id_number_masked.slice(-4)}`,
  to: `/members/${member.id}`,
});
