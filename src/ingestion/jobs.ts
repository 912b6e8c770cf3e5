import { IngestionRunningError } from "../errors.ts";
import { type IngestionReport, type Progress, snapshot } from "./report.ts";

/** What is ingested: a folder below the corpus directory, or all of it. */
export type JobRequest = { folder?: string | undefined; category?: string | undefined; allowDelete?: boolean | undefined };

export type IngestionJob = {
  id: string;
  /** `waiting` for an ingestion that another process runs; `cancelled` also when the server stops. */
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  folder: string | null;
  /** Null until there is any. */
  progress: Progress | null;
  /** What it has done so far. */
  report: IngestionReport | null;
  /** Why it failed. */
  error?: unknown;
};

export type JobRun = (
  tell: { onWait: () => void; onProgress: (report: IngestionReport, progress: Progress) => void },
  signal: AbortSignal,
) => Promise<IngestionReport>;

/** Ingestions in the background, one at a time. They, and what is known of them, last as long as the process. */
export type IngestionJobs = {
  /** @throws IngestionRunningError, and what opening the corpus throws */
  start(request: JobRequest): Promise<IngestionJob>;
  get(id: string): IngestionJob | undefined;
  /** The job as it is now and whenever it has changed, until it has ended. */
  follow(id: string, signal: AbortSignal): AsyncGenerator<IngestionJob>;
  /** Stops a job, keeps what it has stored, and resolves when it has ended. */
  cancel(id: string): Promise<IngestionJob | undefined>;
  /** Cancels what runs. */
  close(): Promise<void>;
};

/** Most jobs that are known at once, the last ones. */
const remembered = 100;
/** Milliseconds between reports on one job. */
const reportEvery = 100;

/**
 * @param open finds what is to be ingested, so that a wrong folder is refused at once
 * @param onFailure is told of jobs that failed
 */
export function ingestionJobs(
  open: (request: JobRequest) => Promise<JobRun>,
  newId: () => string,
  onFailure: (id: string, error: unknown) => void,
): IngestionJobs {
  const jobs = new Map<string, IngestionJob>();
  let current: { id: string; stop: AbortController; ended: Promise<void> } | undefined;
  let changed = Promise.withResolvers<void>();

  const update = (id: string, changes: Partial<IngestionJob>) => {
    jobs.set(id, { ...jobs.get(id)!, ...changes });
    changed.resolve();
    changed = Promise.withResolvers();
  };

  const run = async (id: string, work: JobRun, stop: AbortController) => {
    try {
      const report = await work(
        {
          onWait: () => update(id, { state: "waiting" }),
          onProgress: (report, progress) => update(id, { state: "running", report: snapshot(report), progress }),
        },
        stop.signal,
      );
      update(id, { state: "done", report });
    } catch (error) {
      if (stop.signal.aborted) return update(id, { state: "cancelled" });
      onFailure(id, error);
      update(id, { state: "failed", error });
    } finally {
      current = undefined;
    }
  };

  const cancel = async (id: string) => {
    if (current?.id === id) {
      current.stop.abort(new Error("The ingestion was cancelled."));
      await current.ended;
    }
    return jobs.get(id);
  };

  return {
    async start(request) {
      const work = await open(request);
      if (current) throw new IngestionRunningError(current.id);
      const id = newId();
      const stop = new AbortController();
      jobs.set(id, { id, state: "running", folder: request.folder ?? null, progress: null, report: null });
      if (jobs.size > remembered) jobs.delete(jobs.keys().next().value!);
      current = { id, stop, ended: run(id, work, stop) };
      return jobs.get(id)!;
    },
    get: (id) => jobs.get(id),
    async *follow(id, signal) {
      const gone = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      for (let seen: IngestionJob | undefined; !signal.aborted;) {
        const [job, next] = [jobs.get(id), changed.promise];
        if (job && job !== seen) yield job;
        if (!job || hasEnded(job)) return;
        seen = job;
        await Promise.race([next, gone]);
        await Promise.race([sleep(reportEvery), gone]);
      }
    },
    cancel,
    async close() {
      if (current) await cancel(current.id);
    },
  };
}

export const hasEnded = ({ state }: IngestionJob) => state !== "waiting" && state !== "running";

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
