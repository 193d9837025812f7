import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** What a command can be told: the text of its `--help`, its options, and whether it takes words beside them. */
interface Command<T extends ParseArgsOptionsConfig> {
  usage: string;
  options: T;
  takesWords?: boolean;
}

/** Reads what a command was told. `--help`, or what it does not know, ends it before it has done anything. */
export function readCommandLine<const T extends ParseArgsOptionsConfig>(
  { usage, options, takesWords = false }: Command<T>,
  args = process.argv.slice(2),
) {
  // Looked for by hand, so that whoever asks for help is not told of another word's mistake.
  if (args.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ args, options, allowPositionals: takesWords });
  } catch (error) {
    // What Node says beyond the first sentence is about words that look like options, which nobody has here.
    const [what] = (error as Error).message.split(". ");
    console.error(`${what}.\n\n${usage}`);
    process.exit(1);
  }
}
