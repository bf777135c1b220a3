import { ifMatch } from "@unionhome/client";
import { getExportApproval, stepExportApproval } from "@unionhome/client/export-approvals";
import { getGrant, getGrantHandover, stepGrant, stepGrantHandover } from "@unionhome/client/grants";
import { getMember, stepMember } from "@unionhome/client/members";
import type { OpenStep, TodoItem } from "@unionhome/client/model";
import { getTransfer, stepTransfer } from "@unionhome/client/transfers";
import { getUser, stepUser } from "@unionhome/client/users";
import { count } from "@unionhome/words";

/** One line of what must be seen before saying yes: the key of its label, and a text or the slug of a dictionary. */
export interface Fact {
  key: string;
  value: string | null | undefined;
  dictionary?: string;
}

export interface Review {
  facts: readonly Fact[];
  steps: readonly OpenStep[];
  act(step: string, reason: string): Promise<unknown>;
}

/** The steps that answer what waits; the rest of a record's steps belong to its own page. */
const ANSWERS = ["accept", "release", "approve", "reject", "return", "refuse"];
/** Whoever gets a no is told why. */
export const NO = ["reject", "return", "refuse"];

const answers = (steps: readonly OpenStep[]) => steps.filter((one) => ANSWERS.includes(one.step));

type Load = (id: string, signal: AbortSignal) => Promise<Review>;

/** What can be settled without leaving the workbench. A re-election is not: it has a page of its own. */
export const REVIEWS: Partial<Record<TodoItem["kind"], Load>> = {
  transfer_in: reviewTransfer,
  transfer_out: reviewTransfer,
  export_approval: reviewExport,
  async member_approval(id, signal) {
    const member = await getMember(id, { signal });
    return {
      facts: [
        { key: "sex", value: member.sex, dictionary: "sex" },
        { key: "age", value: String(member.age) },
        { key: "id_number", value: member.id_number_masked },
        { key: "phone", value: member.phone_masked },
        { key: "union", value: member.organization.name },
        { key: "member_kind", value: member.kind, dictionary: "member_kind" },
        { key: "post", value: member.post },
        { key: "completeness", value: `${member.completeness}%` },
      ],
      steps: answers(member.steps),
      act: (step, reason) => stepMember(id, { step, reason } as never, ifMatch(member)),
    };
  },
  async user_approval(id, signal) {
    const user = await getUser(id, { signal });
    return {
      facts: [
        { key: "login", value: user.login },
        { key: "home", value: user.organization_name },
        { key: "made_by", value: user.made_by_name },
        { key: "made_at", value: user.created_at.slice(0, 16).replace("T", " ") },
      ],
      steps: answers(user.steps),
      act: (step, reason) => stepUser(id, { step, reason } as never, ifMatch(user)),
    };
  },
  async grant_approval(id, signal) {
    const grant = await getGrant(id, { signal });
    return {
      facts: [
        { key: "login", value: grant.user_login },
        { key: "role", value: grant.role, dictionary: "role" },
        { key: "on", value: grant.organization_name },
        { key: "tree", value: grant.tree, dictionary: "tree" },
        { key: "days", value: `${grant.starts_on} ~ ${grant.ends_on ?? ""}` },
        { key: "reason", value: grant.reason },
        { key: "made_by", value: grant.made_by_name },
      ],
      steps: answers(grant.steps),
      act: (step, reason) => stepGrant(id, { step, reason } as never, ifMatch(grant)),
    };
  },
  async handover_approval(id, signal) {
    const handover = await getGrantHandover(id, { signal });
    return {
      facts: [
        { key: "from_user", value: handover.from_user_name },
        { key: "to_user", value: handover.to_user_name },
        { key: "role", value: handover.roles.join(","), dictionary: "role" },
        { key: "on", value: handover.organization_name },
        { key: "starts_on", value: handover.starts_on },
        { key: "reason", value: handover.reason },
        { key: "made_by", value: handover.made_by_name },
      ],
      steps: answers(handover.steps),
      act: (step) => stepGrantHandover(id, { step } as never, ifMatch(handover)),
    };
  },
};

async function reviewExport(id: string, signal: AbortSignal): Promise<Review> {
  const asked = await getExportApproval(id, { signal });
  return {
    facts: [
      { key: "list", value: asked.noun, dictionary: "export_noun" },
      { key: "rows", value: count(asked.rows) },
      { key: "whole", value: asked.whole.join(", ") },
      { key: "columns", value: asked.heads.join(", ") },
      { key: "filters", value: asked.filters.join("; ") },
      { key: "reason", value: asked.reason, dictionary: "reveal_reason" },
      { key: "note", value: asked.note },
      { key: "union", value: asked.organization_name },
      { key: "asked_at", value: asked.created_at.slice(0, 16).replace("T", " ") },
    ],
    steps: answers(asked.steps),
    act: (step, reason) => stepExportApproval(id, { step: step as never, answer: reason }, ifMatch(asked)),
  };
}

async function reviewTransfer(id: string, signal: AbortSignal): Promise<Review> {
  const transfer = await getTransfer(id, { signal });
  return {
    facts: [
      { key: "number", value: transfer.number },
      { key: "from", value: transfer.from_organization?.name },
      { key: "to", value: transfer.to_organization.name },
      { key: "why", value: transfer.reason, dictionary: "transfer_reason" },
      { key: "note", value: transfer.note },
      { key: "asked_by", value: transfer.requested_by_name },
      { key: "asked_at", value: transfer.requested_at.slice(0, 16).replace("T", " ") },
      { key: "due_on", value: transfer.due_on },
    ],
    steps: answers(transfer.steps),
    act: (step, reason) => stepTransfer(id, { step, reason } as never, ifMatch(transfer)),
  };
}
