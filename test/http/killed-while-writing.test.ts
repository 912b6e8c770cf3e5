import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { paragraphOn } from "../support/corpus.ts";
import { authorization, writeIngestKey } from "../support/ingesting.ts";
import { startOpenaiServer, textsSeen } from "../support/openai-server.ts";
import { jsonRequest, startServer, type Variables } from "../support/server.ts";
import { startSlowProxy } from "../support/slow-proxy.ts";
import { type Place, places } from "../support/stores.ts";

const source = "ship.md";
const batch = { size: 32, concurrency: 2 };

/** A document of which half of the chunks are those of every version, at other offsets. */
function shipOf(version: number, chunks: number): string {
  const subjects = Array.from({ length: chunks }, (_, number) => (number % 2 === 0 ? `keel${number}` : `mast${number}v${version}`));
  const sections = subjects.map((subject) => `## On ${subject}\n\n${paragraphOn(subject)}\n`);
  return `# Ship\n\nIts captain ${"very ".repeat(version)}much likes it.\n\n${sections.join("\n")}`;
}

/** A place whose writer is seen at work: how often it has committed, or sent something to Redis, as far as that shows. */
async function watched({ variables }: Place) {
  if (variables.REDIS_URL !== undefined) {
    const proxy = await startSlowProxy(variables.REDIS_URL);
    proxy.delay = 3;
    const close = () => proxy[Symbol.asyncDispose]();
    return { variables: { ...variables, REDIS_URL: proxy.url }, steps: () => proxy.sent, [Symbol.asyncDispose]: close };
  }
  const database = new DatabaseSync(join(variables.DATA_DIR!, "footnote.sqlite"), { timeout: 5000 });
  const version = database.prepare("PRAGMA data_version");
  let count = 0;
  let seen = version.get()!["data_version"];
  const steps = () => {
    const now = version.get()!["data_version"];
    if (now !== seen) count++;
    seen = now;
    return count;
  };
  return { variables, steps, [Symbol.asyncDispose]: async () => database.close() };
}

const headers = { authorization, connection: "close" };

async function send(url: string, method: string, path: string, body?: string) {
  const response = await fetch(`${url}/documents/${path}`, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, text: await response.text() };
}

/** Makes the document this text, or deletes it. */
const change = (url: string, text: string | undefined) =>
  text === undefined ? send(url, "DELETE", source) : send(url, "PUT", source, text);

/** What is known of the document in a state that nothing interrupted. */
type Whole = { text: string | undefined; ids: string[]; all: unknown };

async function idsOf(place: Place): Promise<string[]> {
  const { chunks } = await place.contents();
  return chunks.filter((chunk) => chunk.source === source).map(({ id }) => id);
}

const wholeOf = async (place: Place, text: string | undefined): Promise<Whole> => ({
  text,
  ids: await idsOf(place),
  all: await place.contents(),
});

/** Looks at all that is served of the document. @returns whether it is said to be unfinished */
async function expectCoherent(url: string, place: Place, before: Whole, after: Whole): Promise<boolean> {
  const documents = await (await fetch(`${url}/documents`, { headers })).json();
  const listed = documents.documents.find((document: { source: string }) => document.source === source);
  const { status, text } = await send(url, "GET", source);
  const given = status === 404 ? undefined : text;
  const asked = await fetch(`${url}/ask`, jsonRequest({ question: "Is the keel2 number 3 open at night?" }, { headers }));
  const { citations } = await asked.json();
  const quotes: { source: string; quote: string; start: number; end: number }[] = citations;
  const ids = await idsOf(place);

  expect([before.text, after.text]).toContain(given);
  expect(new Set([...before.ids, ...after.ids]).isSupersetOf(new Set(ids))).toBe(true);
  expect([before, after].some((version) => new Set(ids).isSupersetOf(new Set(version.ids)))).toBe(true);
  expect(asked.status).toBe(200);
  for (const { quote, ...cited } of quotes) {
    if (cited.source === source) expect([before.text, after.text].some((version) => version?.includes(quote))).toBe(true);
  }
  if (!listed) expect(ids).toEqual([]);
  if (!listed?.complete) return listed !== undefined;

  const version = [before, after].find((one) => one.text === given)!;
  expect({ ids, chunks: listed.chunks }).toEqual({ ids: version.ids, chunks: version.ids.length });
  for (const { quote, start, end, ...cited } of quotes) if (cited.source === source) expect(given!.slice(start, end)).toBe(quote);
  return false;
}

