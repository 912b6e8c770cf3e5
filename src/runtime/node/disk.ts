import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { ConfigurationError } from "../../errors.ts";
import type { Corpus, CorpusFile } from "../../ingestion/corpus.ts";
import { documentFormat } from "../../ingestion/read-document.ts";
import type { Prompts } from "../../prompt.ts";

const promptsDirectory = join(import.meta.dirname, "../../../prompts");

export async function readPrompts(): Promise<Prompts> {
  const read = (name: string) => readFile(join(promptsDirectory, `${name}.md`), "utf8");
  return { answer: await read("answer"), question: await read("question"), passage: await read("passage") };
}

/**
 * The files below a directory. Dotfiles and symbolic links are left alone.
 * @throws ConfigurationError when there is no such directory
 */
export async function directoryCorpus(directory: string, maxFileBytes: number): Promise<Corpus> {
  const root = await realDirectory(directory);
  return {
    origin: originOf(root),
    files: () => walk(root, "", maxFileBytes),
    async has(source) {
      const path = join(root, ...source.split("/"));
      try {
        // Behind a symbolic link, the real path differs.
        if ((await realpath(path)) !== path) return false;
        const status = await lstat(path);
        return status.isFile() && status.size > 0;
      } catch (error) {
        if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return false;
        throw error;
      }
    },
  };
}

async function realDirectory(directory: string): Promise<string> {
  try {
    const root = await realpath(resolve(directory));
    if ((await lstat(root)).isDirectory()) return root;
  } catch {
    // Reported below.
  }
  throw new ConfigurationError([
    `The corpus ${JSON.stringify(directory)} is not a directory. Name one after \`npm run ingest --\`, or set CORPUS_DIR.`,
  ]);
}

/** Relative to the project where possible, so that a project which moves, or is mounted in a container, keeps its origins. */
function originOf(root: string): string {
  const path = relative(process.cwd(), root);
  if (path === "") return ".";
  return path.startsWith("..") || isAbsolute(path) ? root : path.split(sep).join("/");
}

async function* walk(root: string, folder: string, maxFileBytes: number): AsyncGenerator<CorpusFile> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.isSymbolicLink()) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(root, path, maxFileBytes);
    else if (entry.isFile()) yield await toFile(root, path, maxFileBytes);
  }
}

async function toFile(root: string, path: string, maxFileBytes: number): Promise<CorpusFile> {
  const source = path.split(sep).join("/");
  if (!documentFormat(source)) return { source, refused: "is neither Markdown (.md, .markdown) nor plain text (.txt, .text)" };
  const { size } = await lstat(join(root, path));
  if (size > maxFileBytes) return { source, refused: `is too large: ${size} bytes, and MAX_FILE_BYTES allows ${maxFileBytes}` };
  return { source, read: async () => new Uint8Array(await readFile(join(root, path))) };
}
