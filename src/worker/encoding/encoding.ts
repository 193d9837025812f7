/** Newer engines have these built in, several times faster; Node does not yet. */
type Bytes = Uint8Array & {
  length: number;
  toHex?(): string;
  toBase64?(how: { alphabet: "base64url"; omitPadding: true }): string;
};
type Maker = typeof Uint8Array & {
  fromBase64?(text: string, how: { alphabet: "base64url" }): Uint8Array<ArrayBuffer>;
};

export function toHex(bytes: Bytes): string {
  if (bytes.toHex) return bytes.toHex();
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}

/** Base64 without padding, as PHC strings have it. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/=+$/, "");
}

export function toBase64Url(bytes: Bytes): string {
  if (bytes.toBase64) return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_");
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Throws where the text is no such thing. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const maker: Maker = Uint8Array;
  if (maker.fromBase64) return maker.fromBase64(text, { alphabet: "base64url" });
  return fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}
