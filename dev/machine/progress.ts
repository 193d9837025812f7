/** Does one step of a longer task and prints it with the time that it took. */
export async function step<T>(what: string, work: () => Promise<T> | T): Promise<T> {
  process.stdout.write(`  ${what} … `);
  const before = performance.now();
  try {
    const result = await work();
    console.log(`done (${seconds(performance.now() - before)})`);
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Lines in a frame, so that the one thing to read is found among the noise. */
export function box(lines: string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const body = lines.map((line) => `  │  ${line.padEnd(width)}  │`);
  const edge = "─".repeat(width + 4);
  return [`  ┌${edge}┐`, ...body, `  └${edge}┘`].join("\n");
}

/** An error for the user: its message is complete, and no stack is shown. */
export class PlainError extends Error {
  override name = "PlainError";
}

/** Shows an error as plain as it can be, and gives the exit code. */
export function showError(error: unknown): number {
  if (error instanceof PlainError) console.error(`\n${error.message}`);
  else console.error("\n", error);
  return 1;
}
