import { httpClient } from "./http-client.ts";
import { questions } from "./served-index.ts";

/** A process of its own that asks one question after the other; prints the milliseconds that each took. */
const { url, count, warmUp }: { url: string; count: number; warmUp: number } = JSON.parse(process.argv[2]!);
const post = httpClient(url, 1);
const times: number[] = [];
for (const question of questions(count + warmUp)) {
  const began = performance.now();
  await post("/ask", JSON.stringify({ question, k: 6 }));
  times.push(performance.now() - began);
}
process.stdout.write(JSON.stringify(times.slice(warmUp)), () => process.exit(0));
