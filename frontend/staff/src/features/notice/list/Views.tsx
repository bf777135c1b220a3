import { useNavigate } from "@tanstack/react-router";
import { listNoticeCandidates, listNotices, listObjections } from "@unionhome/client/notices";
import { SavedViews } from "../../../ui/view/SavedViews";
import { type NoticeSearch, noticesAsked, objectionsAsked, VIEW_KEYS, type View } from "../search";

const COUNTED = { limit: 1, with_total: true };

/** The saved views of the three lists of the page: a view knows which of them it is of. */
export function Views({ view, search }: { view: View; search: NoticeSearch }) {
  const go = useNavigate({ from: "/aid/notices" });
  return (
    <SavedViews
      noun="notices"
      search={{ ...search, view }}
      keys={VIEW_KEYS}
      onShow={(shown) => void go({ search: shown, replace: true })}
      count={async (query: NoticeSearch, signal) => {
        const of = query.view ?? view;
        if (of === "wanted") return (await listNoticeCandidates(COUNTED, { signal })).total;
        if (of === "objections")
          return (await listObjections({ ...objectionsAsked(query), ...COUNTED }, { signal })).total;
        return (await listNotices({ ...noticesAsked(of, query), ...COUNTED }, { signal })).total;
      }}
    />
  );
}
