import { type Answer, ask, type AskRequest, type Citation, type Client, type Hit } from "../client/client.ts";
import { answerView, footnotesView, passagesView } from "./answer-view.ts";
import { curlCommand } from "./curl.ts";
import { button, element } from "./dom.ts";
import { failureView } from "./failure-view.ts";
import type { Quotation, SourceView } from "./source-panel.ts";

export type Turn = NonNullable<AskRequest["history"]>[number];

export type Surroundings = {
  client: Client;
  /** Whether requests are sent with a key. */
  hasKey: () => boolean;
  showSource: (view: SourceView, from: HTMLElement) => void;
  /** Tells those who do not see the page what happened. */
  announce: (text: string) => void;
};

const reasons: Record<NonNullable<Answer["reason"]>, string> = {
  "no-passages": "Nothing was found.",
  "weak-evidence": "What was found does not carry an answer.",
  "model-declined": "The answerer found no answer in the passages.",
};

let count = 0;

/** A question with its answer, footnotes and receipt. */
export function exchange(request: AskRequest, { client, hasKey, showSource, announce }: Surroundings) {
  const id = `question-${++count}`;
  const noteId = (marker: number) => `${id}-note-${marker}`;
  const progress = element("p", { class: "progress" });
  const remark = element("p", { class: "remark", hidden: true });
  const below = element("div", { class: "below" });
  let passages: Hit[] = [];
  let citations: Citation[] = [];
  let done: Answer | undefined;

  const open = (citation: Citation, from: HTMLElement) => {
    const passage = passages.find(({ id: chunk }) => chunk === citation.id);
    showSource({ quotation: toQuotation(citation), others: citations.map(toQuotation), passage }, from);
  };
  const openPassage = (passage: Hit, from: HTMLElement) =>
    showSource({ quotation: passage, others: citations.map(toQuotation), passage }, from);
  const answer = answerView(noteId, open);
  const categories = [request.category ?? []].flat();
  const scope = categories.length === 0 ? [] : [element("p", { class: "scope" }, `in ${categories.join(", ")}`)];
  const article = element(
    "article",
    { "aria-labelledby": id },
    element("h2", { id, tabindex: "-1" }, request.question),
    ...scope,
    remark,
    answer.element,
    progress,
    below,
  );

  const finish = (told: Answer) => {
    done = told;
    citations = told.citations;
    answer.finish(told);
    const aside = told.reason === null ? undefined : reasons[told.reason];
    below.append(
      ...(citations.length > 0 ? [footnotesView(citations, noteId, open)] : []),
      ...(aside === undefined ? [] : [element("p", { class: "reason" }, aside)]),
    );
    if (told.rewrittenQuestion !== null) {
      remark.textContent = `Understood as: ${told.rewrittenQuestion}`;
      remark.hidden = false;
    }
    const notes = new Set(citations.map(({ marker }) => marker)).size;
    announce(`${answer.spoken()} ${notes === 1 ? "1 footnote." : `${notes} footnotes.`}`);
  };
  const end = () => {
    article.removeAttribute("aria-busy");
    progress.textContent = "";
    const details = element("p", { class: "receipt" }, ...(done ? [receipt(done)] : []), curlButton(request, hasKey(), announce));
    below.append(...(passages.length > 0 ? [passagesView(passages, openPassage)] : []), details);
  };
  const run = async (signal: AbortSignal) => {
    answer.clear();
    below.replaceChildren();
    article.setAttribute("aria-busy", "true");
    progress.textContent = "Searching …";
    announce("Searching.");
    try {
      for await (const event of ask(client, request, signal)) {
        if (event.type === "passages") {
          passages = event.passages;
          progress.textContent = `Reading ${passages.length} passages …`;
        } else if (event.type === "answer-delta") {
          progress.textContent = "";
          answer.append(event.text);
        } else if (event.type === "done") finish(event.answer);
      }
    } catch (error) {
      answer.flush();
      if (signal.aborted) below.append(element("p", { class: "reason" }, "Stopped."));
      else below.append(failureView(error, () => article.dispatchEvent(new Event("retry", { bubbles: true }))));
    }
    end();
  };

  /** What was said, once it was said in full. */
  const turns = (): Turn[] =>
    done === undefined
      ? []
      : [
          { role: "user", content: request.question },
          { role: "assistant", content: done.answer },
        ];

  return { element: article, run, turns };
}

function toQuotation({ source, title, start, end, quote, verified }: Citation): Quotation {
  const remark = verified ? undefined : "This quote and the statement could not be compared word by word, as when their languages differ.";
  return { source, title, start, end, text: quote, remark };
}

function receipt({ model, timings, usage, evidence }: Answer): string {
  const { inputTokens, outputTokens, cost } = usage;
  const tokens = inputTokens === null || outputTokens === null ? 0 : inputTokens + outputTokens;
  return [
    model,
    timings.total < 1000 ? `${Math.round(timings.total)} ms` : `${(timings.total / 1000).toFixed(1)} s`,
    ...(tokens > 0 ? [`${tokens.toLocaleString("en")} tokens`] : []),
    ...(cost && cost.amount > 0 ? [`${cost.amount.toPrecision(2)} ${cost.currency}`] : []),
    `evidence ${evidence.toFixed(2)}`,
  ].join(" · ");
}

function curlButton(request: AskRequest, hasKey: boolean, announce: (text: string) => void): HTMLElement {
  const command = curlCommand(location.origin, request, hasKey);
  return button("Copy as curl", async (pressed) => {
    try {
      await navigator.clipboard.writeText(command);
      pressed.textContent = "Copied";
      announce("Copied.");
    } catch {
      // Browsers lend the clipboard to secure pages only.
      const field = element("textarea", { readonly: true, "aria-label": "The curl command", rows: "3" }, command);
      pressed.replaceWith(field);
      field.select();
    }
  });
}
