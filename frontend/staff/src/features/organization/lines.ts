import { useQuery } from "@tanstack/react-query";
import { listLines } from "@unionhome/client/lines";
import { useMemo } from "react";
import { useAccess } from "../../ui/page/person";

const ALL = 500;

/** The lines of the city, for selects and filters: there are dozens, not thousands. */
export function useLines() {
  const may = useAccess();
  const { data } = useQuery({
    queryKey: ["lines", "all"],
    enabled: may.seeLines,
    queryFn: ({ signal }) => listLines({ limit: ALL }, { signal }),
    staleTime: 300_000,
  });
  return useMemo(() => {
    const names = new Map(data?.items.map((line) => [line.id, line.name]));
    return {
      choices: (data?.items ?? []).map((line) => ({ value: line.id, label: line.name })),
      label: (id: string | null | undefined) => (id ? (names.get(id) ?? "…") : ""),
    };
  }, [data]);
}
