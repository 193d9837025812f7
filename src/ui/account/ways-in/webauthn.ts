import type {
  PasskeyChallenge,
  PasskeyMade,
  PasskeySigned,
} from "../../../contract/people/ways-in.ts";

/** Whether this browser knows passkeys. */
export const knowsPasskeys = (): boolean => "PublicKeyCredential" in window;

/** Whether it can offer them in the field of the address. */
export const showsInField = async (): Promise<boolean> =>
  knowsPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;

/** The person, or the browser, has ended the question. */
export const isCalledOff = (error: unknown): boolean =>
  error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);

/** The device has a passkey of this account already. */
export const isKnownAlready = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "InvalidStateError";

export async function makePasskey(asked: PasskeyChallenge): Promise<PasskeyMade> {
  const { challenge, rpId, user, credentials } = asked;
  if (!user) throw new Error("the challenge names nobody");
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: bytesOf(challenge),
      rp: { id: rpId, name: "Frontrow" },
      user: { ...user, id: bytesOf(user.id) },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: credentials.map(descriptor),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    transports: response.getTransports?.() ?? [],
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
  };
}

export async function signWithPasskey(
  { token, challenge, rpId, credentials }: PasskeyChallenge,
  { signal, isInField = false }: { signal?: AbortSignal; isInField?: boolean } = {},
): Promise<{ challenge: string; signed: PasskeySigned }> {
  const signed = (await navigator.credentials.get({
    publicKey: {
      challenge: bytesOf(challenge),
      rpId,
      allowCredentials: credentials.map(descriptor),
      userVerification: "required",
    },
    ...(isInField ? { mediation: "conditional" as const } : {}),
    ...(signal ? { signal } : {}),
  })) as PublicKeyCredential;
  const response = signed.response as AuthenticatorAssertionResponse;
  return {
    challenge: token,
    signed: {
      id: signed.id,
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}

const descriptor = ({ id, transports }: PasskeyChallenge["credentials"][number]) => ({
  type: "public-key" as const,
  id: bytesOf(id),
  transports: transports as AuthenticatorTransport[],
});

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );

const textOf = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
