/** A part of an answer; `gap` is where something was taken out, so that what stands on both sides must not join to something new. */
export type Part = { type: "text"; text: string } | { type: "markers"; numbers: number[] } | { type: "gap" };

/** What is read at once: its length in the text, the parts it becomes, and what is to be read instead of it. */
export type Step = { length: number; parts: Part[]; again?: string };

export const textStep = (text: string, length = text.length): Step => ({ length, parts: [{ type: "text", text }] });

export const removalStep = (length: number, again?: string): Step => ({
  length,
  parts: [{ type: "gap" }],
  ...(again !== undefined && { again }),
});
