import { cpus } from "node:os";
import type { Figure } from "./figure.ts";

/** Columns of a figure; the last is as long as it needs to be. */
const widths = [10, 7, 22, 34, 16];

/** What the figures were measured on. */
export const machine = () =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; bench, server, client and Redis share it.`;

export function heading(): string {
  return `${machine()}\nThe floor is the engine's own client doing the same in the same run, in turn.\n\n${row("", "store", "measured", "floor", "target", "what")}`;
}

export function describe({ measurement, store, what, value, unit, floor, target }: Figure): string {
  const compared = floor ? `${number(floor.value)} (× ${floor.ratio.toFixed(2)}) ` : "";
  const judged = target ? `${target.text} ${target.met ? "✓" : "✗"}` : "";
  return row(measurement, store, `${number(value)} ${unit}`, compared, judged, `${what}${floor ? ` · floor: ${floor.what}` : ""}`);
}

function row(...cells: string[]): string {
  return `${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" ")}\n`;
}

function number(value: number): string {
  return value.toLocaleString("en", value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}
