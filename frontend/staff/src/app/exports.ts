import { follow, transport } from "@unionhome/client";
import { downloadExport, getExport, showExportPassword } from "@unionhome/client/exports";
import { getJob } from "@unionhome/client/jobs";
import type { JobOut } from "@unionhome/client/model";
import { confirmIdentity } from "@unionhome/client/sign-in";
import type { Asked, ExportStore } from "../ui/export/exports";
import { newOnceKey } from "../ui/page/once";

/** A form has columns of its own. */
const laidOut = ({ format }: Asked) => {
  if (format === "register") return { columns: null, layout: "register" };
  return format === "forms" ? { columns: null, layout: "forms", format: "zip" } : null;
};

/** Six digits are the authenticator's: passwords are longer (trust.md 1.4). */
async function proof(typed: string): Promise<string> {
  const answer = await confirmIdentity(/^\d{6}$/.test(typed) ? { code: typed } : { password: typed });
  return answer.confirmation_token;
}

/** Sends what is asked, with the proof that whole numbers need. */
async function send<T>(url: string, { whole, ...what }: Asked, body: object): Promise<T> {
  const headers = whole && { "Unionhome-Confirmation": await proof(whole.password) };
  const more = whole && { unmasked: whole.columns, reason: whole.reason, note: whole.note };
  const data = { noun: what.noun, query: what.query, columns: what.columns, ...body, ...more };
  return transport<T>({ url, method: "POST", headers, data }, { idempotencyKey: newOnceKey() });
}

/** Files of lists, made and kept for a day by the server. */
export const exportStore: ExportStore = {
  ask: (what) => send<JobOut>("/api/v1/exports", what, laidOut(what) ?? { format: what.format }),
  pack: async (url, { reason, note, password }) => {
    const headers = { "Unionhome-Confirmation": await proof(password) };
    return transport<JobOut>(
      { url, method: "POST", headers, data: { reason, note } },
      { idempotencyKey: newOnceKey() },
    );
  },
  request: (what) => send("/api/v1/export-approvals", what, laidOut(what) ?? {}),
  password: async (id) => (await showExportPassword(id)).password,
  jobs: {
    get: getJob,
    follow: (id, onEvent, signal) => follow(`/jobs/${id}/events`, onEvent, signal),
  },
  fetch: async (id) => {
    const content = (await downloadExport(id)) as unknown as Blob;
    return { content, name: (await getExport(id)).name ?? id };
  },
};
