import type { LifeLineEntry, MemberOut, Membership } from "@unionhome/client/model";
import type { LifeLane, LifeSpan } from "../../../ui/time/LifeLine";

/** The words that a life line needs, handed in so that this stays a plain function. */
export interface LaneWords {
  membership: string;
  retained: string;
  other: Record<"transfer" | "record" | "privacy", string>;
  times(count: number): string;
}

const NAMED = new Set(["transfer_accepted"]);

/** The lanes of a member's life: the unions with the rests between, then what happened, each with its count. */
export function lanesOf(member: MemberOut, events: readonly LifeLineEntry[], words: LaneWords): LifeLane[] {
  const held: LifeLane = {
    key: "membership",
    label: words.membership,
    spans: [...member.memberships.map(spanOf), ...restsOf(events, words.retained)],
  };
  const lanes = (["transfer", "record", "privacy"] as const).map((key): LifeLane => {
    const own = events.filter((event) => event.lane === key);
    return {
      key,
      label: words.other[key],
      total: own.length > 0 ? words.times(own.length) : undefined,
      events: own.map((event) => ({
        key: event.id,
        on: event.on,
        label: event.label,
        kind: "event" as const,
        named: NAMED.has(event.kind),
      })),
    };
  });
  return [held, ...lanes.filter((lane) => lane.total !== undefined)];
}

function spanOf(stay: Membership): LifeSpan {
  return {
    key: `${stay.organization_id}${stay.started_on}`,
    from: stay.started_on,
    to: stay.ended_on ?? undefined,
    label: stay.organization_name,
    kind: stay.ended_on ? "held" : "current",
  };
}

/** From each retaining to the resuming after it, or to whatever ended the membership. */
function restsOf(events: readonly LifeLineEntry[], label: string): LifeSpan[] {
  const inOrder = events
    .filter((event) => event.lane === "membership")
    .slice()
    .reverse();
  return inOrder.flatMap((event, index) =>
    event.kind === "retained"
      ? [{ key: event.id, from: event.on, to: inOrder[index + 1]?.on, label, kind: "kept" as const }]
      : [],
  );
}

/** Where the line begins: the first union, else the first thing that is known. */
export function beginningOf(member: MemberOut, events: readonly LifeLineEntry[]): string {
  const days = [...member.memberships.map((stay) => stay.started_on), ...events.map((event) => event.on)];
  return days.sort()[0] ?? member.created_at.slice(0, 10);
}
