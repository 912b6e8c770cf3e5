export type Labels = Readonly<Record<string, string | number>>;

/** Metrics of one name, one series for each combination of labels: keep their number small. */
type Family = { name: string; help: string; type: "counter" | "gauge" | "histogram"; lines(): string[] };

export type Counter = { add(labels: Labels, amount: number): void };
export type Gauge = {
  set(labels: Labels, value: number): void;
  /** Forgets all series, so that what is not known any more is not reported. */
  clear(): void;
};
export type Histogram = { observe(labels: Labels, value: number): void };

export type Registry = ReturnType<typeof createRegistry>;

/** Metrics that can be read in Prometheus' text format 0.0.4, https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function createRegistry() {
  const families: Family[] = [];
  return {
    /** @param name should end in `_total` */
    counter(name: string, help: string): Counter {
      const series = new Map<string, number>();
      families.push({ name, help, type: "counter", lines: () => simpleLines(name, series) });
      return {
        add(labels, amount) {
          const key = describeLabels(labels);
          series.set(key, (series.get(key) ?? 0) + amount);
        },
      };
    },

    gauge(name: string, help: string): Gauge {
      const series = new Map<string, number>();
      families.push({ name, help, type: "gauge", lines: () => simpleLines(name, series) });
      return { set: (labels, value) => void series.set(describeLabels(labels), value), clear: () => series.clear() };
    },

    /** @param bounds upper ones of its buckets, ascending */
    histogram(name: string, help: string, bounds: readonly number[]): Histogram {
      const series = new Map<string, Distribution>();
      families.push({
        name,
        help,
        type: "histogram",
        lines: () => [...series].flatMap(([key, value]) => bucketLines(name, key, value, bounds)),
      });
      return {
        observe(labels, value) {
          const key = describeLabels(labels);
          let distribution = series.get(key);
          if (!distribution) series.set(key, (distribution = { counts: bounds.map(() => 0), count: 0, sum: 0 }));
          const bucket = bounds.findIndex((bound) => value <= bound);
          if (bucket !== -1) distribution.counts[bucket]!++;
          distribution.count++;
          distribution.sum += value;
        },
      };
    },

    read: (): string =>
      families
        .map(({ name, help, type, lines }) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines(), ""].join("\n"))
        .join(""),
  };
}

/** `counts` has those of each bucket alone. */
type Distribution = { counts: number[]; count: number; sum: number };

function simpleLines(name: string, series: ReadonlyMap<string, number>): string[] {
  return [...series].map(([labels, value]) => line(name, labels, value));
}

function bucketLines(name: string, labels: string, { counts, count, sum }: Distribution, bounds: readonly number[]): string[] {
  let cumulative = 0;
  const buckets = bounds.map((bound, index) => {
    cumulative += counts[index]!;
    return line(`${name}_bucket`, join(labels, describeLabels({ le: bound })), cumulative);
  });
  return [
    ...buckets,
    line(`${name}_bucket`, join(labels, describeLabels({ le: "+Inf" })), count),
    line(`${name}_sum`, labels, sum),
    line(`${name}_count`, labels, count),
  ];
}

const join = (...labels: string[]) => labels.filter(Boolean).join(",");

const line = (name: string, labels: string, value: number) => `${name}${labels && `{${labels}}`} ${value}`;

function describeLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${String(value).replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`)
    .join(",");
}
