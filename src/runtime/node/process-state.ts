import { performance } from "node:perf_hooks";
import type { Registry } from "../../observation/registry.ts";

/** @returns what sets the metrics of this process, under the names that Prometheus' own clients give them */
export function processState(registry: Registry): () => void {
  const processor = registry.counter("process_cpu_seconds_total", "Processor time, of the user and of the system.");
  const started = registry.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.");
  const resident = registry.gauge("process_resident_memory_bytes", "Memory that the process holds.");
  const heap = registry.gauge("nodejs_heap_size_used_bytes", "Memory that JavaScript's objects take.");
  const utilization = registry.gauge(
    "nodejs_eventloop_utilization",
    "Share of the time since the last reading in which the event loop was busy.",
  );
  const resources = registry.gauge("nodejs_active_resources", "What keeps the process alive, such as sockets and timers, by type.");
  const startTime = performance.timeOrigin / 1000;
  let last = performance.eventLoopUtilization();
  let lastSeconds = 0;

  return () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const seconds = (user + system) / 1_000_000;
    processor.add({}, seconds - lastSeconds);
    lastSeconds = seconds;
    started.set({}, startTime);
    resident.set({}, rss);
    heap.set({}, heapUsed);
    const current = performance.eventLoopUtilization();
    utilization.set({}, performance.eventLoopUtilization(current, last).utilization);
    last = current;
    const counts = Map.groupBy(process.getActiveResourcesInfo(), (type) => type);
    resources.clear();
    for (const [type, { length }] of counts) resources.set({ type }, length);
  };
}
