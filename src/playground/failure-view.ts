import { FootnoteError } from "../client/client.ts";
import { button, element } from "./dom.ts";

/** Problems that may be gone a moment later, or with another key; 0 is a connection that was lost. */
const passing = new Set([0, 401, 429, 502, 503, 504]);

/** What went wrong, in the server's words, and the way to try again where that may help. */
export function failureView(error: unknown, onRetry: () => void): HTMLElement {
  const { problem, retryAfter } = error instanceof FootnoteError ? error : unforeseen(error);
  const { title, detail, errors = [], status } = problem;
  const reasons = errors.map(({ message }) => message).filter((message) => !detail?.includes(message));
  const view = element("div", { class: "failure", role: "alert" }, element("strong", {}, asSentence(title)));
  for (const text of [detail, ...reasons]) if (text) view.append(" ", asSentence(text));
  if (retryAfter !== undefined) view.append(` Wait ${retryAfter} s first.`);
  if (passing.has(status)) view.append(" ", button("Try again", onRetry));
  return view;
}

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function unforeseen(error: unknown): FootnoteError {
  return new FootnoteError({ type: "about:blank", status: 500, title: "This page failed", detail: String(error), requestId: "" });
}
