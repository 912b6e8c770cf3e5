import type { Excerpt, GivenPassage } from "../../src/document.ts";

/** A passage as an answerer is given it, of one excerpt or several. */
export function passageOf(excerpts: string | Partial<Excerpt>[], fields: Partial<GivenPassage> = {}): GivenPassage {
  const given = [excerpts].flat().map((excerpt) => {
    const { text = "", start = 0, line = 1, page = null } = typeof excerpt === "string" ? { text: excerpt } : excerpt;
    return { id: "chunk", text, start, end: start + text.length, line, page };
  });
  const [first] = given;
  return { source: "notes.md", title: "Notes", categories: ["general"], score: 1, ...first!, excerpts: given, ...fields };
}
