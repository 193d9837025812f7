import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** The command line of a command: its `--help` text, its options, and whether it takes words beside them. */
interface Command<T extends ParseArgsOptionsConfig> {
  usage: string;
  options: T;
  takesWords?: boolean;
}

/** Reads the command line. `--help` or an unknown option ends the command before it has done anything. */
export function readCommandLine<const T extends ParseArgsOptionsConfig>(
  { usage, options, takesWords = false }: Command<T>,
  args = process.argv.slice(2),
) {
  // Found by hand, so that `--help` works even beside a mistaken option.
  if (args.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ args, options, allowPositionals: takesWords });
  } catch (error) {
    // After its first sentence Node explains arguments that look like options, which no command here takes.
    const [what] = (error as Error).message.split(". ");
    console.error(`${what}.\n\n${usage}`);
    process.exit(1);
  }
}