for (const { on: store, live, newPlace } of places) {
  describe.skipIf(!live)(`a server that is killed while it writes, on ${store}`, () => {
    test.each([
      { size: "a document that is written in steps", chunks: 150, inSteps: true },
      { size: "a small document", chunks: 6, inSteps: false },
    ])("serves nothing halfway as whole, and ends right when asked again: $size", { timeout: 300_000 }, async ({ chunks, inSteps }) => {
      await using upstream = await startOpenaiServer({ dimensions: 64 });
      upstream.embeddings.always({ delay: 20 });
      await using killed = await newPlace();
      await using undisturbed = await newPlace();
      await using stack = new AsyncDisposableStack();
      const [store, other] = [killed, undisturbed].map((place) => stack.adopt(place.open(), (opened) => opened.close()));
      for (const opened of [store!, other!]) await writeIngestKey(opened);
      await using watch = await watched(killed);
      const settings: Variables = {
        OPENAI_BASE_URL: upstream.url,
        CHAT_MODEL: "extractive",
        EMBEDDING_BATCH_SIZE: String(batch.size),
        EMBEDDING_CONCURRENCY: String(batch.concurrency),
        LOG_LEVEL: "error",
      };
      const start = () => startServer({ ...settings, ...watch.variables });
      const reference = stack.use(await startServer({ ...settings, ...undisturbed.variables }));
      let server = stack.use(await start());
      let [kills, unfinished, needed] = [0, 0, 0];

      const isUnfinished = async () => {
        const [record] = await store!.open((await store!.readManifest())!).readDocuments([source]);
        return record?.hash === null;
      };
      /** When to kill: while the document is written, if that takes long enough, and after more and more steps. */
      function* moments(): Generator<() => Promise<boolean>> {
        if (inSteps) yield isUnfinished;
        for (let steps = 1; ; steps = 2 * steps + 1) {
          const from = watch.steps();
          yield async () => watch.steps() - from >= steps;
        }
      }

      /** Changes the document, and kills the server at a moment. @returns false when all was done before */
      const killAt = async (moment: () => Promise<boolean>, text: string | undefined): Promise<boolean> => {
        const ended = new AbortController();
        const reply = change(server.url, text).catch(() => undefined);
        void reply.then(() => ended.abort());
        while (!ended.signal.aborted && !(await moment())) await sleep(1);
        if (ended.signal.aborted) {
          expect((await reply)?.status).toBeLessThan(300);
          return false;
        }
        kills++;
        server.kill("SIGKILL");
        await Promise.all([server.exited, reply]);
        await killed.afterKill();
        server = stack.use(await start());
        return true;
      };

      /** A change that is begun again and again until it is not killed. @param between what is done after each kill */
      const changeAmidKills = async (before: Whole, text: string | undefined, between = async () => {}): Promise<Whole> => {
        const seen = textsSeen(upstream);
        expect((await change(reference.url, text)).status).toBeLessThan(300);
        needed += textsSeen(upstream) - seen;
        const after = await wholeOf(undisturbed, text);
        for (const moment of moments()) {
          if (!(await killAt(moment, text))) break;
          if (await expectCoherent(server.url, killed, before, after)) unfinished++;
          await between();
        }
        expect(await expectCoherent(server.url, killed, after, after)).toBe(false);
        expect(await killed.contents()).toEqual(after.all);
        return after;
      };

      for (const { url } of [server, reference]) await send(url, "PUT", "harbour.md", "The harbour is open at night.");
      const first = await changeAmidKills(await wholeOf(undisturbed, undefined), shipOf(1, chunks));
      const second = await changeAmidKills(first, shipOf(2, chunks));
      await changeAmidKills(second, undefined, async () => {
        // Who sends it again finds all of it again, however much had been deleted.
        expect((await change(server.url, second.text)).status).toBeLessThan(300);
        expect(await killed.contents()).toEqual(second.all);
      });
      if (inSteps) expect(unfinished).toBeGreaterThan(0);
      // Beside the harbour's two, what was under way when a server was killed.
      expect(textsSeen(upstream) - 2 * needed - 2).toBeLessThanOrEqual(kills * batch.size * batch.concurrency);
      expect(upstream.refused).toEqual([]);
    });
  });
}
