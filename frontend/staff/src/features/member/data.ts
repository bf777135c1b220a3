import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { transport } from "@unionhome/client";
import {
  getMember,
  getMemberCard,
  listMemberEvents,
  listMemberMerges,
  listMembers,
  searchMembers,
} from "@unionhome/client/members";
import type { ExactSearch, MemberOut } from "@unionhome/client/model";
import { type MemberSearch, toParams } from "./list/filters";

/** Everything about members begins with this, so that one call makes all of it fresh. */
export const MEMBERS = ["members"] as const;
export const PAGE_SIZE = 50;

export const membersPage = (search: MemberSearch, cursor: string | null) =>
  queryOptions({
    queryKey: [...MEMBERS, "page", { ...search, view: undefined }, cursor],
    queryFn: ({ signal }) =>
      listMembers(
        { ...toParams(search, Date.now()), limit: PAGE_SIZE, cursor: cursor ?? undefined, with_total: true },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** How many a view holds. */
export const membersCount = (search: MemberSearch) =>
  queryOptions({
    queryKey: [...MEMBERS, "count", search],
    queryFn: ({ signal }) => listMembers({ ...toParams(search, Date.now()), limit: 1, with_total: true }, { signal }),
    select: (page) => page.total,
    staleTime: 60_000,
  });

/** Never kept beyond the look: the key is a number of the asking, not the number that was asked for. */
export const exactMembers = (asked: ExactSearch | null, time: number) =>
  queryOptions({
    queryKey: [...MEMBERS, "exact", time],
    queryFn: ({ signal }) => searchMembers(asked ?? {}, { signal }),
    enabled: asked !== null,
    gcTime: 0,
  });

export const oneMember = (id: string) =>
  queryOptions({ queryKey: [...MEMBERS, "one", id], queryFn: ({ signal }) => getMember(id, { signal }) });

export const memberEvents = (id: string) =>
  queryOptions({ queryKey: [...MEMBERS, "events", id], queryFn: ({ signal }) => listMemberEvents(id, { signal }) });

export const memberCard = (id: string) =>
  queryOptions({ queryKey: [...MEMBERS, "card", id], queryFn: ({ signal }) => getMemberCard(id, { signal }) });

/** Kept under the photo's own id: a new photo is another one. Gone from the memory when nobody shows it. */
export const memberPhoto = ({ id, photo_id }: Pick<MemberOut, "id" | "photo_id">) =>
  queryOptions({
    queryKey: [...MEMBERS, "photo", id, photo_id],
    // The generated function promises nothing; the browser's carrier brings what is not JSON as a blob.
    queryFn: ({ signal }) => transport<Blob>({ url: `/api/v1/members/${id}/photo`, method: "GET" }, { signal }),
    enabled: photo_id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const memberMerges = (cursor: string | null) =>
  queryOptions({
    queryKey: [...MEMBERS, "merges", cursor],
    queryFn: ({ signal }) =>
      listMemberMerges({ limit: PAGE_SIZE, cursor: cursor ?? undefined, with_total: true }, { signal }),
    placeholderData: keepPreviousData,
  });
