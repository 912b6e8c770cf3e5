import { ClientGoneError, RequestTimeoutError } from "../errors.ts";

/**
 * Aborts when the client goes away, with an error that the log can tell from a failure, and when the request takes too long.
 * @param timeout milliseconds
 */
export function cancelWithClient({ signal }: Request, timeout: number): AbortController {
  const cancel = new AbortController();
  const gone = () => cancel.abort(new ClientGoneError());
  if (signal.aborted) gone();
  else signal.addEventListener("abort", gone, { once: true });
  // Its own timer keeps no process alive.
  AbortSignal.timeout(timeout).addEventListener("abort", () => cancel.abort(new RequestTimeoutError(timeout)), { once: true });
  return cancel;
}
