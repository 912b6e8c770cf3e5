import { seededRandom } from "../chunks.ts";
import { type AnyFiles, paragraphOn } from "../corpus.ts";
import { docx } from "./docx.ts";
import { encryptedPdf, pdf } from "./pdf.ts";

/** One of so many files is damaged. */
const damagedEvery = 13;

type Format = {
  ending: string;
  whole(subjects: string[]): string | Uint8Array;
  damaged(whole: string | Uint8Array): (string | Uint8Array)[];
};

const sentencesOf = (subjects: string[]) => subjects.map((subject) => paragraphOn(subject, 6));
const lines = (text: string) => text.match(/.{1,80}(?:\s|$)/g) ?? [];
const half = (whole: string | Uint8Array) => whole.slice(0, whole.length / 2);
const noise = Uint8Array.from({ length: 2000 }, (_, index) => 128 + ((index * 31) % 127));

const formats: Format[] = [
  {
    ending: "md",
    whole: (subjects) => `# About ${subjects[0]}\n\n${sentencesOf(subjects).join("\n\n## More\n\n")}\n`,
    damaged: () => ["---\ntitle: [\n---\n\nText.", noise],
  },
  { ending: "txt", whole: (subjects) => sentencesOf(subjects).join("\n\n"), damaged: () => [noise] },
  {
    ending: "html",
    whole: (subjects) =>
      `<title>${subjects[0]}</title><main>${sentencesOf(subjects)
        .map((text) => `<h2>More</h2><p>${text}</p>`)
        .join("")}</main>`,
    damaged: () => [noise, '<body><div id="root"></div></body>'],
  },
  {
    ending: "pdf",
    whole: (subjects) => pdf(sentencesOf(subjects).map(lines), { title: `About ${subjects[0]}` }),
    damaged: (whole) => [half(whole), encryptedPdf(), pdf([[]]), noise],
  },
  {
    ending: "docx",
    whole: (subjects) => docx(sentencesOf(subjects).flatMap((text) => [{ style: "Heading1" as const, text: "More" }, { text }])),
    damaged: (whole) => [half(whole), noise],
  },
  {
    ending: "csv",
    whole: (subjects) =>
      `id,title,text\n${sentencesOf(subjects)
        .map((text, id) => `${id},About ${subjects[id]},"${text}"`)
        .join("\n")}\n`,
    damaged: () => ['id,text\n1,"never closed\n', "id,colour\n1,red\n"],
  },
  {
    ending: "json",
    whole: (subjects) => JSON.stringify(sentencesOf(subjects).map((text, id) => ({ id, text }))),
    damaged: (whole) => [half(whole), '{"colour":"red"}'],
  },
  {
    ending: "jsonl",
    whole: (subjects) =>
      sentencesOf(subjects)
        .map((text, id) => `${JSON.stringify({ id, text })}\n`)
        .join(""),
    damaged: () => ['{"text":"Good."}\n{"text":\n'],
  },
];

/** Files of all formats, some of them damaged. @returns the files by their paths, and the paths of those that cannot be read whole */
export function mixedFolder(count: number, seed = 1): { files: AnyFiles; damaged: string[] } {
  const random = seededRandom(seed);
  const files: AnyFiles = {};
  const damaged: string[] = [];
  for (let number = 0; number < count; number++) {
    const { ending, ...format } = formats[number % formats.length]!;
    const path = `folder-${number % 7}/file-${number}.${ending}`;
    const whole = format.whole(Array.from({ length: 1 + Math.floor(random() * 6) }, (_, part) => `subject${number}x${part}`));
    if (number % damagedEvery === damagedEvery - 1) {
      const kinds = format.damaged(whole);
      files[path] = kinds[Math.floor(random() * kinds.length)]!;
      damaged.push(path);
    } else files[path] = whole;
  }
  return { files, damaged: damaged.toSorted() };
}
