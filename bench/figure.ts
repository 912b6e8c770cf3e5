/** One measured number. */
export type Figure = {
  measurement: string;
  store: string;
  /** What was measured, in few words. */
  what: string;
  value: number;
  unit: string;
  /** The best that could be had, measured in the same run; what it is, and how the value relates to it. */
  floor?: { what: string; value: number; ratio: number };
  target?: { text: string; met: boolean };
};

type Bound = { most: number } | { least: number } | { exactly: number };

/** A bound on the value itself, or on its ratio to the floor. */
export type Target = Bound & { of: "value" | "floor" };

/** Puts a figure together: the ratio and whether the target is met follow from the rest. */
export function figure({
  floor,
  target,
  ...given
}: Omit<Figure, "measurement" | "store" | "floor" | "target"> & {
  floor?: { what: string; value: number };
  target?: Target;
}): Omit<Figure, "measurement" | "store"> {
  const ratio = floor && given.value / floor.value;
  const judged = target?.of === "floor" ? ratio! : given.value;
  return {
    ...given,
    ...(floor && { floor: { ...floor, ratio: ratio! } }),
    ...(target && { target: { text: describeTarget(target, given.unit), met: isMet(judged, target) } }),
  };
}

function isMet(value: number, bound: Bound): boolean {
  if ("most" in bound) return value <= bound.most;
  return "least" in bound ? value >= bound.least : value === bound.exactly;
}

function describeTarget(target: Target, unit: string): string {
  const suffix = target.of === "floor" ? "× floor" : unit;
  if ("most" in target) return `≤ ${target.most} ${suffix}`;
  return "least" in target ? `≥ ${target.least} ${suffix}` : `= ${target.exactly} ${suffix}`;
}
