import { once } from "node:events";
import { createClient } from "redis";
import { concurrently } from "../src/concurrently.ts";
import { lexicalEmbedder } from "../src/embeddings/lexical.ts";
import { dimensions } from "./data.ts";
import { httpClient } from "./http-client.ts";
import { redisSearch } from "./raw-search.ts";
import { questions } from "./served-index.ts";
import { sideBySide } from "./statistics.ts";

/** A process of its own that sends searches over HTTP and straight to Redis, in turn; prints how many a second each answered. */
type Load = {
  url: string;
  mode: string;
  index: string;
  efRuntime: number;
  k: number;
  concurrency: number;
  seconds: number;
  rounds: number;
};

const { url, mode, index, efRuntime, k, concurrency, seconds, rounds }: Load = JSON.parse(process.argv[2]!);
const texts = questions(500);
const bodies = texts.map((query) => JSON.stringify({ query, k, mode }));
const embeddings = await lexicalEmbedder(dimensions).embedDocuments(texts);
const post = httpClient(url, concurrency);
const { REDIS_URL } = process.env;
const client = REDIS_URL ? createClient({ url: REDIS_URL, RESP: 3 }) : undefined;
await client?.connect();
const search = client && redisSearch(client as Parameters<typeof redisSearch>[0], index, efRuntime);

async function perSecond(send: (number: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1000;
  function* numbers() {
    for (let number = 0; performance.now() < end; number++) yield number;
  }
  let answered = 0;
  await concurrently(numbers(), concurrency, async (number) => {
    await send(number % texts.length);
    answered++;
  });
  return (answered / (performance.now() - began)) * 1000;
}

const http = () => perSecond((number) => post("/search", bodies[number]!));
await http();
const rates = await sideBySide(
  rounds,
  http,
  async () => (search ? perSecond((number) => search(embeddings[number]!, k)) : 0),
  new AbortController().signal,
);
process.stdout.write(JSON.stringify(rates));
await client?.close();
if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
process.exit(0);
