import { useQuery } from "@tanstack/react-query";
import type { MemberOut } from "@unionhome/client/model";
import { useObjectUrl } from "../../../ui/page/useObjectUrl";
import { memberPhoto } from "../data";

/** The member's photo as an address, if there is one. It leaves the memory with the page. */
export function useFace(member: Pick<MemberOut, "id" | "photo_id">): string | undefined {
  const photo = useQuery(memberPhoto(member));
  return useObjectUrl(member.photo_id ? photo.data : undefined);
}
