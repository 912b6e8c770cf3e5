import { ConfigurationError, IndexMismatchError } from "../../errors.ts";
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
import { assertMayListen, serveCommand } from "./serve.ts";

const commands: Record<string, (context: NodeContext, args: string[], signal: AbortSignal) => Promise<number>> = {
  start: async (context, _, signal) => {
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
  serve: (context, _, signal) => serveCommand(context, signal),
  ingest: ingestCommand,
  ask: askCommand,
  eval: evaluateCommand,
  calibrate: calibrateCommand,
  ablation: ablationCommand,
  keys: keysCommand,
  reindex: reindexCommand,
};

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort(new Error(`Stopped by ${name}.`)));

let context: NodeContext | undefined;
try {
  const [name = "", ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command && name !== "doctor")
    throw new ConfigurationError([
      `There is no command ${JSON.stringify(name)}. Use npm start, npm run serve, ${ingestUsage}, ${reindexUsage}, ${askUsage}, ${evaluateUsage}, ${calibrateUsage}, ${ablationUsage}, ${keysUsage}, or ${doctorUsage}`,
    ]);
  const config = readConfig();
  // What keeps the other commands from starting, this one finds.
  if (!command) process.exitCode = await doctorCommand(config, args, stop.signal);
  else {
    context = await createContext(config);
    process.exitCode = await command(context, args, stop.signal);
  }
} catch (error) {
  process.exitCode = fail(error);
} finally {
  await context?.store.close();
}
