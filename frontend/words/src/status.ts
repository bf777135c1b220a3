/**
 * Status is never told by colour alone: a shape, a tone and a word (ui.md 3.1). A noun maps its states to one of these
 * marks; a state nobody mapped yet (enums are open) is shown as settled.
 */
export type Shape = "disc" | "triangle" | "square" | "ring" | "diamond" | "cross";
export type Tone = "action" | "warning" | "success" | "danger" | "neutral" | "waiting" | "kept";

export interface Mark {
  shape: Shape;
  tone: Tone;
}

export const MARKS = {
  /** ● in progress: somebody is working on it. */
  running: { shape: "disc", tone: "action" },
  /** ▲ time is running out. */
  due: { shape: "triangle", tone: "warning" },
  /** ■ finished well. */
  done: { shape: "square", tone: "success" },
  /** ■ the ordinary state; stays quiet in a list. */
  settled: { shape: "square", tone: "neutral" },
  /** ○ waiting for its turn. */
  waiting: { shape: "ring", tone: "waiting" },
  /** ◆ kept apart: membership retained, archived. */
  kept: { shape: "diamond", tone: "kept" },
  /** ✕ returned, refused, overdue. */
  returned: { shape: "cross", tone: "danger" },
} as const satisfies Record<string, Mark>;

export type MarkName = keyof typeof MARKS;
