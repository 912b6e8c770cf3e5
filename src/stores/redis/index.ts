import { type Visible, visibleFilter, visibleOf } from "../../access/visible.ts";
import { Document } from "@langchain/core/documents";
import { Tag } from "@langchain/redis";
import type { IndexSettings } from "../../config.ts";
import type { Candidate, CategoryCount, Chunk, EmbeddedChunk, Embedding, StoredPassage } from "../../document.ts";
import { IndexMissingError } from "../../errors.ts";
import type { Manifest } from "../../manifest.ts";
import { batches } from "../../batches.ts";
import { assertCategories, compareCodePoints } from "../categories.ts";
import { listDocuments, type Listings, unfinished } from "../listing.ts";
import { nearest } from "../nearest.ts";
import { assertEmbedding, similarity, toEmbedding } from "../similarity.ts";
import type {
  ChunkIndex,
  DocumentChange,
  DocumentListing,
  DocumentRecord,
  DocumentText,
  Fingerprint,
  IndexStatus,
  ListedDocument,
  StoredChunk,
  TextQuery,
  VectorQuery,
} from "../chunk-index.ts";
import { decodeCategory, encodeCategory } from "./category.ts";
import { type ListingChange, listingChanges, listingKey } from "./listings.ts";
import { decodeCategories, storedFields, toPage, toPassage } from "./stored.ts";
import type { Client, Connection } from "./connection.ts";
import { queryAttributes, type Sizes } from "./filtering.ts";
import { RESP_TYPES } from "redis";
import { assertSameIndex, chunkPrefix, createIndex, fields, keysBelow, readIndexInfo, separator } from "./schema.ts";
import { search } from "./search.ts";
import { candidateFields, ChunkVectorStore, passageFields, type Returned } from "./vector-store.ts";

/** Commands sent together; more would outlast the time-out of a command on a slow server. */
const pipelined = 256;

/** Beyond this many equal scores at the cut, which of them are returned is left to the engine. */
const largestK = 10_000;

/** An HNSW or FLAT index of the Redis query engine over one hash per chunk. */
export class RedisIndex implements ChunkIndex, Listings {
  readonly manifest: Manifest;
  readonly #connection: Connection;
  readonly #settings: IndexSettings;
  readonly #timeout: number;
  readonly #sizes: Sizes;
  readonly #visible: Visible;

  /** @param sizes outlive this object, so that searches know what was counted for an earlier one */
  constructor(connection: Connection, manifest: Manifest, settings: IndexSettings, timeout: number, sizes: Sizes, visible: Visible) {
    this.manifest = manifest;
    this.#connection = connection;
    this.#settings = { ...settings, ...manifest.redis };
    this.#timeout = timeout;
    this.#sizes = sizes;
    this.#visible = visible;
  }

