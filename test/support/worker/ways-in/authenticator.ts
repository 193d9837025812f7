import { fromBase64Url, toBase64Url } from "../../../../src/worker/encoding/encoding.ts";

/** A device with passkeys, as a browser would use it. */
export class Device {
  origin: string;
  counter = 0;
  /** Whether the device asks for a PIN, a finger or a face. */
  isVerifying = true;
  private key: CryptoKeyPair | null = null;
  private id = crypto.getRandomValues(new Uint8Array(16));
  private handle: string | null = null;

  constructor(origin: string) {
    this.origin = origin;
  }

  /** The body of a new passkey for a challenge. */
  async make({ token, challenge, rpId, user }: Challenge) {
    this.handle = user?.id ?? null;
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    this.key = (await crypto.subtle.generateKey(algorithm, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const { x = "", y = "" } = (await crypto.subtle.exportKey(
      "jwk",
      this.key.publicKey,
    )) as JsonWebKey;
    // A COSE key: EC2, ES256, P-256.
    const cose = bytes(
      [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
      fromBase64Url(x),
      [0x22, 0x58, 0x20],
      fromBase64Url(y),
    );
    const data = bytes(
      await this.authenticatorData(rpId, 0x40),
      new Uint8Array(16),
      [0, this.id.length],
      this.id,
      cose,
    );
    const text = (word: string) => [0x60 + word.length, ...new TextEncoder().encode(word)];
    const attestation = bytes(
      [0xa3],
      text("fmt"),
      text("none"),
      text("attStmt"),
      [0xa0],
      text("authData"),
      [0x59, data.length >> 8, data.length & 0xff],
      data,
    );
    return {
      challenge: token,
      name: "My phone",
      made: {
        id: toBase64Url(this.id),
        transports: ["internal"],
        clientDataJSON: this.clientData("webauthn.create", challenge),
        attestationObject: toBase64Url(attestation),
      },
    };
  }

  /** The answer to a challenge. */
  async sign({ token, challenge, rpId }: Challenge) {
    if (!this.key) throw new Error("the device has no passkey");
    const data = await this.authenticatorData(rpId, 0);
    const clientDataJSON = this.clientData("webauthn.get", challenge);
    const hash = await crypto.subtle.digest("SHA-256", fromBase64Url(clientDataJSON));
    const how = { name: "ECDSA", hash: "SHA-256" };
    const signed = bytes(data, new Uint8Array(hash));
    const raw = await crypto.subtle.sign(how, this.key.privateKey, signed);
    return {
      challenge: token,
      signed: {
        id: toBase64Url(this.id),
        clientDataJSON,
        authenticatorData: toBase64Url(data),
        signature: toBase64Url(derOf(new Uint8Array(raw))),
        userHandle: this.handle,
      },
    };
  }

  private clientData(type: string, challenge: string): string {
    const { origin } = this;
    return toBase64Url(new TextEncoder().encode(JSON.stringify({ type, challenge, origin })));
  }

  private async authenticatorData(rpId: string, more: number): Promise<Uint8Array<ArrayBuffer>> {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(rpId));
    const flags = 0x01 | (this.isVerifying ? 0x04 : 0) | more;
    const counter = new DataView(new ArrayBuffer(4));
    counter.setUint32(0, this.counter);
    return bytes(new Uint8Array(hash), [flags], new Uint8Array(counter.buffer));
  }
}

type Challenge = {
  token: string;
  challenge: string;
  rpId: string;
  user?: { id: string } | null;
};

function bytes(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** WebAuthn's signatures are in DER, WebCrypto's are two plain numbers. */
function derOf(raw: Uint8Array): Uint8Array {
  const integer = (part: Uint8Array) => {
    const start = part.findIndex((byte) => byte !== 0);
    const digits = part.slice(start);
    const padding = (digits[0] ?? 0) > 0x7f ? [0] : [];
    return [0x02, padding.length + digits.length, ...padding, ...digits];
  };
  const both = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
  return bytes([0x30, both.length, ...both]);
}
