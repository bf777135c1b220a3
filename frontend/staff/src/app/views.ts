import { ifMatch } from "@unionhome/client";
import { listColleagues } from "@unionhome/client/me";
import {
  deleteSavedView,
  editSavedView,
  keepSavedView,
  listSavedViews,
  stepSavedView,
} from "@unionhome/client/saved-views";
import type { ViewStore } from "../ui/view/views";

/** The views of lists, kept by the server. */
export const viewStore: ViewStore = {
  list: async (noun, signal) => (await listSavedViews({ noun: noun as never }, { signal })).items,
  keep: async (noun, name, sharing, query) =>
    (await keepSavedView({ noun: noun as never, name, sharing, query: { ...query } })).id,
  change: async (view, { query, ...part }) => {
    await editSavedView(view.id, { ...part, ...(query && { query: { ...query } }) }, ifMatch(view));
  },
  setDefault: async (view, on) => {
    await stepSavedView(view.id, { step: on ? "make_default" : "clear_default" }, ifMatch(view));
  },
  give: async (view, to) => {
    await stepSavedView(view.id, { step: "give", to_user_id: to }, ifMatch(view));
  },
  drop: async (view) => {
    await deleteSavedView(view.id, ifMatch(view));
  },
  colleagues: async (signal) => (await listColleagues({ signal })).items,
};
