import { exec, execFileSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { createEmbedder } from "../../src/embeddings/index.ts";
import { ingest } from "../../src/ingestion/ingest.ts";
import { parseFile } from "../../src/ingestion/parse.ts";
import { newManifest } from "../../src/manifest/manifest.ts";
import { directoryCorpus } from "../../src/runtime/node/disk.ts";
import { sqliteStore } from "../../src/stores/sqlite/store.ts";
import { readEvents, type ServerSentEvent } from "../support/event-stream.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { jsonRequest, runFootnote, startServer, temporaryDirectory, writeFiles } from "../support/server.ts";

const fish = { "animals/fish.md": "# Fish\n\nA fish is an animal that swims in water.\n" };
const bird = { "birds/bird.md": "# Birds\n\nA bird is an animal that flies.\n" };

/** A store with one document, which processes may share. */
let data: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  data = await temporaryDirectory();
  await publishIndex(data.path, fish);
});
afterAll(() => data[Symbol.asyncDispose]());

const question = "What is a fish?";
const ask = (url: string, stream: boolean) => fetch(`${url}/ask`, jsonRequest({ question, stream }));

function hasCurl(): boolean {
  try {
    execFileSync("curl", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("npm start", () => {
  test("ingests the bundled corpus, says what is in use, and prints a curl line that works", async ({ skip }) => {
    await using own = await temporaryDirectory();
    await using server = await startServer({ DATA_DIR: own.path }, "start");

    expect(server.output.stdout).toMatch(/documents: +\d{2,} added, 0 changed, 0 unchanged, 0 deleted, 0 failed/);
    expect(server.output.stdout).toMatch(
      /store: +SQLite at .*\n +index: +footnote-[0-9a-f]{8}\n +embeddings: +lexical .*\n +answerer: +extractive /,
    );
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    if (!hasCurl()) skip("curl is not installed; with it, the printed line would be run.");
    const line = /^ +(curl .*)$/m.exec(server.output.stdout)![1]!;
    const { stdout } = await promisify(exec)(line);
    expect(JSON.parse(stdout)).toMatchObject({ answerable: true, citations: expect.arrayContaining([expect.anything()]) });
  });
});

describe("npm run serve", () => {
  test("writes one JSON line for each request after the banner, and nothing else", async () => {
    await using server = await startServer({ DATA_DIR: data.path });
    const banner = server.output.stdout.length;

    const { requestId } = await (await ask(server.url, false)).json();
    await server.printed(/"path":"\/ask"/);

    const lines = server.output.stdout.slice(banner).split("\n").filter(Boolean);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: "info", message: "request", requestId, status: 200 }),
    ]);
    expect(server.output.stdout).not.toContain(question);
    expect(server.output.stderr).toBe("");
  });

  test("starts without an index, says so, and sees the first ingestion and later ones", async () => {
    await using own = await temporaryDirectory();
    await using server = await startServer({ DATA_DIR: own.path });
    await server.printed(/"level":"warn".*npm run ingest/);
    expect((await ask(server.url, false)).status).toBe(503);

    await ingestIn(own.path, fish);
    expect(await (await ask(server.url, false)).json()).toMatchObject({ citations: [{ source: "animals/fish.md" }] });

    await ingestIn(own.path, bird);
    const response = await fetch(`${server.url}/search`, jsonRequest({ query: "bird", category: "birds" }));
    expect(await response.json()).toMatchObject({ hits: [{ source: "birds/bird.md" }] });
  });

  test("follows within about a second when another index is made the live one", async () => {
    await using own = await temporaryDirectory();
    await publishIndex(own.path, fish);
    await using server = await startServer({ DATA_DIR: own.path });
    const sources = async () => {
      const { hits } = await (await fetch(`${server.url}/search`, jsonRequest({ query: "animal" }))).json();
      return hits.map(({ source }: { source: string }) => source);
    };
    expect(await sources()).toEqual(["animals/fish.md"]);

    await publishIndex(own.path, bird, "512");
    const published = performance.now();

    await expect.poll(sources, { timeout: 5000 }).toEqual(["birds/bird.md"]);
    expect(performance.now() - published).toBeLessThan(2000);
  });

  test("goes on as the index was built when the configuration disagrees, and names the remedies", async () => {
    await using server = await startServer({
      DATA_DIR: data.path,
      EMBEDDING_DIMENSIONS: "512",
      INDEX_METRIC: "L2",
      CHUNK_TOKENS: "128",
    });

    const [warned] = await server.printed(/"level":"warn".*/);
    expect(warned).toMatch(/EMBEDDING_DIMENSIONS: the index has 1024, the configuration 512/);
    expect(warned).toMatch(/INDEX_METRIC: the index has COSINE, the configuration L2/);
    expect(warned).toMatch(/CHUNK_TOKENS/);
    expect(warned).toMatch(/ingestion is refused.*npm run reindex/);
    expect(await (await ask(server.url, false)).json()).toMatchObject({ citations: [{ source: "animals/fish.md" }] });
    expect(server.output.stdout).toMatch(/index: +footnote-[0-9a-f]{8}\n +embeddings: +lexical .*1024 dimensions/);
    expect(await (await fetch(`${server.url}/ready`)).json()).toMatchObject({
      index: { name: expect.stringMatching(/^footnote-/), embedding: { provider: "lexical", model: "lexical-3", dimensions: 1024 } },
    });
  });

  test("refuses an index that another version of Footnote has cut", async () => {
    await using own = await temporaryDirectory();
    await publishIndex(own.path, fish);
    const store = sqliteStore(own.path, "footnote");
    await store.publish({ ...(await store.readManifest())!, chunker: "structure-1/320+32" });
    await store.close();
    await using command = runFootnote(["serve"], { DATA_DIR: own.path, PORT: "0" });

    expect(await command.exited).toBe(1);
    expect(command.output.stderr).toMatch(/built by another version.*npm run reindex/);
    expect(command.output.stderr).not.toMatch(/^ +at /m);
  });

  test("names the port that is taken and the variable to change", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    await using command = runFootnote(["serve"], { DATA_DIR: data.path, PORT: String(port) });

    expect(await command.exited).toBe(1);
    taken.close();

    expect(command.output.stderr).toMatch(`PORT is ${port} and HOST is 127.0.0.1`);
    expect(command.output.stderr).toMatch(/another program.*set PORT to another/);
    expect(command.output.stderr).not.toMatch(/^ +at /m);
  });

  test("reports every variable that is wrong at once", async () => {
    await using command = runFootnote(["serve"], {
      DATA_DIR: data.path,
      PORT: "http",
      LOG_LEVEL: "loud",
      REDIS_URL: "http://user:hunter2@host",
    });

    expect(await command.exited).toBe(1);
    for (const name of ["PORT", "LOG_LEVEL", "REDIS_URL"]) expect(command.output.stderr).toContain(name);
    expect(command.output.stderr).not.toContain("hunter2");
  });
});

