import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentOn, paragraphOn } from "../support/corpus.ts";
import { docx } from "../support/files/docx.ts";
import { encryptedPdf, pdf } from "../support/files/pdf.ts";
import { authorization, type IngestingApp, startIngesting, writableStores } from "../support/ingesting.ts";
import { startOpenaiServer } from "../support/openai-server.ts";
import { watchPauses } from "../support/pauses.ts";
import { listen, startApp, temporaryDirectory, type Variables } from "../support/server.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const encode = (text: string) => new TextEncoder().encode(text);

for (const { store, live, variables } of writableStores) {
  describe.skipIf(!live)(`PUT and DELETE /documents/… on ${store}`, () => {
    let app: IngestingApp;
    beforeAll(async () => {
      app = await startIngesting(variables());
    });
    afterAll(() => app.close());

    test("write a document, change it, leave it as it is, and delete it", async () => {
      const created = await app.put("harbour/oars.md", "# Oars\n\nOars are stored in the shed.\n");
      expect(created).toMatchObject({
        status: 201,
        body: {
          source: "harbour/oars.md",
          documents: { added: 1, changed: 0, unchanged: 0, deleted: 0, failed: 0 },
          chunks: { added: 1, updated: 0, unchanged: 0, deleted: 0 },
          embedded: { chunks: 1, tokens: expect.any(Number), reused: 0 },
          cost: { amount: 0, currency: "USD" },
          failures: [],
        },
      });
      expect(created.headers.get("location")).toBe("/documents/harbour/oars.md");
      expect(await app.find("oars shed")).toEqual(["# Oars\n\nOars are stored in the shed."]);

      const same = await app.put("harbour/oars.md", "# Oars\n\nOars are stored in the shed.\n");
      expect(same).toMatchObject({ status: 200, body: { documents: { unchanged: 1 }, chunks: { unchanged: 1 }, embedded: { chunks: 0 } } });

      const changed = await app.put("harbour/oars.md", "# Oars\n\nOars hang on the wall.\n");
      expect(changed).toMatchObject({ status: 200, body: { documents: { changed: 1 }, chunks: { added: 1, deleted: 1 } } });
      expect(await app.find("oars shed wall")).toEqual(["# Oars\n\nOars hang on the wall."]);
      expect((await app.send("GET", "/documents/harbour/oars.md")).body).toBe("# Oars\n\nOars hang on the wall.\n");

      expect(await app.remove("harbour/oars.md")).toMatchObject({
        status: 200,
        body: { source: "harbour/oars.md", documents: { deleted: 1 }, chunks: { deleted: 1 } },
      });
      expect(await app.find("oars")).toEqual([]);
      expect(await app.list()).toEqual([]);
      expect(await app.remove("harbour/oars.md")).toMatchObject({
        status: 404,
        body: { detail: 'There is no document "harbour/oars.md".' },
      });
    });

    test("embed only what has changed of a document", async () => {
      await app.put("long.md", documentOn("Long", ["mast", "sail", "rope"]));
      const { body } = await app.put("long.md", documentOn("Long", ["mast", "keel", "rope"]));
      expect(body).toMatchObject({ chunks: { added: 1, unchanged: 2, deleted: 1 }, embedded: { chunks: 1 } });
      await app.remove("long.md");
    });

    test.each([
      ["a%20b/%C3%BC%20%3F%23%25.txt", "a b/ü ?#%.txt"],
      ["harbour%2Fencoded.md", "harbour/encoded.md"],
      ["100%.md", "100%.md"],
      ["日本語/😀.md", "日本語/😀.md"],
      [".hidden/a..b.md", ".hidden/a..b.md"],
      ["a//b.md".replace("//", "/x/"), "a/x/b.md"],
    ])("take the source encoded or not: %s", async (path, source) => {
      expect(await app.put(path, "Signs.")).toMatchObject({ status: 201, body: { source } });
      expect(await app.list()).toEqual([source]);
      expect((await app.send("GET", `/documents/${encodeURIComponent(source)}`)).body).toBe("Signs.");
      expect((await app.remove(encodeURIComponent(source))).status).toBe(200);
    });

    test.each([
      ["a/", /must not begin or end with a slash/],
      ["%2Fa.md", /must not begin or end with a slash/],
      ["a//b.md", /two in a row/],
      ["a%2F..%2F..%2Fb.md", /must not have \. or \.\./],
      ["%2E%2E%2Fb.md", /must not have \. or \.\./],
      ["a%2F.%2Fb.md", /must not have \. or \.\./],
      ["a%00.md", /control characters/],
      ["a%07b.md", /control characters/],
      [`${"a".repeat(1100)}.md`, /1103 characters; at most 1024/],
      ["faq.csv%23one", /names a record of faq\.csv; send the whole file/],
    ])("refuse a source that is none: %s", async (path, message) => {
      const { status, body } = await app.put(path, "Text.");
      expect([status, body.errors]).toEqual([400, [{ field: "source", message: expect.stringMatching(message) }]]);
      expect(await app.list()).toEqual([]);
    });

    test("read a format by the ending of the source, or else by the content type", async () => {
      const word = docx([{ style: "Heading1", text: "Boats" }, { text: "Boats are kept in the harbour." }]);
      const page = "<!doctype html><title>Ropes</title><main><h1>Ropes</h1><p>Ropes are coiled.</p></main>";
      const files: [path: string, content: string | Uint8Array<ArrayBuffer>, type: string | undefined, text: RegExp][] = [
        ["f/boats.docx", word, "application/octet-stream", /^# Boats\n\nBoats are kept/],
        ["f/lamps.pdf", pdf([["The lamps are lit at dusk."]]), undefined, /The lamps are lit/],
        ["f/ropes", page, "text/html; charset=utf-8", /^# Ropes\n\nRopes are coiled/],
        ["f/lamps", pdf([["The lamps are lit at dusk."]]), "Application/PDF", /The lamps are lit/],
        ["f/notes", "# Notes\n\nAnchors rust.", "text/markdown", /^# Notes/],
        ["f/plain.md", "# Plain\n\nAnchors rust.", "application/x-www-form-urlencoded", /^# Plain/],
      ];
      for (const [path, content, type, text] of files) {
        const { status } = await app.put(path, content, type === undefined ? {} : { "content-type": type });
        expect([path, status]).toEqual([path, 201]);
        expect((await app.send("GET", `/documents/${path}`)).body).toMatch(text);
      }
      // What the content type says is part of what a document is.
      expect((await app.put("f/notes", "# Notes\n\nAnchors rust.", { "content-type": "text/plain" })).body.documents.changed).toBe(1);
      for (const [path] of files) await app.remove(path);
    });

    test.each([
      ["notes", "text/csv"],
      ["notes", "application/octet-stream"],
      ["picture.png", "image/png"],
      ["notes.constructor", "constructor"],
    ])("refuse a format that is not read: %s as %s", async (path, type) => {
      const { status, body } = await app.put(path, "Text.", { "content-type": type });
      expect([status, body.detail]).toEqual([415, expect.stringMatching(/formats that Footnote reads: \.md, .*\.csv.*content type/)]);
    });

    test.each([
      ["a damaged PDF", "a.pdf", encode("%PDF-1.7\nnothing"), /^The document is cut off: a PDF ends with %%EOF\.$/],
      ["an encrypted PDF", "a.pdf", encryptedPdf(), /^The document is encrypted with a password; save it without one\.$/],
      ["a picture with another name", "a.md", encode("GIF89a\0\0"), /is a picture, and its name says otherwise/],
      ["bytes that are no UTF-8", "a.txt", new Uint8Array([0x61, 0xff, 0x62]), /is not UTF-8 text/],
      ["records without a text", "a.csv", encode("x,y\n1,2\n"), /has no text in text, content, body, but x, y/],
      ["nothing", "a.md", new Uint8Array(), /^The document is empty\.$/],
    ])("say why they cannot read %s", async (_, path, bytes, reason) => {
      const { status, body } = await app.put(path, bytes);
      expect([status, body.detail]).toEqual([422, expect.stringMatching(reason)]);
      expect(await app.list()).toEqual([]);
    });

    test("leave a document as it is when what is sent in its place cannot be read", async () => {
      await app.put("a.pdf", pdf([["The lamps are lit at dusk."]]));
      expect((await app.put("a.pdf", encode("%PDF-1.7\nnothing"))).status).toBe(422);
      expect(await app.find("lamps dusk")).toEqual(["The lamps are lit at dusk."]);
      await app.remove("a.pdf");
    });

    test("file a document under what the request says, before what the file and its folder say", async () => {
      const text = "---\ntitle: Own\ncategory: own\n---\nAnchors rust.\n";
      const put = (query: string) => app.put(`f/a.md${query}`, text);
      const filed = async () => {
        const { body } = await app.send("POST", "/search", {
          body: JSON.stringify({ query: "anchors" }),
          headers: { "content-type": "application/json" },
        });
        return body.hits.map(({ title, categories }: { title: string; categories: string[] }) => ({ title, categories }));
      };
      await put("");
      expect(await filed()).toEqual([{ title: "Own", categories: ["own"] }]);
      expect((await put("?category=b%20c&category=d%26e&title=Caf%C3%A9")).body.documents.changed).toBe(1);
      expect(await filed()).toEqual([{ title: "Café", categories: ["b c", "d&e"] }]);
      expect(await app.list("?category=d%26e")).toEqual(["f/a.md"]);
      for (const [query, message] of [
        ["?category=", "category: must be a name or a list of 1 to 100 names, none blank"],
        ["?title=%20", "title: must be well-formed Unicode and not blank"],
        ["?colour=red", "colour: is not a field of this request"],
        [`?title=${"a".repeat(301)}`, "title: Too big: expected string to have <=300 characters"],
      ] as const) {
        const { status, body } = await put(query);
        expect([status, body.errors.map(({ field, message }: { field: string; message: string }) => `${field}: ${message}`)]).toEqual([
          400,
          [message],
        ]);
      }
      await app.remove("f/a.md");
    });

    test("make each record of a file a document, and delete those that it has no more", async () => {
      const put = (csv: string, query = "") => app.put(`faq.csv${query}`, csv);
      expect(await put("id,text\n1,Anchors rust.\n2,Ropes fray.\n")).toMatchObject({ status: 201, body: { documents: { added: 2 } } });
      await app.put("faq.csv.md", "Another document whose name begins alike.");
      expect(await put("id,text\n2,Ropes fray.\n3,Sails tear.\n")).toMatchObject({
        status: 200,
        body: { documents: { added: 1, unchanged: 1, deleted: 1 } },
      });
      expect(await app.list()).toEqual(["faq.csv#2", "faq.csv#3", "faq.csv.md"]);
      expect(await put("id,text\n2,Ropes fray.\n3,Sails tear.\n", "?category=faq")).toMatchObject({ body: { documents: { changed: 2 } } });
      expect(await app.list("?category=faq")).toEqual(["faq.csv#2", "faq.csv#3"]);
      expect((await put("id,text\n2,Ropes fray.\n", "?title=All")).body.errors).toEqual([{ field: "title", message: expect.any(String) }]);

      expect((await app.remove("faq.csv%232")).body.documents).toEqual({ deleted: 1 });
      expect((await app.remove("faq.csv")).body.documents).toEqual({ deleted: 1 });
      expect(await app.remove("faq.csv")).toMatchObject({ status: 404 });
      expect(await app.list()).toEqual(["faq.csv.md"]);
      await app.remove("faq.csv.md");
    });

    test("read the records that they can, and name the others", async () => {
      const { status, body } = await app.put("lines.jsonl", '{"id":1,"text":"Anchors rust."}\n{"id":2,\n');
      expect([status, body.documents, body.failures]).toEqual([
        201,
        { added: 1, changed: 0, unchanged: 0, deleted: 0, failed: 1 },
        [{ source: "lines.jsonl", reason: expect.stringMatching(/line 2 is not valid JSON/) }],
      ]);
      await app.remove("lines.jsonl");
    });

    test("turn a JSON file of one object into one of a list", async () => {
      await app.put("one.json", '{"text":"Anchors rust."}');
      expect(await app.list()).toEqual(["one.json"]);
      expect((await app.put("one.json", '[{"id":"a","text":"Anchors rust."}]')).body.documents).toMatchObject({ added: 1, deleted: 1 });
      expect(await app.list()).toEqual(["one.json#a"]);
      await app.remove("one.json");
    });

    test("written at once under one source leave one of the versions, and all of it", async () => {
      const versions = Array.from({ length: 6 }, (_, version) => documentOn(`Version${version}`, [`mast${version}`, `sail${version}`]));
      const replies = await Promise.all(versions.map((version) => app.put("same.md", version)));
      expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
      const text = (await app.send("GET", "/documents/same.md")).body as string;
      expect(versions).toContain(text);
      const found = await app.find("open night");
      expect(found).toHaveLength(2);
      for (const passage of found) expect(text).toContain(passage);
      await app.remove("same.md");
    });

    test("written at once under many sources are all there", async () => {
      const sources = Array.from({ length: 20 }, (_, number) => `many/${String(number).padStart(2, "0")}.md`);
      const replies = await Promise.all(sources.map((source) => app.put(source, paragraphOn(source))));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      expect(await app.list("?category=many")).toEqual(sources);
      await Promise.all(sources.map((source) => app.remove(source)));
    });

    test("and directories leave each other's documents alone", async () => {
      await app.put("shared.md", "Sent.");
      await app.put("sent.md", "Sent too.");
      const report = await app.ingest({ "shared.md": "A file.", "file.md": "Another file.", "faq.csv": "id,text\n1,Anchors rust.\n" });
      expect(report.failures).toEqual([{ source: "shared.md", reason: expect.stringContaining('already ingested from "api"') }]);
      expect(await app.list()).toEqual(["faq.csv#1", "file.md", "sent.md", "shared.md"]);

      for (const path of ["file.md", "faq.csv", "faq.csv%231"]) {
        const replies = [await app.remove(path), ...(path.includes("%23") ? [] : [await app.put(path, "id,text\n2,Mine.\n")])];
        for (const { status, body } of replies) {
          expect([path, status, body.detail]).toEqual([path, 409, expect.stringMatching(/was ingested from the directory .*ingest again/)]);
        }
      }
      expect(await app.list()).toEqual(["faq.csv#1", "file.md", "sent.md", "shared.md"]);
      await app.remove("shared.md");
      await app.remove("sent.md");
    });

    test("sent to one server without a pause do not shut out those of another", async () => {
      await using directory = await temporaryDirectory();
      const shared = { DATA_DIR: directory.path, ...variables() };
      await using busy = await startIngesting(shared);
      await using other = await startIngesting(shared);
      const ended = new AbortController();
      const sources = Array.from({ length: 16 }, (_, number) => `stream-${String(number).padStart(2, "0")}.md`);
      const streams = sources.map(async (source) => {
        for (let version = 0; !ended.signal.aborted; version++)
          expect((await busy.put(source, `Version ${version}.`)).status).toBeLessThan(300);
      });
      await expect.poll(() => busy.list()).toEqual(sources);
      const { status } = await other.put("late.md", "Late.");
      ended.abort();
      await Promise.all(streams);
      expect(status).toBe(201);
    });

    test("do not wait for ever for an ingestion that another process runs", { timeout: 20_000 }, async () => {
      const lock = await app.store.lockIngestion(() => {});
      const busy = await app.put("late.md", "Late.");
      expect([busy.status, busy.headers.get("retry-after"), busy.body.detail]).toEqual([503, "10", expect.stringContaining("Try again")]);
      const waiting = app.put("late.md", "Late.");
      await lock.release();
      expect((await waiting).status).toBe(201);
      await app.remove("late.md");
    });
  });
}

describe("a document while it is replaced", () => {
  test("is found by searches as it was or as it is, never half of each, on SQLite", async () => {
    await using app = await startIngesting();
    const versions = [0, 1].map((version) =>
      documentOn(
        "Ship",
        ["mast", "sail", "rope", "keel", "lamp"].map((part) => part + version),
      ),
    );
    await app.put("ship.md", versions[0]!);
    let searches = 0;
    const replaced = new AbortController();
    const searching = (async () => {
      while (!replaced.signal.aborted) {
        const found = await app.find("open night");
        expect(found).toHaveLength(5);
        expect(versions.filter((version) => found.every((text) => version.includes(text)))).toHaveLength(1);
        searches++;
        // A search on SQLite waits for nothing, and so would let nothing else run.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let round = 1; round <= 20; round++) expect((await app.put("ship.md", versions[round % 2]!)).status).toBe(200);
    replaced.abort();
    await searching;
    expect(searches).toBeGreaterThan(10);
  });

  test.each([
    ["fails", { status: 500 }, 502],
    ["limits the rate", { status: 429, retryAfter: "3" }, 429],
    ["refuses the key", { status: 401 }, 502],
    ["answers with nonsense", { garbage: "{}" }, 502],
  ])("is as it was when the embedding provider %s midway", { timeout: 30_000 }, async (_, failure, status) => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using app = await startIngesting({
      OPENAI_BASE_URL: upstream.url,
      CHAT_MODEL: "extractive",
      EMBEDDING_BATCH_SIZE: "1",
      EMBEDDING_CONCURRENCY: "1",
      EMBEDDING_PATIENCE_MS: "1500",
    });
    const [before, after] = [documentOn("Ship", ["mast", "sail", "rope"]), documentOn("Ship", ["keel", "lamp", "oar"])];
    await app.put("ship.md", before);
    upstream.embeddings.next({});
    upstream.embeddings.always(failure);
    const { status: found, body } = await app.put("ship.md", after);
    expect([found, JSON.stringify(body)]).toEqual([status, expect.not.stringContaining("stand-in")]);
    expect((await app.send("GET", "/documents/ship.md")).body).toBe(before);
    expect(await app.find("keel lamp oar")).toEqual([]);
    expect((await app.send("GET", "/documents")).body.documents).toMatchObject([{ source: "ship.md", chunks: 3, complete: true }]);

    upstream.embeddings.reset();
    let again = await app.put("ship.md", after);
    // A pause that the provider asked for is told to whoever comes before it is over.
    for (; again.status === 429; again = await app.put("ship.md", after)) await sleep(200);
    expect(again.body).toMatchObject({ documents: { changed: 1 }, chunks: { added: 3, deleted: 3 } });
    // What was paid for before the failure is not paid for again.
    expect(upstream.embeddings.requests).toHaveLength(2);
  });

  test("is as it was when the client goes away, while it sends or while it waits", async () => {
    await using upstream = await startOpenaiServer({ dimensions: 64 });
    await using app = await startIngesting({ OPENAI_BASE_URL: upstream.url, CHAT_MODEL: "extractive" });
    await using server = await listen(app);
    const before = documentOn("Ship", ["mast"]);
    await app.put("ship.md", before);
    upstream.embeddings.reset();
    const { port } = new URL(server.url);

    const sending = connect(Number(port), "127.0.0.1");
    await once(sending, "connect");
    sending.write(
      `PUT /documents/ship.md HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Length: 1000\r\n\r\n# Ship\n\nThe keel`,
    );
    await sleep(100);
    sending.destroy();
    await expect.poll(() => app.logs.filter(({ message, status }) => message === "request" && status === 499)).toHaveLength(1);

    upstream.embeddings.always({ hang: "all" });
    const waiting = request(`${server.url}/documents/ship.md`, { method: "PUT", headers: { authorization } });
    waiting.on("error", () => {});
    waiting.end(documentOn("Ship", ["keel"]));
    await expect.poll(() => upstream.embeddings.requests.length).toBe(1);
    waiting.destroy();
    expect(await upstream.embeddings.requests[0]!.ended).toBe("disconnected");
    await expect.poll(() => app.logs.filter(({ message, status }) => message === "request" && status === 499)).toHaveLength(2);

    upstream.embeddings.reset();
    expect((await app.send("GET", "/documents/ship.md")).body).toBe(before);
    expect((await app.put("ship.md", documentOn("Ship", ["keel"]))).status).toBe(200);
    expect(app.logs.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("whoever writes", () => {
  const routes = [
    ["PUT", "/documents/a.md"],
    ["DELETE", "/documents/a.md"],
    ["POST", "/ingestions"],
    ["GET", "/ingestions/a"],
    ["DELETE", "/ingestions/a"],
  ] as const;

  test.each(routes)("needs a key, whatever else it sends: %s %s", async (method, path) => {
    await using app = await startIngesting();
    for (const given of ["", "Bearer", `${authorization}2`, authorization.replace("Bearer", "Basic")]) {
      const { status, headers, body } = await app.send(method, path, { headers: { authorization: given } });
      expect([given, status, headers.get("www-authenticate")]).toEqual([given, 401, 'Bearer realm="Footnote"']);
      expect(body.detail).toMatch(/wants a key|no such key/);
    }
    expect((await app.send(method, path, { headers: { authorization: authorization.replace("Bearer", "bearer") } })).status).not.toBe(401);
  });

  test.each(routes)("has no key that fits where there is none: %s %s", async (method, path) => {
    await using app = await startApp();
    for (const given of ["Bearer x", "Bearer undefined", "Bearer ", authorization]) {
      const reply = await app.app.request(path, { method, headers: { authorization: given } });
      expect([reply.status, await reply.json()]).toMatchObject([401, { detail: expect.stringContaining('key with the scope "ingest"') }]);
    }
  });

  test("may use a key with the scope that is kept in the store, but none that only asks or is limited to categories", async () => {
    await using app = await startApp();
    const put = async (headers: Variables) => {
      const response = await app.app.request("/documents/a.md", { method: "PUT", body: "A.", headers });
      return [response.status, ((await response.json()) as { detail?: string }).detail];
    };
    expect((await put(await app.key({ scopes: ["ingest"] })))[0]).toBe(201);
    expect((await put(await app.key({ scopes: ["admin"] })))[0]).toBe(200);
    expect(await put(await app.key({ scopes: ["ask"] }))).toEqual([403, 'It lacks the scope "ingest".']);
    expect(await put(await app.key({ scopes: ["ingest"], categories: ["general"] }))).toEqual([
      403,
      expect.stringContaining("limited to categories"),
    ]);
  });

  test("lists documents only of the categories that its key can see", async () => {
    await using app = await startIngesting();
    for (const path of ["a/1.md", "b/2.md", "a/3.md", "c/4.md", "d/5.md?category=a&category=c"]) await app.put(path, paragraphOn("oar"));
    const headers = await app.key({ scopes: ["ask"], categories: ["a", "b"] });
    const list = async (query: string) => (await app.send("GET", `/documents${query}`, { headers })).body;
    const { documents } = await list("");
    expect(documents.map(({ source, categories }: { source: string; categories: string[] }) => [source, categories])).toEqual([
      ["a/1.md", ["a"]],
      ["a/3.md", ["a"]],
      ["b/2.md", ["b"]],
      ["d/5.md", ["a"]],
    ]);
    expect(await list("?limit=2&after=a/1.md")).toMatchObject({ documents: [{ source: "a/3.md" }, { source: "b/2.md" }], next: "b/2.md" });
    expect((await list("?category=a")).documents).toHaveLength(3);
    expect(await list("?category=c")).toMatchObject({ status: 400, knownCategories: ["a", "b"] });
  });

  test("may send files larger than other requests, but no larger than MAX_FILE_BYTES, whether they tell their size or not", async () => {
    await using app = await startIngesting({ MAX_BODY_BYTES: "1024", MAX_FILE_BYTES: "20000" });
    await using server = await listen(app);
    expect((await app.put("a.txt", "Oars. ".repeat(3000))).status).toBe(201);
    const large = "Oars. ".repeat(4000);
    const headers = { authorization };
    for (const body of [large, new Blob([large]).stream()]) {
      const init = { method: "PUT", headers, body, duplex: "half" } as RequestInit;
      const response = await fetch(`${server.url}/documents/b.txt`, init);
      expect([response.status, await response.json()]).toEqual([
        413,
        expect.objectContaining({ detail: expect.stringContaining("20000 bytes") }),
      ]);
    }
    expect(await app.list()).toEqual(["a.txt"]);
  });

  test.each([
    ["jsonl", "Unexpected token", 0],
    ["csv", "Invalid Record Length", 1],
  ])("holds up nobody by a file of broken records, nor fills the memory: %s", { timeout: 60_000 }, async (ending, problem, heads) => {
    await using app = await startIngesting();
    const lines = 300_000;
    const before = heapInUse();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, heapInUse())), 500);
    const longestPause = watchPauses();
    const { status, body } = await app.put(`junk.${ending}`, "id,text\n".repeat(heads) + "x\n".repeat(lines));
    const pause = longestPause();
    clearInterval(watch);
    expect(status).toBe(422);
    expect(body.detail).toContain(`line ${heads + 1} `);
    expect(body.detail).toContain(problem);
    expect(body.detail).toContain(`and ${lines - 1} more of its records have a problem`);
    expect(pause).toBeLessThan(2000);
    expect(most - before).toBeLessThan(50_000_000);
  });

  test("cannot leave the documents by dots in a path", async () => {
    await using app = await startIngesting();
    await using server = await listen(app);
    const raw = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const { port } = new URL(server.url);
        request({ port, path, method: "PUT", headers: { authorization } }, (response) => resolve(response.resume().statusCode!))
          .on("error", reject)
          .end("Text.");
      });
    expect(await Promise.all(["/documents/../search", "/documents/..", "/documents/%2e%2e/ask", "/documents/"].map(raw))).toEqual(
      expect.not.arrayContaining([200, 201, 500]),
    );
    expect(await raw("/documents/a/../b.md")).toBeLessThan(500);
    expect((await app.send("GET", "/documents")).body.documents ?? []).toEqual(
      expect.not.arrayContaining([{ source: expect.stringContaining("..") }]),
    );
  });

  test("is told when the store is away", async () => {
    const closed = await startIngesting();
    await using server = await listen(closed);
    const { port } = new URL(server.url);
    await server.close();
    await closed.close();
    await using app = await startApp({ REDIS_URL: `redis://127.0.0.1:${port}` });
    const response = await app.app.request("/documents/a.md", { method: "PUT", body: "A.", headers: { authorization } });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});
