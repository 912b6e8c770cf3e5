import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const answer = "The engine looks at more candidates, finds more of the nearest and takes longer [1].";

/**
 * A chat model behind OpenAI's API that streams the same answer to every question, a word at a time, and knows how long it took.
 * @param pause milliseconds between words @param tokens so many words, if the answer is to be longer than a sentence
 */
export async function startModel({ pause = 1, tokens }: { pause?: number; tokens?: number } = {}): Promise<
  AsyncDisposable & { url: string; lastDuration: () => number }
> {
  let duration = 0;
  const sentence = answer.split(" ");
  const words = Array.from({ length: tokens ?? sentence.length }, (_, index) => sentence[index % sentence.length]!);
  const server = createServer(async (request, response) => {
    // From the last byte of the question to the last byte of the answer.
    for await (const _ of request);
    const began = performance.now();
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const word of words) {
      response.write(event({ delta: { content: `${word} ` }, finish_reason: null }));
      await sleep(pause);
    }
    response.write(event({ delta: {}, finish_reason: "stop" }));
    response.end("data: [DONE]\n\n");
    duration = performance.now() - began;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    lastDuration: () => duration,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function event(choice: object): string {
  const body = { id: "1", object: "chat.completion.chunk", created: 0, model: "stand-in", choices: [{ index: 0, ...choice }] };
  return `data: ${JSON.stringify(body)}\n\n`;
}
