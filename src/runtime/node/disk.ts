import { createReadStream, type Dirent } from "node:fs";
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { bundledCalibrations, type Calibration, parseCalibrations } from "../../answering/calibration.ts";
import type { Config } from "../../config.ts";
import { ConfigurationError, NotFoundError } from "../../errors.ts";
import { apiOrigin, type Corpus, type CorpusFile, unreadable } from "../../ingestion/corpus.ts";
import { holdsRecords, withRecords } from "../../ingestion/records/corpus.ts";
import { readerOf, unknownFormat } from "../../ingestion/formats.ts";
import { listedPrices, parsePrices, type Prices } from "../../prices/prices.ts";
import { promptNames, type Prompts } from "../../models/prompt.ts";

export type CorpusSettings = Pick<Config, "maxFileBytes" | "maxTextBytes" | "recordFields">;

const promptsDirectory = join(import.meta.dirname, "../../../prompts");

export async function readPrompts(): Promise<Prompts> {
  const read = async (name: string) => [name, await readFile(join(promptsDirectory, `${name}.md`), "utf8")] as const;
  return Object.fromEntries(await Promise.all(promptNames.map(read))) as Prompts;
}

/** The operator's prices, else those that come with Footnote. @throws ConfigurationError */
export async function readPrices({ pricesFile }: Pick<Config, "pricesFile">): Promise<Prices> {
  if (pricesFile === undefined) return listedPrices;
  const json = await readFile(pricesFile, "utf8").catch((error: Error) => {
    throw new ConfigurationError([`PRICES_FILE ${pricesFile} cannot be read: ${error.message}`]);
  });
  return parsePrices(json, pricesFile);
}

/** The operator's calibrations, else those that come with Footnote. @throws ConfigurationError */
export async function readCalibrations({ calibrationFile: file }: Pick<Config, "calibrationFile">): Promise<Calibration[]> {
  if (file === undefined) return bundledCalibrations;
  const json = await readFile(file, "utf8").catch((error: Error) => {
    throw new ConfigurationError([`CALIBRATION_FILE ${file} cannot be read: ${error.message}. Write it with \`npm run calibrate\`.`]);
  });
  return parseCalibrations(json, file);
}

/**
 * The files below a directory. Dotfiles and symbolic links are left alone.
 * @param folder a folder of it, to which the corpus is limited; its sources are the same as without
 * @throws ConfigurationError when there is no such directory; NotFoundError when it has no such folder
 */
export async function directoryCorpus(
  directory: string,
  { maxFileBytes, maxTextBytes, recordFields }: CorpusSettings,
  folder?: string,
): Promise<Corpus> {
  const root = await realDirectory(directory);
  if (folder !== undefined) await assertFolder(root, folder);
  const files: Corpus = {
    origin: originOf(root),
    part: folder === undefined ? undefined : { prefix: `${folder}/` },
    files: () => walk(root, folder ?? "", maxFileBytes),
    async has(source) {
      const path = join(root, ...source.split("/"));
      try {
        // Behind a symbolic link, the real path differs.
        if ((await realpath(path)) !== path) return false;
        const status = await lstat(path);
        return status.isFile() && status.size > 0;
      } catch (error) {
        return !(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"));
      }
    },
  };
  return withRecords(files, recordFields, maxTextBytes);
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

/** @throws NotFoundError unless it is one that `walk` would come to */
async function assertFolder(root: string, folder: string): Promise<void> {
  const parts = folder.split("/");
  const path = join(root, ...parts);
  const isPlain = parts.every((part) => part !== "" && !part.startsWith(".") && !part.includes(sep) && !part.includes("\0"));
  // Behind a symbolic link, the real path differs.
  const found = isPlain && (await realpath(path).catch(() => undefined)) === path && (await lstat(path)).isDirectory();
  if (!found) throw new NotFoundError(`There is no folder ${JSON.stringify(folder)} in the corpus directory.`);
}

/** Relative to the project where possible, so that a project which moves, or is mounted in a container, keeps its origins. */
function originOf(root: string): string {
  const path = relative(process.cwd(), root);
  if (path === "") return ".";
  // Not that of documents that came over HTTP.
  if (path === apiOrigin) return `./${path}`;
  return path.startsWith("..") || isAbsolute(path) ? root : path.split(sep).join("/");
}

async function* walk(root: string, folder: string, maxFileBytes: number): AsyncGenerator<CorpusFile> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    yield { source: toSource(folder), refused: unreadable(error) };
    return;
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.isSymbolicLink()) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(root, path, maxFileBytes);
    else if (entry.isFile()) yield* toFile(root, path, maxFileBytes);
  }
}

/** Nothing when the file is empty. */
async function* toFile(root: string, path: string, maxFileBytes: number): AsyncGenerator<CorpusFile> {
  const source = toSource(path);
  const absolute = join(root, path);
  const refused = (reason: string) => ({ source, refused: reason });
  const records = holdsRecords(source);
  if (!records && !readerOf(source)) return yield refused(unknownFormat);
  const read = async () => new Uint8Array(await readFile(absolute));
  try {
    const { size } = await lstat(absolute);
    if (size === 0) return;
    // Each record is measured for itself.
    if (records) yield { source, read, stream: () => createReadStream(absolute) };
    else if (size > maxFileBytes) yield refused(`is too large: ${size} bytes, and MAX_FILE_BYTES allows ${maxFileBytes}`);
    else yield { source, read, size };
  } catch (error) {
    yield refused(unreadable(error));
  }
}

const toSource = (path: string) => path.split(sep).join("/") || ".";
