import type { ListMemberBatchesParams } from "@unionhome/client/model";
import { flag, word, wordsOf } from "../../../ui/filter/params";

/** The address of the list of batches speaks the language of the API. */
export interface BatchSearch {
  under_id?: string;
  state?: string;
  deed?: string;
  mine?: boolean;
}

export function readBatchSearch(search: Record<string, unknown>): BatchSearch {
  return {
    under_id: word(search, "under_id"),
    state: word(search, "state"),
    deed: word(search, "deed"),
    mine: flag(search, "mine") || undefined,
  };
}

export function askedOf({ under_id, state, deed, mine }: BatchSearch): ListMemberBatchesParams {
  return { under_id, mine, state: wordsOf(state), deed: wordsOf(deed) } as ListMemberBatchesParams;
}
