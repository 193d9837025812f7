import { fileURLToPath } from "node:url";

/** The folder of the project, without a slash at its end. */
export const projectDir = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Where everything that a machine keeps for itself lives; git does not see it. */
export const stateDir = `${projectDir}/.frontrow`;

export const migrationsDir = `${projectDir}/migrations`;
