import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { WriteStream } from "node:tty";
import { expect, test } from "vitest";
import { UpstreamThrottledError } from "../../src/errors.ts";
import { emptyReport, type IngestionReport } from "../../src/ingestion/report.ts";
import { showProgress } from "../../src/runtime/node/progress.ts";

/** An output and a clock under the test's control. */
function display(isTTY: boolean) {
  const output = Object.assign(new PassThrough(), { isTTY }) as unknown as WriteStream & PassThrough;
  let time = 0;
  const progress = showProgress(output, () => time);
  return {
    ...progress,
    at: (seconds: number) => void (time = seconds * 1000),
    async written(): Promise<string> {
      progress.end();
      output.end();
      return text(output);
    },
  };
}

const report = (chunks: number, amount: number, failed = 0): IngestionReport => ({
  ...emptyReport(),
  documents: { ...emptyReport().documents, failed },
  embedded: { chunks, tokens: chunks * 100, reused: 0 },
  cost: { amount, currency: "USD" },
});

test("where there is no terminal, a line every five seconds tells documents, chunks, tokens, money and time left", async () => {
  const { at, onProgress, written } = display(false);
  for (let second = 1; second <= 12; second++) {
    at(second);
    onProgress(report(second * 10, second * 0.0015, 2), { done: second, total: 60, share: second / 60 });
  }
  expect(await written()).toBe(
    "5/60 documents, 50 chunks and 5000 tokens embedded, 0.0075 USD, 2 failed, about 55 s left\n" +
      "10/60 documents, 100 chunks and 10000 tokens embedded, 0.015 USD, 2 failed, about 50 s left\n",
  );
});

test("the time left follows from the last half minute, not from what was skipped at the start", async () => {
  const { at, onProgress, written } = display(false);
  at(1);
  onProgress(report(0, 0), { done: 900, total: 1000, share: 0.9 });
  for (let second = 2; second <= 60; second++) {
    at(second);
    onProgress(report(second, 0), { done: 900 + second, total: 1000, share: 0.9 + second / 1000 });
  }
  expect((await written()).trim().split("\n").at(-1)).toBe("960/1000 documents, 60 chunks and 6000 tokens embedded, about 40 s left");
});

test("what takes less than five seconds is not told", async () => {
  const { at, onProgress, written } = display(false);
  at(4);
  onProgress(report(10, 1), { done: 1, total: 2, share: 0.5 });
  expect(await written()).toBe("");
});

test("calls that fail are told while nothing else happens, and no longer once something does", async () => {
  const { at, onProgress, onFailure, written } = display(false);
  const error = new UpstreamThrottledError("embedding model", {});
  at(6);
  onFailure(error);
  at(12);
  onProgress(report(10, 0), { done: 1, total: 2, share: 0.5 });
  at(18);
  onFailure(error);
  at(24);
  onProgress(report(20, 0), { done: 2, total: 2, share: 1 });
  expect(await written()).toBe(
    [
      "The embedding model is limiting the rate of requests; trying again",
      "1/2 documents, 10 chunks and 1000 tokens embedded, about 12 s left",
      "1/2 documents, 10 chunks and 1000 tokens embedded, about 12 s left; The embedding model is limiting the rate of requests; trying again",
      "2/2 documents, 20 chunks and 2000 tokens embedded, about 1 s left\n",
    ].join("\n"),
  );
});

test("on a terminal a bar is drawn in place, and cleared at the end", async () => {
  const { at, onProgress, written } = display(true);
  at(0.5);
  onProgress(report(10, 0), { done: 1, total: 2, share: 0.5 });
  at(0.55);
  onProgress(report(11, 0), { done: 1, total: 2, share: 0.6 });
  expect(await written()).toBe(`\r\u001B[K${"█".repeat(15)}${"░".repeat(15)} 1/2 documents, 10 chunks and 1000 tokens embedded\r\u001B[K`);
});
