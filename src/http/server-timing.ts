/** Milliseconds by stage as the value of a Server-Timing header, https://www.w3.org/TR/server-timing/ */
export function serverTiming(timings: Record<string, number>): string {
  return Object.entries(timings)
    .map(([stage, milliseconds]) => `${stage};dur=${Number(milliseconds.toFixed(3))}`)
    .join(", ");
}
