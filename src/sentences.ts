const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** Headings, fences, table rows and rules are no sentences; what stands between fences is code. */
const fence = /^\s*(?:```|~~~)/;
const noProse = /^\s*(?:#{1,6}\s|\||(?:[-*_]\s*){3,}$|<|\[[^\]]+\]:\s)/;
const listMark = /^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+/;
const shortestSentence = 20;
const longestSentence = 400;

/** The sentences of a Markdown or plain text that can stand alone in an answer, with line breaks as spaces. */
export function quotableSentences(text: string): string[] {
  return (
    proseParagraphs(text)
      .flatMap((paragraph) => Array.from(segmenter.segment(paragraph), ({ segment }) => segment.trim()))
      // What ends in a colon announces something that would be missing.
      .filter((sentence) => sentence.length >= shortestSentence && sentence.length <= longestSentence && !sentence.endsWith(":"))
  );
}

function proseParagraphs(text: string): string[] {
  const paragraphs: string[] = [];
  let open = "";
  let fenced = false;
  const close = () => {
    if (open) paragraphs.push(open);
    open = "";
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (fence.test(line)) fenced = !fenced;
    if (fenced || fence.test(line) || noProse.test(line) || line.trim() === "") close();
    else {
      if (listMark.test(line)) close();
      open = `${open} ${line.replace(listMark, "").trim()}`.trim();
    }
  }
  close();
  return paragraphs;
}
