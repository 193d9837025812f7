import { connect } from "../../src/db/connection/connect.ts";
import { BooksUnreachable } from "../../src/db/connection/database.ts";
import { makeOwner } from "../../src/db/staff/owners.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { readDevVars } from "../machine/dev-vars.ts";
import { projectDir } from "../machine/paths.ts";
import { PlainError, showError } from "../machine/progress.ts";

const usage = `npm run owner -- EMAIL    makes an account an owner of the organization that operates the deployment

Sign up on the page first. $DATABASE_URL names the books; else they are those of \`npm run services\`.`;

if (import.meta.main) await main().catch((error: unknown) => (process.exitCode = showError(error)));

async function main(): Promise<void> {
  const { positionals } = readCommandLine({ usage, options: {}, takesWords: true });
  const [email] = positionals;
  if (email === undefined || positionals.length > 1) throw new PlainError(usage);
  const known = readDevVars(`${projectDir}/.dev.vars`);
  const isHere = process.env["DATABASE_URL"] === undefined;
  const DATABASE_URL = process.env["DATABASE_URL"] ?? known["DATABASE_URL"];
  if (DATABASE_URL === undefined)
    throw new PlainError(
      "Set DATABASE_URL to the address of the books, or run `npm run services`.",
    );
  const NEON_LOCAL_PROXY = isHere ? known["NEON_LOCAL_PROXY"] : process.env["NEON_LOCAL_PROXY"];
  const made = await makeOwner(connect({ DATABASE_URL, NEON_LOCAL_PROXY }), { email }).catch(
    (error: unknown) => {
      if (!(error instanceof BooksUnreachable)) throw error;
      throw new PlainError(
        "The books gave no answer. Check DATABASE_URL; for the books of `npm run services`, leave it out.",
      );
    },
  );
  if (!made.ok)
    throw new PlainError(`No account has the address ${email}. Sign up on the page first.`);
  console.log(`${email} is an owner now. The admin screens are at /admin.`);
}
