/** How an answer begins that says the passages do not hold one; `prompts/answer.md` tells the model. What follows it, if anything, is for the user. */
export const declinedMark = "[no answer]";

/** What a user reads where no model says it. */
export const declinedText = "The documents do not answer this question.";

/**
 * Takes the mark from the beginning of an answer that comes in pieces, and white space with it. Nothing waits that cannot become the
 * mark; capitals make no difference.
 */
export function declinedReader() {
  /** What may become the mark; undefined once that is decided. */
  let beginning: string | undefined = "";
  let declined = false;
  let atStart = true;

  const withoutLeading = (text: string) => {
    if (!atStart) return text;
    const rest = text.replace(declined ? /^[\s.:]+/ : /^\s+/, "");
    atStart = rest === "";
    return rest;
  };

  const push = (piece: string, ended = false): string => {
    if (beginning === undefined) return withoutLeading(piece);
    beginning = (beginning + piece).trimStart();
    const start = beginning.slice(0, declinedMark.length).toLowerCase();
    if (!ended && start !== declinedMark && declinedMark.startsWith(start)) return "";
    declined = start === declinedMark;
    const rest = declined ? beginning.slice(declinedMark.length) : beginning;
    beginning = undefined;
    return withoutLeading(rest);
  };

  return {
    push: (piece: string) => push(piece),
    /** What was kept. */
    end: () => push("", true),
    declined: () => declined,
  };
}
