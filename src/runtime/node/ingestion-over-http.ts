import type { Config } from "../../config.ts";
import { createEmbedder } from "../../embeddings/index.ts";
import type { Ingesting } from "../../http/parts.ts";
import { apiDocuments, type Documents } from "../../ingestion/documents.ts";
import { ingestionJobs, type JobRequest, type JobRun } from "../../ingestion/jobs.ts";
import { runIngestion } from "../../ingestion/run.ts";
import { sharedLock } from "../../ingestion/shared-lock.ts";
import { logFailure } from "../../observation/log.ts";
import type { NodeContext } from "./context.ts";
import { directoryCorpus } from "./disk.ts";

/** Milliseconds for which a client that sends a document is kept waiting for other ingestions, or for a provider that fails. */
const patience = 5000;

/** What writes over HTTP; `close` stops what is under way and resolves when nothing writes any more. */
export type IngestionOverHttp = Ingesting & { close(): Promise<void> };

export function ingestionOverHttp(context: NodeContext): IngestionOverHttp {
  const { config, store, parseFile, throttle, prices, now, logger } = context;
  const { embedding } = config;
  const impatient = { ...config, embedding: { ...embedding, patience: Math.min(embedding.patience, patience) } };
  const lock = sharedLock(store, patience, now);
  const impatientEmbedder = (wanted: Config) => createEmbedder(wanted, { throttle, longestWait: patience });
  const documents = stoppable(apiDocuments({ config: impatient, store, lock, createEmbedder: impatientEmbedder, parseFile, prices, now }));
  const jobs = ingestionJobs(
    (request) => openCorpus(context, request),
    () => crypto.randomUUID(),
    (id, error) => logFailure(logger, "error", "ingestion failed", id, error),
  );
  return {
    maxFileBytes: config.maxFileBytes,
    documents,
    jobs,
    async close() {
      await Promise.all([jobs.close(), documents.stop()]);
    },
  };
}

async function openCorpus(
  { config, store, parseFile, throttle, prices, now, logger }: NodeContext,
  { folder, category, allowDelete }: JobRequest,
): Promise<JobRun> {
  const corpus = await directoryCorpus(config.corpusDirectory, config, folder);
  const onFailure = (error: Error) => logger.warn("embedding failed and will be repeated", { error: error.message });
  const newEmbedder = (asBuilt: Config) => createEmbedder(asBuilt, { throttle, onFailure });
  const run = { config, store, createEmbedder: newEmbedder, corpus, parseFile, prices, now, defaultCategory: category, allowDelete };
  return (tell, signal) => runIngestion({ ...run, ...tell, signal });
}

function stoppable(documents: Documents): Documents & { stop(): Promise<void> } {
  const stopped = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const tracked = <Result>(work: Promise<Result>): Promise<Result> => {
    const settled = work.catch(() => {}).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return work;
  };
  const until = (signal: AbortSignal) => AbortSignal.any([signal, stopped.signal]);
  return {
    put: (file, signal) => tracked(documents.put(file, until(signal))),
    delete: (source, signal) => tracked(documents.delete(source, until(signal))),
    async stop() {
      stopped.abort(new Error("The server is stopping."));
      await Promise.all(underWay);
    },
  };
}
