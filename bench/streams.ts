import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process of its own that opens event streams, spread evenly over a time; prints for each how many milliseconds after its
 * request the first token came, and whether it came to its proper end.
 */
export type Streams = {
  url: string;
  bodies: string[];
  /** Milliseconds over which the requests are spread. */
  over: number;
  /** What the first token's event has, and what the last event has. */
  firstToken: string;
  end: string;
};

export type StreamTime = { firstToken: number | null; complete: boolean };

const { url, bodies, over, firstToken, end }: Streams = JSON.parse(process.argv[2]!);
const headers = { "content-type": "application/json", authorization: "Bearer none" };

async function time(body: string): Promise<StreamTime> {
  const began = performance.now();
  let first: number | null = null;
  let read = "";
  try {
    const response = await fetch(url, { method: "POST", headers, body });
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      read += text;
      if (first === null && read.includes(firstToken)) first = performance.now() - began;
    }
    return { firstToken: first, complete: response.ok && read.includes(end) };
  } catch {
    return { firstToken: first, complete: false };
  }
}

// The first request of a process opens a connection and compiles code.
await time(bodies[0]!);
const times = bodies.map(async (body, number) => {
  await sleep((number / bodies.length) * over);
  return time(body);
});
process.stdout.write(JSON.stringify(await Promise.all(times)), () => process.exit(0));
