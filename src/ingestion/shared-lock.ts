import { StoreBusyError } from "../errors.ts";
import type { IngestionLock, Store } from "../stores/store.ts";

/**
 * Milliseconds after which writers no longer join others, so that a steady stream of them does not shut out everybody else; less than the
 * requests of another server wait for the lock.
 */
const longestTurn = 2000;
/** Milliseconds that the lock is then free; those who wait for it look several times a second. */
const pause = 500;

/** Lets writers of this process that do not touch the same documents hold the ingestion lock together. */
export type SharedLock = {
  /**
   * @param work gets a signal that aborts when the lock is lost
   * @throws StoreBusyError when somebody else holds the lock for too long
   */
  hold<Result>(work: (lost: AbortSignal) => Promise<Result>): Promise<Result>;
};

/** A time for which the lock is held. */
type Turn = { lock: Promise<IngestionLock>; holders: number; joinableUntil: number; ended: Promise<void>; end: () => void };

/**
 * @param patience milliseconds to wait for the lock
 * @param now milliseconds
 */
export function sharedLock(store: Store, patience: number, now: () => number): SharedLock {
  let turn: Turn | undefined;
  /** Of the first of turns that followed each other without a pause: each may be short, and together they shut others out. */
  let busySince = 0;
  let freeSince = Number.NEGATIVE_INFINITY;

  const begin = (): Turn => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new StoreBusyError()), patience);
    const locked = store.connect().then(() => store.lockIngestion(() => {}, giveUp.signal));
    const lock = locked.finally(() => clearTimeout(timer));
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    if (now() - freeSince > pause) busySince = now();
    return { lock, holders: 0, joinableUntil: busySince + longestTurn, ended, end };
  };

  const join = async (): Promise<Turn> => {
    const late = now() + patience;
    for (;;) {
      if (!turn || now() <= turn.joinableUntil) break;
      if (now() > late) throw new StoreBusyError();
      await Promise.race([turn.ended, sleep(pause)]);
    }
    turn ??= begin();
    turn.holders++;
    return turn;
  };

  const leave = async (left: Turn) => {
    if (--left.holders > 0) return;
    const wasLong = now() > left.joinableUntil;
    left.joinableUntil = Number.NEGATIVE_INFINITY;
    // A store that is away lets the lock expire; what the work itself met says more.
    await left.lock.then((lock) => lock.release()).catch(() => {});
    freeSince = wasLong ? Number.NEGATIVE_INFINITY : now();
    const end = () => {
      turn = undefined;
      left.end();
    };
    if (wasLong) setTimeout(end, pause);
    else end();
  };

  return {
    async hold(work) {
      const joined = await join();
      try {
        const { lost } = await joined.lock;
        return await work(lost);
      } finally {
        await leave(joined);
      }
    },
  };
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