describe("a SIGTERM", () => {
  const answer = "A fish is an animal [1]. It swims [1].";

  test("lets requests under way end, while it is not ready and sends others elsewhere", async () => {
    await using upstream = await startOpenaiServer({ answer: () => answer });
    upstream.chat.always({ pause: 100 });
    await using server = await startServer({ DATA_DIR: data.path, OPENAI_BASE_URL: upstream.url, EMBEDDINGS: "lexical" });
    const body = ask(server.url, false);
    const events = readEvents(await ask(server.url, true));
    expect(await events.next()).toMatchObject({ value: { event: "passages" } });
    await expect.poll(() => upstream.chat.requests.length, { timeout: 5000 }).toBe(2);

    server.kill("SIGTERM");
    await server.printed(/"message":"shutting down"/);

    const refused = [await fetch(`${server.url}/ready`), await ask(server.url, true)];
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(response.headers.get("connection")).toBe("close");
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ title: "The server is stopping" });
    }
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
    const rest: ServerSentEvent[] = [];
    for await (const event of events) rest.push(event);
    expect(rest.at(-1)).toMatchObject({ event: "done", data: { answer } });
    expect(await (await body).json()).toMatchObject({ answer });
    const ended = performance.now();
    expect(await server.exited).toBe(0);
    expect(performance.now() - ended).toBeLessThan(1500);
    expect(server.output.stderr).toBe("");
  });

  test("ends at once when only idle connections are left", async () => {
    await using server = await startServer({ DATA_DIR: data.path });
    await (await fetch(`${server.url}/health`)).text();
    const began = performance.now();

    server.kill("SIGTERM");

    expect(await server.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("waits for requests no longer than SHUTDOWN_TIMEOUT_MS", async () => {
    await using upstream = await startOpenaiServer();
    upstream.chat.always({ cut: { after: 1, by: "hang" } });
    await using server = await startServer({
      DATA_DIR: data.path,
      OPENAI_BASE_URL: upstream.url,
      EMBEDDINGS: "lexical",
      SHUTDOWN_TIMEOUT_MS: "400",
    });
    const broken = ask(server.url, false).catch((error: unknown) => error);
    const stream = (await ask(server.url, true)).text().catch((error: unknown) => error);
    await expect.poll(() => upstream.chat.requests.length, { timeout: 5000 }).toBe(2);
    const began = performance.now();

    server.kill("SIGTERM");

    expect(await server.exited).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(performance.now() - began).toBeLessThan(2500);
    expect(await Promise.all([broken, stream])).toEqual([expect.any(Error), expect.any(Error)]);
    expect(await Promise.all(upstream.chat.requests.map(({ ended }) => ended))).toEqual(["disconnected", "disconnected"]);
  });
});

test("a SIGTERM to npm start while it ingests keeps what was done, serves nothing, and leaves the store to the next run", async () => {
  await using upstream = await startOpenaiServer();
  upstream.embeddings.next({});
  upstream.embeddings.always({ delay: 60_000 });
  await using own = await temporaryDirectory();
  await writeFiles(own.path, { "corpus/fish.md": fish["animals/fish.md"], "corpus/bird.md": bird["birds/bird.md"] });
  const variables = { DATA_DIR: own.path, CORPUS_DIR: `${own.path}/corpus`, OPENAI_BASE_URL: upstream.url, EMBEDDING_BATCH_SIZE: "1" };
  await using server = runFootnote(["start"], { ...variables, PORT: "0" });
  await expect.poll(() => upstream.embeddings.requests.length, { timeout: 20_000 }).toBe(2);
  const began = performance.now();

  server.kill("SIGTERM");

  expect(await server.exited).toBe(130);
  expect(performance.now() - began).toBeLessThan(3000);
  expect(server.output.stderr).toMatch(/Stopped by SIGTERM\. What was done is kept/);
  expect(server.output.stdout).not.toContain("Footnote is ready");
  upstream.embeddings.reset();
  await using again = runFootnote(["ingest"], variables);
  expect(await again.exited).toBe(0);
  expect(upstream.embeddings.requests).toHaveLength(1);
});

/** Ingests files in a process of its own. */
async function ingestIn(dataDirectory: string, files: Record<string, string>): Promise<void> {
  await using corpus = await temporaryDirectory();
  await writeFiles(corpus.path, files);
  await using command = runFootnote(["ingest", corpus.path], { DATA_DIR: dataDirectory });
  if ((await command.exited) !== 0) throw new Error(command.output.stderr);
}

/** Builds an index of its own for the files and makes it the live one, as a re-embedding will. */
async function publishIndex(dataDirectory: string, files: Record<string, string>, dimensions?: string): Promise<void> {
  await using corpus = await temporaryDirectory();
  await writeFiles(corpus.path, files);
  const config = parseConfig({ DATA_DIR: dataDirectory, EMBEDDING_DIMENSIONS: dimensions });
  const embedder = createEmbedder(config);
  const store = sqliteStore(dataDirectory, config.index.name);
  const { length } = await embedder.embedQuery("fish");
  const index = store.open(await newManifest(config, { ...embedder.identity, dimensions: length }));
  await index.create();
  await ingest({
    corpus: await directoryCorpus(corpus.path, config),
    index,
    embedder,
    parseFile,
    limits: config.chunking,
    maxTextBytes: config.maxTextBytes,
    batchSize: config.embedding.batchSize,
    concurrency: config.embedding.concurrency,
    onProgress: () => {},
  });
  await store.publish(index.manifest);
  await store.close();
}
