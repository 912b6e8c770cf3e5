import { readFileSync, writeFileSync } from "node:fs";

/** Loaded into a process with --import: writes the most memory that it held, in MB, to the file PEAK_MEMORY_FILE when it ends. */
process.on("exit", () => writeFileSync(process.env.PEAK_MEMORY_FILE!, String(peakKilobytes() / 1000)));

function peakKilobytes(): number {
  try {
    // maxRSS on Linux begins with what the parent held when it started the process.
    return (Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))![1]) * 1024) / 1000;
  } catch {
    return (process.resourceUsage().maxRSS * 1024) / 1000;
  }
}
