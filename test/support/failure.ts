/** How a promise failed. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  const [outcome] = await Promise.allSettled([promise]);
  if (outcome.status === "rejected") return outcome.reason;
  throw new Error(`It did not fail, but resolved to ${JSON.stringify(outcome.value)}.`);
}
