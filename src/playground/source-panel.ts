import type { Hit } from "../client/client.ts";
import { element, find } from "./dom.ts";

/** A literal stretch of a document. */
export type Quotation = Pick<Hit, "source" | "title" | "start" | "end"> & {
  text: string;
  /** What a reader should know of it. */
  remark?: string | undefined;
};

export type SourceView = {
  quotation: Quotation;
  /** Other quotations of the same answer; those of the same document are marked, too. */
  others: Quotation[];
  /** The passage that it was found in, for when the document cannot be had. */
  passage: Hit | undefined;
};

type Text = { text: string; offset: number };

const wide = matchMedia("(min-width: 64rem)");

/** The document that a footnote points to, at the quote: beside the conversation where there is room, else over it. */
export function sourcePanel(headers: () => Record<string, string>) {
  const dialog = find<HTMLDialogElement>("#source");
  const title = find("#source-title");
  const place = find(".place", dialog);
  const remark = find(".remark", dialog);
  const body = find(".text", dialog);
  let opener: HTMLElement | undefined;
  let shown: SourceView | undefined;

  const say = (text: string | undefined) => {
    remark.textContent = text ?? "";
    remark.hidden = text === undefined;
  };
  const display = ({ text, offset }: Text, { quotation, others }: SourceView) => {
    const quotes = [quotation, ...others.filter(({ source }) => source === quotation.source)];
    body.replaceChildren(...marked({ text, offset }, quotes));
    // Only the panel's text is scrolled, not the page.
    const mark = body.querySelector<HTMLElement>("mark.current");
    if (mark) body.scrollTop = mark.offsetTop - body.clientHeight / 4;
  };

  dialog.addEventListener("close", () => {
    document.body.classList.remove("reading");
    if (opener?.isConnected) opener.focus();
  });
  // A dialog beside the page does not close by itself.
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && dialog.open) dialog.close();
  });
  find(".close", dialog).addEventListener("click", () => dialog.close());

  return {
    close: () => dialog.close(),
    async show(view: SourceView, from: HTMLElement) {
      const { quotation, passage } = view;
      opener = from;
      shown = view;
      title.textContent = quotation.title;
      place.textContent = quotation.source;
      say(quotation.remark);
      if (!dialog.open) {
        document.body.classList.add("reading");
        if (wide.matches) dialog.show();
        else dialog.showModal();
      }
      display(aroundOf(quotation, passage), view);
      body.focus({ preventScroll: true });
      const document_ = await documentOf(quotation, headers());
      if (shown !== view) return;
      if (document_ === undefined) return;
      if (document_.slice(quotation.start, quotation.end) === quotation.text) display({ text: document_, offset: 0 }, view);
      else say("The document has changed since; this is what it said.");
    },
  };
}

/** The quote in its passage, or alone if it reaches beyond. */
function aroundOf({ text, start, end }: Quotation, passage: Hit | undefined): Text {
  return passage && passage.start <= start && end <= passage.end ? { text: passage.text, offset: passage.start } : { text, offset: start };
}

/** The whole document as it is stored; undefined where it cannot be had. */
async function documentOf({ source }: Quotation, headers: Record<string, string>): Promise<string | undefined> {
  const path = source.split("/").map(encodeURIComponent).join("/");
  const response = await fetch(`/documents/${path}`, { headers: { accept: "text/plain", ...headers } }).catch(() => undefined);
  return response?.ok ? response.text() : undefined;
}

/** A text with quotes marked, the first one as the current; they may overlap. */
function marked({ text, offset }: Text, quotes: Quotation[]): (Node | string)[] {
  const within = (position: number) => Math.min(Math.max(position - offset, 0), text.length);
  const spans = quotes.map(({ start, end }) => ({ start: within(start), end: within(end) }));
  const bounds = [...new Set([0, ...spans.flatMap(({ start, end }) => [start, end]), text.length])].toSorted((one, other) => one - other);
  return bounds.slice(0, -1).map((start, index) => {
    const end = bounds[index + 1]!;
    const holding = spans.findIndex((span) => span.start <= start && end <= span.end);
    const piece = text.slice(start, end);
    return holding === -1 ? piece : element("mark", holding === 0 ? { class: "current" } : {}, piece);
  });
}
