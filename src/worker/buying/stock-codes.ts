import { sha256 } from "../encoding/digest.ts";

/** The channel of the seats that a code opens. Capitals, spaces and hyphens in it make no difference. */
export async function codeChannel(code: string): Promise<string> {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, "");
  return `code:${await sha256(`stock|${plain}`)}`;
}
