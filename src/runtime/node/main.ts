import { IndexMismatchError } from "../../errors.ts";
import { asksForHelp, assertNoArguments, misused, type Usage } from "./arguments.ts";
import { askCommand, askUsage } from "./ask.ts";
import { ablationCommand, ablationUsage } from "./ablation.ts";
import { calibrateCommand, calibrateUsage } from "./calibrate.ts";
import { createContext, type NodeContext, readConfig } from "./context.ts";
import { doctorCommand, doctorUsage } from "./doctor.ts";
import { evaluateCommand, evaluateUsage } from "./evaluate.ts";
import { fail } from "./fail.ts";
import { ingestCommand, ingestDirectory, ingestUsage } from "./ingest.ts";
import { keysCommand, keysUsage } from "./keys.ts";
import { describeReport } from "./progress.ts";
import { reindexCommand, reindexUsage } from "./reindex.ts";
import { assertMayListen, serveCommand, serveUsage } from "./serve.ts";

const startUsage: Usage = ["npm start (ingests CORPUS_DIR, then serves as npm run serve does)"];

const commands: Record<string, (context: NodeContext, args: string[], signal: AbortSignal) => Promise<number>> = {
  start: async (context, args, signal) => {
    assertNoArguments("start", args, startUsage);
    // Before anything is paid for.
    await assertMayListen(context);
    try {
      process.stdout.write(`${describeReport(await ingestDirectory(context, context.config.corpusDirectory, signal))}\n`);
    } catch (error) {
      // Questions are answered as the live index was built, whatever the environment says since.
      if (!(error instanceof IndexMismatchError)) throw error;
      process.stderr.write(`${error.message}\nNothing was ingested.\n`);
    }
    return serveCommand(context, signal);
  },
  serve: async (context, args, signal) => {
    assertNoArguments("serve", args, serveUsage);
    return serveCommand(context, signal);
  },
  ingest: ingestCommand,
  ask: askCommand,
  eval: evaluateCommand,
  calibrate: calibrateCommand,
  ablation: ablationCommand,
  keys: keysCommand,
  reindex: reindexCommand,
};

const usages: Record<string, Usage> = {
  start: startUsage,
  serve: serveUsage,
  ingest: ingestUsage,
  reindex: reindexUsage,
  ask: askUsage,
  eval: evaluateUsage,
  calibrate: calibrateUsage,
  ablation: ablationUsage,
  keys: keysUsage,
  doctor: doctorUsage,
};

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort(new Error(`Stopped by ${name}.`)));

// Who reads what is printed may have seen enough (`| head`); what the command does besides goes on to its end.
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

let context: NodeContext | undefined;
try {
  const [name = "", ...args] = process.argv.slice(2);
  const usage = Object.hasOwn(usages, name) ? usages[name] : undefined;
  if (asksForHelp(usage ? args : [name])) process.stdout.write(`${(usage ?? Object.values(usages).flat()).join("\n")}\n`);
  else if (!usage) throw misused([`There is no command ${JSON.stringify(name)}.`], Object.values(usages).flat());
  else process.exitCode = await run(name, args);
} catch (error) {
  process.exitCode = fail(error);
} finally {
  await context?.store.close();
}

async function run(name: string, args: string[]): Promise<number> {
  const config = readConfig();
  const command = commands[name];
  // What keeps the other commands from starting, this one finds.
  if (!command) return doctorCommand(config, args, stop.signal);
  context = await createContext(config);
  return command(context, args, stop.signal);
}
