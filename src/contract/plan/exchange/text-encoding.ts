/** Decodes the bytes of a file. UTF-8 is tried first: hardly any Korean text in CP949 is valid UTF-8 by chance. */
export function decodeText(
  bytes: Uint8Array,
): { text: string; encoding: "utf-8" | "cp949" } | null {
  for (const encoding of ["utf-8", "euc-kr"] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return { text, encoding: encoding === "utf-8" ? "utf-8" : "cp949" };
    } catch {
      // Not in this encoding.
    }
  }
  return null;
}

let codes: Map<string, number> | null = null;

/** Text in CP949, as Korean Excel reads it. A character that CP949 lacks becomes a question mark. */
export function encodeCp949(text: string): Uint8Array<ArrayBuffer> {
  const known = (codes ??= cp949Codes());
  const bytes: number[] = [];
  for (const letter of text) {
    const code =
      known.get(letter) ?? (letter.length === 1 && letter < "\u0080" ? letter.charCodeAt(0) : 63);
    if (code > 255) bytes.push(code >> 8);
    bytes.push(code & 255);
  }
  return Uint8Array.from(bytes);
}

/** Platforms decode CP949 and do not encode it, so all its pairs of bytes are decoded once. */
function cp949Codes(): Map<string, number> {
  const decoder = new TextDecoder("euc-kr");
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x41; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && letter !== "\ufffd" && !found.has(letter))
        found.set(letter, lead * 256 + trail);
    }
  }
  return found;
}
