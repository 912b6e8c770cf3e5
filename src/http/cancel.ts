import { ClientGoneError, RequestTimeoutError } from "../errors.ts";

export type Cancel = AbortController & Disposable;

/**
 * Aborts when the client goes away, with an error that the log can tell from a failure, and when the request takes too long.
 * @param timeout milliseconds; whoever is done disposes of it
 */
export function cancelWithClient({ signal }: Request, timeout: number): Cancel {
  const cancel = new AbortController();
  const gone = () => cancel.abort(new ClientGoneError());
  if (signal.aborted) gone();
  else signal.addEventListener("abort", gone, { once: true });
  const timer = setTimeout(() => cancel.abort(new RequestTimeoutError(timeout)), timeout);
  return Object.assign(cancel, { [Symbol.dispose]: () => clearTimeout(timer) });
}
