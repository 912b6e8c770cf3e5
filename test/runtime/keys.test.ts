import { expect, test } from "vitest";
import { corpusUnderTest } from "../support/corpus.ts";
import { jsonRequest, runFootnote, startServer, temporaryDirectory, type Variables } from "../support/server.ts";

async function keys(args: string[], variables: Variables) {
  await using running = runFootnote(["keys", ...args], variables);
  const code = await running.exited;
  return { code, ...running.output };
}

/** Of tests that start several processes, which take long where the machine is busy. */
const timeout = 120_000;

test("a key is made, lets its holder in, is listed without its secret, and ends when it is revoked", { timeout }, async () => {
  await using data = await temporaryDirectory();
  const variables = { DATA_DIR: data.path };
  await using server = await startServer({ ...variables, HOST: "127.0.0.1" });
  const statusOf = async (headers: Variables = {}) =>
    (await fetch(`${server.url}/ask`, jsonRequest({ question: "?" }, { headers }))).status;
  expect((await keys([], variables)).stdout).toContain("There is no key.");
  // Nothing was ingested.
  expect(await statusOf()).toBe(503);

  const made = await keys(["create", "the chat", "--category", "boats", "--category", "boats", "--scope", "ask", "--json"], variables);
  expect([made.code, made.stderr]).toEqual([0, expect.stringMatching(/shown this once.*\n.*first key/)]);
  const { key, id, ...record } = JSON.parse(made.stdout) as { key: string; id: string };
  expect(record).toEqual({ name: "the chat", scopes: ["ask"], categories: ["boats"], created: expect.any(String), revoked: null });
  const headers = { authorization: `Bearer ${key}` };
  await expect.poll(() => statusOf(), { timeout: 3000 }).toBe(401);
  expect(await statusOf(headers)).toBe(503);

  const second = await keys(["create", "another"], variables);
  expect(second.stdout).toMatch(/^\w{12} {2}another {2}\(ask; all categories; created [\d-]{10}\)\n\nfn_\w{12}_\w{48}\n\n$/);
  const listed = await keys(["list"], variables);
  expect(listed.stdout).toMatch(/the chat {2}\(ask; only "boats"; created .*\n.*another/);
  const secret = key.slice(-48);
  expect(listed.stdout + (await keys(["list", "--json"], variables)).stdout).not.toContain(secret);

  const revoked = await keys(["revoke", id], variables);
  expect([revoked.code, revoked.stdout]).toEqual([0, expect.stringContaining("revoked")]);
  const began = performance.now();
  await expect.poll(() => statusOf(headers), { timeout: 3000, interval: 50 }).toBe(401);
  // Asked for every 50 ms.
  expect(performance.now() - began).toBeLessThan(1500);
  expect((await keys(["clear"], variables)).code).toBe(0);
  await expect.poll(() => statusOf(), { timeout: 3000 }).toBe(503);
});

test.each([
  [["create", "--scope", "root", "--category", ""], /needs a name.*\n.*--scope is root; allowed: ask, ingest, admin.*\n.*--category needs/],
  [["create", "a", "b"], /one argument/],
  [["create", "a", "--scope", "ingest", "--category", "boats"], /--category goes with the scope ask alone/],
  [["revoke"], /keys revoke needs the id of a key/],
  [["list", "chat"], /keys list takes no argument/],
  [["list", "--scope", "ask"], /--scope and --category go with create alone/],
  [["revoke", "none"], /no key of the id "none"/],
  [["delete"], /keys has no "delete"\.\n.*Usage: npm run keys/],
])("a command that makes no sense is refused: %j", { timeout }, async (args, message) => {
  await using data = await temporaryDirectory();
  const { code, stdout, stderr } = await keys(args, { DATA_DIR: data.path });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("clear with an id is refused, keeps every key, and says how one is withdrawn", { timeout }, async () => {
  await using data = await temporaryDirectory();
  const variables = { DATA_DIR: data.path };
  const { id } = JSON.parse((await keys(["create", "the chat", "--json"], variables)).stdout) as { id: string };
  const refused = await keys(["clear", id], variables);
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain(`keys clear forgets all keys and takes no argument; to withdraw one: npm run keys -- revoke ${id}.`);
  expect((await keys(["list"], variables)).stdout).toContain(id);
});

test("a key for a category that no document has is made, with a warning that names the known ones", { timeout }, async () => {
  await using corpus = await corpusUnderTest({ "boats/a.md": "Keels.", "lamps/b.md": "Wicks." });
  await corpus.ingest();
  const variables = { DATA_DIR: corpus.data };
  const made = await keys(["create", "chat", "--category", "baots", "--category", "lamps", "--json"], variables);
  expect([made.code, JSON.parse(made.stdout).categories]).toEqual([0, ["baots", "lamps"]]);
  expect(made.stderr).toContain(
    'No document is of the category "baots"; the key sees none of it until there is one. There are: "boats", "lamps".',
  );
  expect((await keys(["create", "chat", "--category", "lamps"], variables)).stderr).not.toContain("No document");
});

test("other machines are served only with a key, or if everyone may ask", { timeout }, async () => {
  await using data = await temporaryDirectory();
  const variables = { DATA_DIR: data.path, HOST: "0.0.0.0", PORT: "0" };
  for (const command of ["serve", "start"]) {
    await using refused = runFootnote([command], variables);
    expect(await refused.exited).toBe(1);
    expect(refused.output.stderr).toMatch(/HOST is 0\.0\.0\.0.*npm run keys -- create.*HOST=127\.0\.0\.1.*ALLOW_ANONYMOUS=true/);
    expect(refused.output.stdout).toBe("");
  }
  await using open = await startServer({ ...variables, ALLOW_ANONYMOUS: "true" });
  expect((await fetch(`${open.url}/categories`)).status).toBe(503);

  await keys(["create", "somebody"], variables);
  await using closed = await startServer(variables);
  expect((await fetch(`${closed.url}/categories`)).status).toBe(401);
});
