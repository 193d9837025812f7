import type { Command } from "../core/messages.ts";
import type { ScheduleState } from "../core/state.ts";

/** A command that is made of the sale as it is when its turn comes. */
export type Late = () => Command;

export const madeOf = (command: Command | Late): Command =>
  typeof command === "function" ? command() : command;

/** The holds that these commands are about and that memory does not know, whether live or ended. */
export const unknownHolds = (
  { holds, ended }: ScheduleState,
  commands: readonly (Command | Late)[],
): string[] =>
  commands.flatMap((command) =>
    typeof command !== "function" &&
    "holdId" in command &&
    !holds.has(command.holdId) &&
    !ended.has(command.holdId)
      ? [command.holdId]
      : [],
  );