  async create(): Promise<void> {
    const info = await this.#run((client) => readIndexInfo(client, this.manifest));
    if (info) assertSameIndex(info, this.manifest, this.#settings);
    else await this.#run((client) => createIndex(client, this.manifest, this.#settings));
  }

  async status(): Promise<IndexStatus> {
    const info = await this.#run((client) => readIndexInfo(client, this.manifest));
    if (!info) throw new IndexMissingError(`The index ${this.manifest.index} is missing in Redis. Run \`npm run ingest\`.`);
    assertSameIndex(info, this.manifest, this.#settings);
    return { chunks: info.chunks, complete: info.complete, failures: info.failures };
  }

  async searchVectors({ embedding, k, categories, whole = false }: VectorQuery): Promise<Candidate[]> {
    assertEmbedding(embedding, this.manifest);
    const filter = this.#filter(categories);
    if (filter === "nothing") return [];
    const vector = Array.from(embedding);
    const attributes = queryAttributes(this.#settings, this.#sizes, visibleFilter(categories, this.#visible));
    const chunks = this.#vectorStore(whole ? passageFields : candidateFields, attributes);
    return nearest(k, largestK, async (count) => {
      const found = await chunks.similaritySearchVectorWithScore(vector, count, filter);
      return found.flatMap(([{ pageContent, metadata }, distance]) => {
        const score = this.#similarity(distance);
        if (!whole) return [{ id: String(metadata.id), source: String(metadata.source), terms: pageContent, score }];
        const passage = this.#visiblePart(toPassage({ ...metadata, [fields.text]: pageContent }));
        return passage ? [{ id: passage.id, source: passage.source, terms: passage.terms, score, passage }] : [];
      });
    });
  }

  async searchText({ terms, k, categories }: TextQuery): Promise<Candidate[]> {
    const filter = this.#filter(categories);
    if (filter === "nothing" || terms.length === 0) return [];
    const query = textQuery(terms, filter?.toString());
    const options = { RETURN: [fields.source, fields.terms], SCORER: "BM25STD", WITHSCORES: true, VERBATIM: true };
    const prefix = chunkPrefix(this.manifest);
    return nearest(k, largestK, async (count) => {
      const limited = { ...options, LIMIT: { from: 0, size: count } };
      const { documents } = await search(this.#connection, this.manifest.index, query, limited, this.#timeout);
      return documents.map(({ id: key, value, score }) => ({
        id: key.slice(prefix.length),
        source: String(value[fields.source]),
        terms: String(value[fields.terms]),
        score: Number(score),
      }));
    });
  }

  async unknownCategories(names: string[]): Promise<string[]> {
    const visible = names.filter((name) => visibleOf([name], this.#visible));
    const [{ chunks }, counts] = await Promise.all([
      this.status(),
      this.#each(visible, (client, name) =>
        client.ft.search(this.manifest.index, tagged([name]).toString(), { LIMIT: { from: 0, size: 0 }, DIALECT: 2 }),
      ),
    ]);
    this.#sizes.chunks = chunks;
    for (const [position, name] of visible.entries()) {
      const { total } = counts[position]!;
      // Of unknown names there may be any number.
      if (total > 0) this.#sizes.categories.set(name, total);
      else this.#sizes.categories.delete(name);
    }
    const known = new Set(visible.filter((_, position) => counts[position]!.total > 0));
    return names.filter((name) => !known.has(name));
  }

  async categories(): Promise<CategoryCount[]> {
    const reply = await this.#run((client) =>
      client.ft.aggregate(this.manifest.index, this.#filter(undefined)?.toString() ?? "*", {
        LOAD: [`@${fields.categories}`, `@${fields.source}`],
        STEPS: [
          { type: "APPLY", expression: `split(@${fields.categories}, "${separator}")`, AS: "category" },
          {
            type: "GROUPBY",
            properties: "@category",
            REDUCE: [
              { type: "COUNT", AS: "chunks" },
              { type: "COUNT_DISTINCT", property: `@${fields.source}`, AS: "documents" },
            ],
          },
          { type: "LIMIT", from: 0, size: 1_000_000 },
        ],
        DIALECT: 2,
      }),
    );
    return reply.results
      .map(({ category, documents, chunks }) => ({
        name: decodeCategory(String(category)),
        documents: Number(documents),
        chunks: Number(chunks),
      }))
      .filter(({ name }) => visibleOf([name], this.#visible))
      .toSorted((one, other) => compareCodePoints(one.name, other.name));
  }

  async readDocuments(sources: string[]): Promise<(DocumentRecord | undefined)[]> {
    const records = await this.#each(sources, (client, source) => client.get(this.#documentKey(source)));
    return records.map((record) =>
      record === null ? undefined : this.#visiblePart<DocumentRecord>({ layout: null, ...JSON.parse(record) }),
    );
  }

  async writeDocuments(records: DocumentRecord[]): Promise<void> {
    // The listings go first: a record that is there counts as listed.
    const before = await this.readDocuments(records.map(({ source }) => source));
    await this.#updateListings(records.flatMap((record, position) => listingChanges(this.manifest.index, before[position], record)));
    await this.#each(records, (client, record) =>
      Promise.all([
        client.zAdd(this.#originKey(record.origin), { score: 0, value: record.source }),
        client.set(this.#documentKey(record.source), JSON.stringify(record)),
      ]),
    );
  }

  async deleteDocuments(records: Pick<DocumentRecord, "source" | "origin">[]): Promise<void> {
    const before = await this.readDocuments(records.map(({ source }) => source));
    await this.#updateListings(before.flatMap((record) => listingChanges(this.manifest.index, record, undefined)));
    // The origin goes last: what is listed can be found and deleted again after an interruption.
    await this.#each(records, (client, { source }) => client.unlink(this.#textKey(source)));
    await this.#each(records, (client, { source }) => client.unlink(this.#documentKey(source)));
    await this.#each(records, (client, { source, origin }) => client.zRem(this.#originKey(origin), source));
  }

  async listOrigins(): Promise<string[]> {
    const prefix = this.#originKey("");
    const found = new Set<string>();
    for await (const keys of keysBelow(this.#connection, prefix)) for (const key of keys) found.add(key.slice(prefix.length));
    return [...found].toSorted();
  }

  async listSources(origin: string, after: string | undefined, limit: number): Promise<string[]> {
    const listed: string[] = [];
    for (let last = after; ;) {
      const page = await this.#listed(this.#originKey(origin), last, limit);
      if (this.#visible === "all") return page;
      const records = await this.readDocuments(page);
      listed.push(...page.filter((_, position) => records[position]));
      last = page.at(-1);
      if (page.length < limit || listed.length >= limit) return listed.slice(0, limit);
    }
  }

  async listDocuments(listing: DocumentListing): Promise<ListedDocument[]> {
    return listDocuments(this, listing, this.#visible);
  }

  async sources(category: string | undefined, after: string | undefined, limit: number): Promise<string[]> {
    return this.#listed(listingKey(this.manifest.index, category), after, limit);
  }

  async replaceDocument({ record, text, write, update, remove }: DocumentChange): Promise<void> {
    for (const { embedding } of write) assertEmbedding(embedding, this.manifest);
    // No transaction spans the slots of a cluster, and one of many chunks would hold up every search.
    const [previous] = await this.readDocuments([record.source]);
    await this.writeDocuments([unfinished(record, previous, remove)]);
    await this.writeChunks(write);
    await this.updateChunks(update);
    await this.writeTexts([{ source: record.source, text }]);
    if (remove.length > 0) {
      await this.settle();
      await this.deleteChunks(remove);
    }
    await this.writeDocuments([record]);
  }

  async readChunks(ids: string[]): Promise<(StoredChunk | undefined)[]> {
    const names = ["title", fields.categories, "start", "end", "line", "page", "embeddingHash"];
    const rows = await this.#each(ids, (client, id) => client.hmGet(this.#chunkKey(id), names));
    return rows.map(([title, categories, start, end, line, page, embeddingHash]) =>
      embeddingHash == null
        ? undefined
        : this.#visiblePart({
            title: title!,
            categories: decodeCategories(categories!),
            start: Number(start),
            end: Number(end),
            line: Number(line),
            page: toPage(page),
            embeddingHash,
          }),
    );
  }

  async readPassages(ids: string[]): Promise<(StoredPassage | undefined)[]> {
    const names = [passageFields.content, ...passageFields.metadata.map(({ name }) => name)];
    const rows = await this.#each(ids, (client, id) => client.hmGet(this.#chunkKey(id), names));
    return rows.map((values) =>
      values[0] == null
        ? undefined
        : this.#visiblePart(toPassage(Object.fromEntries(names.map((name, position) => [name, values[position]!])))),
    );
  }

  async readEmbeddings(ids: string[]): Promise<(Embedding | undefined)[]> {
    const stored = await this.#each(ids, (client, id) =>
      client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).hmGet(this.#chunkKey(id), [fields.embedding, fields.categories]),
    );
    return stored.map(([bytes, categories]) =>
      bytes && visibleOf(decodeCategories(String(categories)), this.#visible) ? toEmbedding(bytes) : undefined,
    );
  }

  async writeChunks(chunks: (EmbeddedChunk & Fingerprint)[]): Promise<void> {
    for (const { embedding } of chunks) assertEmbedding(embedding, this.manifest);
    for (const batch of batches(chunks, pipelined)) {
      await this.#vectorStore(passageFields).addVectors(
        // LangChain's type says number[]; copying a thousand numbers into one costs a tenth of the client's time.
        batch.map(({ embedding }) => embedding as unknown as number[]),
        batch.map((chunk) => new Document({ pageContent: chunk.text, metadata: storedFields(chunk) })),
        { keys: batch.map(({ id }) => this.#chunkKey(id)) },
      );
    }
  }

  async updateChunks(chunks: (Chunk & Fingerprint)[]): Promise<void> {
    await this.#each(chunks, (client, chunk) => client.hSet(this.#chunkKey(chunk.id), storedFields(chunk)));
  }

  async deleteChunks(ids: string[]): Promise<void> {
    await this.#each(ids, (client, id) => client.unlink(this.#chunkKey(id)));
  }

  async settle(): Promise<void> {
    // A server with search workers indexes in the background.
    while (!(await this.status()).complete) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async readText(source: string): Promise<string | undefined> {
    const isHidden = async () => this.#visible !== "all" && !(await this.readDocuments([source]))[0];
    // Asked first, so that the length of a hidden text does not show in the time that it takes.
    if (await isHidden()) return undefined;
    const text = await this.#run((client) => client.get(this.#textKey(source)));
    // Asked again, since an ingestion may have changed whose document it is, and then its text.
    return text === null || (await isHidden()) ? undefined : text;
  }

  async writeTexts(texts: DocumentText[]): Promise<void> {
    await this.#each(texts, (client, { source, text }) => client.set(this.#textKey(source), text));
  }

  /** A clause that finds what is visible of what was asked for; undefined finds everything. */
  #filter(asked: string[] | undefined): ReturnType<typeof tagged> | "nothing" | undefined {
    assertCategories(asked);
    const categories = visibleFilter(asked, this.#visible);
    return categories?.length === 0 ? "nothing" : categories && tagged(categories);
  }

  /** The same with those of its categories that are visible; undefined where none is. */
  #visiblePart<Part extends { categories: string[] }>(part: Part): Part | undefined {
    const categories = visibleOf(part.categories, this.#visible);
    return categories && { ...part, categories };
  }

  /** Up to `limit` members of a sorted set, those after `after`. */
  #listed(key: string, after: string | undefined, limit: number): Promise<string[]> {
    const from = after === undefined ? "-" : `(${after}`;
    return this.#run((client) => client.zRange(key, from, "+", { BY: "LEX", LIMIT: { offset: 0, count: limit } }));
  }

  async #updateListings(changes: ListingChange[]): Promise<void> {
    await this.#each(changes, (client, { key, source, listed }) =>
      listed ? client.zAdd(key, { score: 0, value: source }) : client.zRem(key, source),
    );
  }

  #vectorStore(returned: Returned, attributes?: string): ChunkVectorStore {
    return new ChunkVectorStore(this.#connection, this.manifest, this.#timeout, returned, attributes);
  }

  #run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.#connection.run(work);
  }

  /** One command for each item, none spanning the slots of a cluster; replies in the order of the items. */
  async #each<Item, Reply>(items: Item[], command: (client: Client, item: Item) => Promise<Reply>): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (const batch of batches(items, pipelined)) {
      replies.push(...(await this.#run((client) => Promise.all(batch.map((item) => command(client, item))))));
    }
    return replies;
  }

  #similarity(distance: number): number {
    // Redis returns the square of the Euclidean distance.
    const measured = this.manifest.metric === "L2" ? Math.sqrt(Math.max(distance, 0)) : distance;
    return similarity(measured, this.manifest.metric);
  }

  #chunkKey = (id: string) => `${chunkPrefix(this.manifest)}${id}`;
  #documentKey = (source: string) => `${this.manifest.index}:document:${source}`;
  #textKey = (source: string) => `${this.manifest.index}:text:${source}`;
  #originKey = (origin: string) => `${this.manifest.index}:origin:${origin}`;
}

const tagged = (categories: string[]) => Tag(fields.categories).eq(categories.map(encodeCategory));

/** @param filter a clause that chunks must match too */
function textQuery(terms: string[], filter: string | undefined): string {
  if (filter === undefined) return `@${fields.terms}:(${terms.join("|")})`;
  // Filtered as a whole, a chunk that holds several of the terms is often scored for one of them alone (query engine 2.10). Without
  // a weight of 0, the filter would count as a match of its own.
  return terms.map((term) => `((${filter})=>{$weight: 0} @${fields.terms}:(${term}))`).join("|");
}
