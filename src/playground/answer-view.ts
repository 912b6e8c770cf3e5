import type { Answer, Citation, Hit } from "../client/client.ts";
import { places } from "../places.ts";
import { button, element, fragment } from "./dom.ts";
import { blocks, type ToMarker } from "./markdown.ts";

/** Milliseconds between two renderings of a text that grows. */
const pause = 60;

/** A numeral that stays with the word before it. */
const marker = (label: string | HTMLElement) => fragment("\u2060", element("sup", {}, label));

type OnOpen = (citation: Citation, from: HTMLElement) => void;

/** The text of an answer: as it grows, then with markers that open their quotes. @param noteId id of the footnote of a marker */
export function answerView(noteId: (marker: number) => string, onOpen: OnOpen) {
  const view = element("div", { class: "answer" });
  let shown: string[] = [];
  let text = "";
  let due: ReturnType<typeof setTimeout> | undefined;

  /** Blocks that did not change stay, so that what a reader has selected does. */
  const render = (toMarker: ToMarker) => {
    const wanted = blocks(text, toMarker);
    const same = wanted.findIndex(({ source }, index) => source !== shown[index]);
    const first = same === -1 ? wanted.length : same;
    while (view.childNodes.length > first) view.lastChild!.remove();
    view.append(...wanted.slice(first).map((block) => block.render()));
    shown = wanted.map(({ source }) => source);
  };
  const renderDraft = () => {
    clearTimeout(due);
    due = undefined;
    render((number) => marker(String(number)));
  };

  const reference = (citation: Citation) => {
    const { marker: number, title, quote } = citation;
    const label = `Footnote ${number}: ${title}`;
    const attributes = { href: `#${noteId(number)}`, class: "marker", role: "doc-noteref", "aria-label": label, title: excerpt(quote) };
    const link = element("a", attributes, String(number));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      onOpen(citation, link);
    });
    return link;
  };

  return {
    element: view,
    clear() {
      text = "";
      renderDraft();
    },
    append(piece: string) {
      text += piece;
      due ??= setTimeout(renderDraft, pause);
    },
    /** As it is read aloud, without numerals in the middle of sentences. */
    spoken() {
      const copy = view.cloneNode(true) as HTMLElement;
      for (const numeral of copy.querySelectorAll("sup")) numeral.remove();
      return copy.textContent.replaceAll("\u2060", "");
    },
    /** No more text comes. */
    flush: renderDraft,
    finish({ answer, citations }: Answer) {
      clearTimeout(due);
      text = answer;
      shown = [];
      // The nth marker has the nth citation, except that text which only looks like a marker has none.
      let next = 0;
      render((number) => {
        const found = citations.findIndex((citation, index) => index >= next && citation.marker === number);
        if (found === -1) return document.createTextNode(` [${number}]`);
        next = found + 1;
        return marker(reference(citations[found]!));
      });
    },
  };
}

/** The footnotes below an answer: one for each marker, with a way to each of its quotes. */
export function footnotesView(citations: Citation[], noteId: (marker: number) => string, onOpen: OnOpen): HTMLElement {
  const notes = Array.from(
    Map.groupBy(citations, ({ marker: number }) => number),
    ([number, cited]) => {
      const { title, source } = cited[0]!;
      const different = cited.filter(
        ({ start, end }, index) => cited.findIndex((other) => other.start === start && other.end === end) === index,
      );
      const quotes = different.map((citation) =>
        button(`“${excerpt(citation.quote)}”`, (from) => onOpen(citation, from), { class: "quote" }),
      );
      return element(
        "li",
        { id: noteId(number) },
        element("span", { class: "number" }, String(number)),
        element(
          "div",
          {},
          element("cite", {}, title),
          " ",
          element("span", { class: "place" }, `${source}${places(different)}`),
          ...quotes,
        ),
      );
    },
  );
  return element("section", { class: "notes", "aria-label": "Footnotes" }, element("ul", {}, ...notes));
}

/** What was found, cited or not. */
export function passagesView(passages: Hit[], onOpen: (passage: Hit, from: HTMLElement) => void): HTMLElement {
  const items = passages.map((passage) =>
    element(
      "li",
      {},
      button(passage.title, (from) => onOpen(passage, from), { class: "passage" }),
      element("span", { class: "place" }, passage.source),
    ),
  );
  const summary = passages.length === 1 ? "1 passage found" : `${passages.length} passages found`;
  return element("details", { class: "passages" }, element("summary", {}, summary), element("ol", {}, ...items));
}

function excerpt(quote: string): string {
  const inOneLine = quote.replaceAll(/\s+/g, " ").trim();
  return inOneLine.length <= 160 ? inOneLine : `${inOneLine.slice(0, 160).replace(/\s\S*$/, "")} …`;
}
