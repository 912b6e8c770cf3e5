/** Signs that delimit messages and turns for one model or another, and passages in our own prompts. Models may read them as such in any text. */
const delimiter =
  /<\s*\/?\s*passage|<\|[^<>|]{0,60}\|>|<\/?s>|<<\s*\/?SYS\s*>>|<(?:start|end)_of_turn>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS)\]/gi;
/** Characters that nobody sees and models read, in which whole instructions can be written: tags (U+E0000) and variation selectors beyond those of emoji. */
const hidden = /[\u{e0000}-\u{e01ef}]/gu;
/** Characters of a title or a path. */
const longestLine = 300;

/** The text of a document, for a prompt: what looks like a delimiter in it begins with a sign that none begins with. */
export function untrustedText(text: string, nonce: string): string {
  return text
    .replaceAll(hidden, "")
    .replaceAll(nonce, "…")
    .replaceAll(delimiter, (found) => found.replaceAll("<", "‹").replaceAll("[", "［"));
}

/** A title or a path, for a prompt: the same, in one line. */
export function untrustedLine(text: string, nonce: string): string {
  return untrustedText(
    text
      .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
      .slice(0, longestLine)
      .toWellFormed(),
    nonce,
  );
}
