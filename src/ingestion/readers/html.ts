import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { UnreadableDocumentError } from "../../errors.ts";
import { content } from "./html/content.ts";
import { decodeHtml } from "./html/decode.ts";
import { markdown } from "./html/markdown.ts";
import type { Reader } from "./reader.ts";

/** The main content of a page. */
export const readHtml: Reader = (bytes) => {
  // The parser does not add the elements that a page may leave out; those that it has are found inside.
  const { document } = parseHTML(`<html><body>${decodeHtml(bytes)}</body></html>`);
  const title = (document.querySelector("title:not(svg title)")?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
  const text = mainContent(document);
  if (text === "") throw new UnreadableDocumentError("has no text to read; pages that a script fills must be saved as they are shown");
  return { text, bodyStart: 0, format: "markdown", title: title || undefined };
};

/** Below this share of a page's text, a guess at its main content has lost some of it. */
const leastShare = 0.5;

function mainContent(document: Document): string {
  const marked = landmark(document);
  const text = marked ? markdown(content(marked, false)) : "";
  if (text.trim() !== "") return text;
  const page = markdown(content(document.body, true));
  const guessed = new Readability<Element>(document, { serializer: (node) => node as Element }).parse()?.content;
  const guess = guessed ? markdown(content(guessed, false)) : "";
  return guess.length >= page.length * leastShare ? guess : page;
}

/** The element that a page says is its main content. */
function landmark(document: Document): Element | undefined {
  const mains = [...document.querySelectorAll('main:not([hidden]), [role="main"]')];
  const articles = [...document.querySelectorAll("article")];
  return mains[0] ?? (articles.length === 1 ? articles[0] : undefined);
}
